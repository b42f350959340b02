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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.benchmarks.contest.Turn;
import org.mattrainer.benchmarks.contest.WarmUp;
import org.mattrainer.benchmarks.contest.Worker;

/**
 * Compares settings of this library: whole steps in alternating turns in one virtual machine, so that all run the same
 * compiled code. Prints the table of {@link StepBench} and a line of ratios for each variant: the speed with the defaults
 * by that of the variant.
 */
public final class VariantBench {

    private static final double PEAK_SECONDS = 0.3;

    private final VariantBenchOptions options;
    private final List<Variant> variants = new ArrayList<>();

    private VariantBench(VariantBenchOptions options) {
        this.options = options;
        Variant defaults = new Variant(Contenders.OURS, options.threads, PowerMethod.FINITE_DIFFERENCE);
        variants.add(defaults);
        options.variants.forEach(setting -> variants.add(defaults.with(setting)));
    }

    /**
     * Runs the benchmark.
     *
     * @param args see {@link VariantBenchOptions}
     * @throws IOException never; steps in this process need no pipe
     */
    public static void main(String[] args) throws IOException {
        VariantBenchOptions options = new VariantBenchOptions();
        Program.run(args, options, () -> new VariantBench(options).run());
    }

    private void run() throws IOException {
        FmaPeak.gigaflops(options.threads, 2);
        List<Column> columns = new ArrayList<>();
        for (BenchCase network : options.networks) {
            columns.addAll(compete(network));
        }
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %d threads, %d rounds of at least %.1f s, medians, one virtual machine%n",
                System.getProperty("java.version"),
                options.threads,
                options.rounds,
                options.seconds);
        StepReportTable.print(System.out, columns);
        for (Variant variant : variants.subList(1, variants.size())) {
            String head = "ratio to " + variant.name();
            System.out.println(StepReportTable.ratioLine(head, columns, column -> column.ratio(variant.name())));
        }
    }

    private List<Column> compete(BenchCase network) throws IOException {
        Map<Variant, MatTrainerSteps> contenders = new LinkedHashMap<>();
        try {
            for (Variant variant : variants) {
                contenders.put(variant, new MatTrainerSteps(network, variant.threads(), variant.powerMethod()));
            }
            List<Column> columns = new ArrayList<>();
            for (StepKind kind : options.steps) {
                columns.add(compete(contenders, new Column(network, kind)));
            }
            return columns;
        } finally {
            contenders.values().forEach(MatTrainerSteps::close);
        }
    }

    private Column compete(Map<Variant, MatTrainerSteps> contenders, Column column) throws IOException {
        for (MatTrainerSteps steps : contenders.values()) {
            WarmUp.run(seconds -> Worker.turn(steps, column.kind(), seconds), options.warmUp);
        }
        List<Variant> order = new ArrayList<>(variants);
        for (int round = 0; round < options.rounds; round++) {
            column.addPeak(FmaPeak.gigaflops(options.threads, PEAK_SECONDS));
            for (Variant variant : order) {
                Turn turn = Worker.turn(contenders.get(variant), column.kind(), options.seconds);
                column.add(variant.name(), turn);
            }
            // Nobody always follows the same.
            Collections.rotate(order, 1);
        }
        return column;
    }
}
