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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mattrainer.internal.kernel.ConvolutionShape;
import org.mattrainer.internal.kernel.Convolutions;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.LinearOperator;
import org.mattrainer.nn.ConvolutionAlgorithm;

/**
 * Times the convolutions of LeNets++ (batch 128) and Conv-Large (batch 32), layer by layer and pass by pass, and quotes
 * them in operations of the direct algorithm and as a multiple of the multiply-add peak that the same process measures
 * before and after each time. All are warmed up in turn before the first is timed, as a training does. Arguments: the
 * algorithm (AUTO), the most threads (2), repetitions (7).
 */
public final class ConvolutionBench {

    private static final List<String> PASSES = List.of("forward", "to input", "to weights");

    private final int images;
    private final ConvolutionShape shape;
    private final LinearOperator convolution;
    private final Worker[] workers;
    private final float[] x;
    private final float[] y;
    private final float[] dx;
    private final float[] dy;
    private final float[] forwardWeights;
    private final float[] backwardWeights;
    private final Layout output;
    private final Layout gradient;

    private record Worker(float[] scratch, float[] accumulator) {}

    private ConvolutionBench(int images, ConvolutionShape shape, ConvolutionAlgorithm algorithm, int threads) {
        this.images = images;
        this.shape = shape;
        this.convolution = Convolutions.create(shape, algorithm, KernelProvider.kernels());
        this.workers = new Worker[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = new Worker(new float[convolution.scratchSize()], new float[convolution.accumulatorSize()]);
        }
        this.output = Layout.of(shape.outChannels(), shape.outHeight(), shape.outWidth(), 0, 0);
        this.gradient = Layout.of(shape.inChannels(), shape.height(), shape.width(), 0, 0);
        Random random = new Random(1);
        this.x = images(convolution.input(), random);
        this.dy = images(convolution.upstream(), random);
        this.y = new float[12 + images * output.imageStride()];
        this.dx = new float[12 + images * gradient.imageStride()];
        float[] weight = new float[shape.outChannels() * shape.inChannels() * shape.kernel() * shape.kernel()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian();
        }
        this.forwardWeights = new float[convolution.packedSize()];
        this.backwardWeights = new float[convolution.packedSize()];
        convolution.packForward(weight, 0, forwardWeights);
        convolution.packBackward(weight, 0, backwardWeights);
    }

    private float[] images(Layout layout, Random random) {
        float[] values = new float[12 + images * layout.imageStride()];
        for (int n = 0; n < images; n++) {
            for (int i = 0; i < layout.height(); i++) {
                for (int j = 0; j < layout.width(); j++) {
                    int p = 12 + n * layout.imageStride() + layout.offset(i, j);
                    for (int c = 0; c < layout.channels(); c++) {
                        values[p + c] = (float) random.nextGaussian();
                    }
                }
            }
        }
        return values;
    }

    private double flops() {
        return 2.0
                * images
                * shape.outHeight()
                * shape.outWidth()
                * shape.outChannels()
                * shape.inChannels()
                * shape.kernel()
                * shape.kernel();
    }

    private void run(int pass, int first, int count, Worker worker) {
        int xStart = 12 + first * convolution.input().imageStride();
        int dyStart = 12 + first * convolution.upstream().imageStride();
        float[] scratch = worker.scratch();
        switch (pass) {
            case 0 -> {
                int yStart = 12 + first * output.imageStride();
                convolution.forward(forwardWeights, x, xStart, y, yStart, count, scratch);
            }
            case 1 -> {
                int dxStart = 12 + first * gradient.imageStride();
                convolution.inputGradient(backwardWeights, dy, dyStart, dx, dxStart, count, scratch);
            }
            default ->
                convolution.addWeightGradient(x, xStart, dy, dyStart, count, worker.accumulator(), false, scratch);
        }
    }

    private void part(int pass, int thread, int threads) {
        int block = convolution.blockImages();
        int end = images * (thread + 1) / threads;
        for (int n = images * thread / threads; n < end; n += block) {
            run(pass, n, Math.min(block, end - n), workers[thread]);
        }
    }

