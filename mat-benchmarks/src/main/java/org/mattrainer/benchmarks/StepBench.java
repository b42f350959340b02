/*
 * Copyright (c) 2026 The MatTrainer developers.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.mattrainer.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.benchmarks.contest.Turn;
import org.mattrainer.benchmarks.contest.WarmUp;
import org.mattrainer.benchmarks.contest.WorkerProcess;

/**
 * Times whole steps on the networks, each contender in a virtual machine of its own, in alternating turns, with the
 * FMA peak of the machine measured before each round. Prints a table of medians and, with peers, the line
 * {@code ratio lenetspp train=... mat=... infer=... convlarge train=... mat=... infer=... wrn16x2 ...}: our speed by that
 * of the fastest peer of the column. Ours on another JDK gets a line of its own, {@code ratio to 'mattrainer on NAME' ...}.
 */
public final class StepBench {

    private static final double PEAK_SECONDS = 0.3;

    private final StepBenchOptions options;
    private final PrintStream out;

    private StepBench(StepBenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs the benchmark.
     *
     * @param args see {@link StepBenchOptions}
     * @throws IOException if a contender cannot be started or dies
     */
    public static void main(String[] args) throws IOException {
        StepBenchOptions options = new StepBenchOptions();
        Program.run(args, options, () -> new StepBench(options, System.out).run());
    }

    private void run() throws IOException {
        FmaPeak.gigaflops(options.threads, 2);
        List<WorkerProcess> workers = Contenders.start(options);
        try {
            List<Column> columns = new ArrayList<>();
            for (BenchCase benchCase : options.networks) {
                columns.addAll(compete(workers, benchCase));
            }
            out.printf(
                    Locale.ROOT,
                    "%nJDK %s, %d threads, %d rounds of at least %.1f s, medians%n",
                    System.getProperty("java.version"),
                    options.threads,
                    options.rounds,
                    options.seconds);
            StepReportTable.print(out, columns);
            StepReportTable.printRatios(out, columns);
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    private List<Column> compete(List<WorkerProcess> workers, BenchCase benchCase) throws IOException {
        for (WorkerProcess worker : workers) {
            out.println(worker.name() + ": " + worker.open(benchCase) + ", " + benchCase.key());
        }
        List<Column> columns = new ArrayList<>();
        for (StepKind kind : options.steps) {
            List<WorkerProcess> able = workers.stream()
                    .filter(worker -> Contenders.canRun(worker.name(), kind))
                    .toList();
            columns.add(compete(able, new Column(benchCase, kind)));
        }
        for (WorkerProcess worker : workers) {
            worker.closeCase();
        }
        return columns;
    }

    private Column compete(List<WorkerProcess> workers, Column column) throws IOException {
        for (WorkerProcess worker : workers) {
            WarmUp.run(seconds -> worker.run(column.kind(), seconds), options.warmUp);
        }
        for (int round = 0; round < options.rounds; round++) {
            column.addPeak(FmaPeak.gigaflops(options.threads, PEAK_SECONDS));
            for (WorkerProcess worker : workers) {
                Turn turn = worker.run(column.kind(), options.seconds);
                column.add(worker.name(), turn);
                out.printf(
                        Locale.ROOT,
                        "%s %s round %d, %s: %.1f ms a step, foreign processors %.2f%n",
                        column.benchCase().key(),
                        column.kind().key(),
                        round + 1,
                        worker.name(),
                        turn.secondsPerStep() * 1e3,
                        turn.foreignCores());
            }
        }
        return column;
    }
}
