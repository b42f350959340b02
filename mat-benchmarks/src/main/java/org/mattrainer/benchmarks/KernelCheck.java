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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.benchmarks.check.ImageCases;
import org.mattrainer.benchmarks.check.KernelCase;
import org.mattrainer.benchmarks.check.KernelCase.Measure;
import org.mattrainer.benchmarks.check.ProductCases;
import org.mattrainer.benchmarks.check.Stopwatch;
import org.mattrainer.benchmarks.check.TransformCases;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.internal.kernel.Kernels;

/**
 * Times every kernel on one thread after steps of both networks have warmed them up, and fails when one of them is slower
 * than its floor: a kernel whose vectors the just-in-time compiler puts into objects is 50 to 400 times slower, one whose
 * sums it spills to memory two times. Speeds are shares of what the same process measures beside them: products of the
 * multiply-add peak, other kernels of a copy of memory that stays in the caches.
 */
public final class KernelCheck {

    private static final double STEP_SECONDS = 2;
    private static final double WARM_UP_SECONDS = 0.25;

    /** A kernel that is slow may not be compiled yet, or the machine is busy: it is run and timed again. */
    private static final int TRIES = 4;

    private static final double PEAK_SECONDS = 0.05;
    private static final int COPIED_FLOATS = 1 << 12;

    private final float[] from = new float[COPIED_FLOATS];
    private final float[] to = new float[COPIED_FLOATS];
    private final List<String> slow = new ArrayList<>();

    private KernelCheck() {}

    /**
     * Runs the check; the exit status is 1 when a kernel is below its floor.
     *
     * @param args none
     */
    public static void main(String[] args) {
        KernelCheck check = new KernelCheck();
        check.run();
        if (!check.slow.isEmpty()) {
            System.err.println("below the floor: " + String.join("; ", check.slow));
            System.exit(1);
        }
    }

    private void run() {
        for (BenchCase network : BenchCase.values()) {
            warmUp(network);
        }
        Kernels kernels = KernelProvider.kernels();
        List<KernelCase> cases = new ArrayList<>(ProductCases.of(kernels.convolutions()));
        cases.addAll(TransformCases.of(kernels.convolutions()));
        cases.addAll(ImageCases.of(kernels, 32, 14));
        cases.addAll(ImageCases.of(kernels, 128, 8));
        cases.forEach(kernel -> Stopwatch.seconds(kernel.call(), WARM_UP_SECONDS));
        FmaPeak.gigaflops(1, 1);
        System.out.printf(
                "%nJDK %s, %s, FMA peak in %d bit%n%n",
                System.getProperty("java.version"), kernels.description(), FmaPeak.vectorBits());
        System.out.println("| kernel, one thread | speed | compared with | share | floor |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        cases.forEach(this::measure);
    }

    /** Compiles the kernels as a training does, on one thread. */
    private static void warmUp(BenchCase network) {
        try (MatTrainerSteps steps = new MatTrainerSteps(network, 1, PowerMethod.FINITE_DIFFERENCE)) {
            for (StepKind kind : List.of(StepKind.MAT, StepKind.INFERENCE)) {
                Stopwatch.seconds(() -> steps.run(kind), STEP_SECONDS);
            }
        }
    }

    private void measure(KernelCase kernel) {
        Speed speed = speed(kernel);
        for (int i = 1; i < TRIES && speed.share() < kernel.floor(); i++) {
            Stopwatch.seconds(kernel.call(), 2 * WARM_UP_SECONDS);
            speed = speed(kernel);
        }
        String unit = kernel.measure().unit();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f %s | %.1f %s | %.0f %% | %.0f %% |%n",
                kernel.name(),
                speed.kernel(),
                unit,
                speed.best(),
                unit,
                100 * speed.share(),
                100 * kernel.floor());
        if (speed.share() < kernel.floor()) {
            slow.add(String.format(Locale.ROOT, "%s (%.1f %%)", kernel.name(), 100 * speed.share()));
        }
    }

    /** Speeds of a kernel and of what it is compared with. */
    private record Speed(double kernel, double best) {
        double share() {
            return kernel / best;
        }
    }

    private Speed speed(KernelCase kernel) {
        boolean arithmetic = kernel.measure() == Measure.ARITHMETIC;
        double before = arithmetic ? FmaPeak.gigaflops(1, PEAK_SECONDS) : copySpeed();
        double speed = kernel.work() / Stopwatch.fastest(kernel.call()) * 1e-9;
        double after = arithmetic ? FmaPeak.gigaflops(1, PEAK_SECONDS) : copySpeed();
        return new Speed(speed, Math.max(before, after));
    }

    /** Bytes read and written by second, in units of 1e9. */
    private double copySpeed() {
        double seconds = Stopwatch.fastest(() -> System.arraycopy(from, 0, to, 0, COPIED_FLOATS));
        return 2.0 * COPIED_FLOATS * Float.BYTES / seconds * 1e-9;
    }
}