    /** Median seconds of the whole batch. */
    private double seconds(int pass, int threads, int repetitions, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        double[] seconds = new double[repetitions];
        for (int i = -1; i < repetitions; i++) {
            long start = System.nanoTime();
            Future<?>[] parts = new Future<?>[threads];
            for (int t = 1; t < threads; t++) {
                int thread = t;
                parts[t] = pool.submit(() -> part(pass, thread, threads));
            }
            part(pass, 0, threads);
            for (int t = 1; t < threads; t++) {
                parts[t].get();
            }
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) * 1e-9;
            }
        }
        Arrays.sort(seconds);
        return seconds[repetitions / 2];
    }

    private static List<ConvolutionBench> lenets(ConvolutionAlgorithm algorithm, int threads) {
        return List.of(
                new ConvolutionBench(128, new ConvolutionShape(1, 28, 28, 32, 5, 1, 2), algorithm, threads),
                new ConvolutionBench(128, new ConvolutionShape(32, 28, 28, 32, 5, 1, 2), algorithm, threads),
                new ConvolutionBench(128, new ConvolutionShape(32, 14, 14, 64, 5, 1, 2), algorithm, threads),
                new ConvolutionBench(128, new ConvolutionShape(64, 14, 14, 64, 5, 1, 2), algorithm, threads),
                new ConvolutionBench(128, new ConvolutionShape(64, 7, 7, 128, 5, 1, 2), algorithm, threads),
                new ConvolutionBench(128, new ConvolutionShape(128, 7, 7, 128, 5, 1, 2), algorithm, threads));
    }

    private static List<ConvolutionBench> convLarge(ConvolutionAlgorithm algorithm, int threads) {
        return List.of(
                new ConvolutionBench(32, new ConvolutionShape(3, 32, 32, 128, 3, 1, 1), algorithm, threads),
                new ConvolutionBench(32, new ConvolutionShape(128, 32, 32, 128, 3, 1, 1), algorithm, threads),
                new ConvolutionBench(32, new ConvolutionShape(128, 16, 16, 256, 3, 1, 1), algorithm, threads),
                new ConvolutionBench(32, new ConvolutionShape(256, 16, 16, 256, 3, 1, 1), algorithm, threads),
                new ConvolutionBench(32, new ConvolutionShape(256, 8, 8, 512, 3, 1, 0), algorithm, threads),
                new ConvolutionBench(32, new ConvolutionShape(512, 6, 6, 256, 1, 1, 0), algorithm, threads),
                new ConvolutionBench(32, new ConvolutionShape(256, 6, 6, 128, 1, 1, 0), algorithm, threads));
    }

    /** Prints a row for each pass and returns the seconds of all passes for each number of threads. */
    private double[] print(int repetitions, int threads, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        double[] sums = new double[threads + 1];
        for (int pass = 0; pass < PASSES.size(); pass++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d to %d, %dx%d, kernel %d, %s | %s",
                    shape.inChannels(),
                    shape.outChannels(),
                    shape.height(),
                    shape.width(),
                    shape.kernel(),
                    convolution,
                    PASSES.get(pass));
            for (int t = 1; t <= threads; t *= 2) {
                double before = FmaPeak.gigaflops(t, 0.1);
                double seconds = seconds(pass, t, repetitions, pool);
                double peak = Math.max(before, FmaPeak.gigaflops(t, 0.1));
                double rate = flops() / seconds * 1e-9;
                System.out.printf(Locale.ROOT, " | %.2f | %.0f | %.2f", seconds * 1e3, rate, rate / peak);
                sums[t] += seconds;
            }
            System.out.println(" |");
        }
        return sums;
    }

    private static void printTable(
            String network, List<ConvolutionBench> benches, int repetitions, int threads, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        StringBuilder head = new StringBuilder("%n| " + network + " | pass");
        StringBuilder rule = new StringBuilder("| --- | ---");
        StringBuilder last = new StringBuilder("| all | all");
        for (int t = 1; t <= threads; t *= 2) {
            head.append(" | ").append(t).append(" T ms | GFLOP/s | of peak");
            rule.append(" | ---: | ---: | ---:");
        }
        System.out.printf(head + " |%n" + rule + " |%n");
        double[] sums = new double[threads + 1];
        double flops = 0;
        for (ConvolutionBench bench : benches) {
            double[] seconds = bench.print(repetitions, threads, pool);
            flops += PASSES.size() * bench.flops();
            Arrays.setAll(sums, t -> sums[t] + seconds[t]);
        }
        for (int t = 1; t <= threads; t *= 2) {
            double rate = flops / sums[t] * 1e-9;
            last.append(String.format(
                    Locale.ROOT, " | %.2f | %.0f | %.2f", sums[t] * 1e3, rate, rate / FmaPeak.gigaflops(t, 0.5)));
        }
        System.out.println(last + " |");
    }

    /**
     * Prints the tables.
     *
     * @param args algorithm, threads, repetitions
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if a convolution fails
     */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        ConvolutionAlgorithm algorithm = ConvolutionAlgorithm.valueOf(args.length > 0 ? args[0] : "AUTO");
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        int repetitions = args.length > 2 ? Integer.parseInt(args[2]) : 7;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        FmaPeak.gigaflops(threads, 1);
        List<ConvolutionBench> lenets = lenets(algorithm, threads);
        List<ConvolutionBench> convLarge = convLarge(algorithm, threads);
        for (int warm = 0; warm < 3 * PASSES.size(); warm++) {
            for (ConvolutionBench bench : lenets) {
                bench.seconds(warm % PASSES.size(), threads, 1, pool);
            }
            for (ConvolutionBench bench : convLarge) {
                bench.seconds(warm % PASSES.size(), threads, 1, pool);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "JDK %s, %s, FMA peak %.0f GFLOP/s on 1 thread%n",
                System.getProperty("java.version"),
                KernelProvider.kernels().description(),
                FmaPeak.gigaflops(1, 0.5));
        printTable("LeNets++, batch 128", lenets, repetitions, threads, pool);
        printTable("Conv-Large, batch 32", convLarge, repetitions, threads, pool);
        pool.shutdown();
    }
}
