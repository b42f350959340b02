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

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;

/**
 * Says where the time of whole steps goes: processor milliseconds of all threads for one step by pass and kernel, from
 * samples of the stacks every 10 ms, beside the time that the arithmetic of the direct algorithm takes at the FMA peak.
 */
public final class StepAccount {

    /** Entries below this share are summed up. */
    private static final double LEAST = 0.005;

    /** Fewer samples are of reports and of the objects of terms. */
    private static final int LEAST_ALLOCATIONS = 10;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final StepAccountOptions options;

    private StepAccount(StepAccountOptions options) {
        this.options = options;
    }

    /**
     * Prints the account.
     *
     * @param args see {@link StepAccountOptions}
     * @throws IOException if the samples cannot be read
     */
    public static void main(String[] args) throws IOException {
        StepAccountOptions options = new StepAccountOptions();
        Program.run(args, options, () -> new StepAccount(options).run());
    }

    private void run() throws IOException {
        StackAccount.prepare();
        for (BenchCase network : options.networks) {
            try (MatTrainerSteps steps = new MatTrainerSteps(network, options.threads, options.powerMethod)) {
                for (StepKind kind : options.steps) {
                    run(network, kind, () -> steps.run(kind));
                }
            }
        }
    }

    private void run(BenchCase network, StepKind kind, Runnable step) throws IOException {
        repeat(step, options.warmUp);
        double peak = FmaPeak.gigaflops(options.threads, 1);
        long[] steps = new long[1];
        double[] seconds = new double[2];
        StackAccount account = StackAccount.of(() -> {
            long start = System.nanoTime();
            long processor = SYSTEM.getProcessCpuTime();
            steps[0] = repeat(step, options.seconds);
            seconds[0] = (System.nanoTime() - start) * 1e-9 / steps[0];
            seconds[1] = (SYSTEM.getProcessCpuTime() - processor) * 1e-9 / steps[0];
        });
        double flops = BenchNetworks.flops(BenchNetworks.of(network), kind) * network.batch();
        System.out.printf(
                Locale.ROOT,
                "%n%s %s, batch %d, JDK %s: %.1f ms a step, in which %d threads are busy for %.1f ms together"
                        + " (%d samples); the direct algorithm at the FMA peak of %.0f GFLOP/s takes %.1f ms%n%n",
                network.key(),
                kind.key(),
                network.batch(),
                System.getProperty("java.version"),
                seconds[0] * 1e3,
                options.threads,
                seconds[1] * 1e3,
                account.total(),
                peak,
                flops / peak * 1e-6 * options.threads);
        print(account, seconds[1] * 1e3);
        printAllocation(account);
    }

    private static long repeat(Runnable step, double seconds) {
        long start = System.nanoTime();
        long count = 0;
        do {
            step.run();
            count++;
        } while ((System.nanoTime() - start) * 1e-9 < seconds);
        return count;
    }

    private static void print(StackAccount account, double milliseconds) {
        System.out.println("| pass | class | ms a step | share |");
        System.out.println("| --- | --- | ---: | ---: |");
        double rest = 1;
        Comparator<Map.Entry<StackAccount.Entry, Integer>> largest = Map.Entry.comparingByValue();
        for (Map.Entry<StackAccount.Entry, Integer> entry :
                account.counts().entrySet().stream().sorted(largest.reversed()).toList()) {
            double share = (double) entry.getValue() / account.total();
            if (share >= LEAST) {
                row(entry.getKey().pass(), entry.getKey().kernel(), share, milliseconds);
                rest -= share;
            }
        }
        row("", "others", rest, milliseconds);
    }

    /** A kernel that allocates has vectors in objects: it is not compiled yet, or badly. */
    private static void printAllocation(StackAccount account) {
        account.allocations().forEach((entry, samples) -> {
            if (samples >= LEAST_ALLOCATIONS) {
                System.out.printf("%s allocates (%s, %d samples)%n", entry.kernel(), entry.pass(), samples);
            }
        });
    }

    private static void row(String pass, String kernel, double share, double milliseconds) {
        System.out.printf(
                Locale.ROOT, "| %s | %s | %.1f | %.1f %% |%n", pass, kernel, share * milliseconds, 100 * share);
    }
}
