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
package org.mattrainer.benchmarks.kernel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.mattrainer.internal.kernel.ConvolutionShape;
import org.mattrainer.internal.kernel.Convolutions;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.LinearOperator;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One convolution with padding kernel / 2 in blocks of images, on one thread; the time of one image. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ConvolutionBenchmark {

    private static final int IMAGES = 16;

    /** Channels in, side of the image, channels out, side of the kernel. */
    @Param({"32x28-32-5", "64x14-64-5", "128x7-128-5", "128x32-128-3", "256x16-256-3"})
    public String layer;

    /** How it is computed. */
    @Param({"DIRECT", "WINOGRAD"})
    public ConvolutionAlgorithm algorithm;

    private LinearOperator convolution;
    private Layout output;
    private Layout gradient;
    private int block;
    private float[] x;
    private float[] y;
    private float[] dx;
    private float[] dy;
    private float[] forwardWeights;
    private float[] backwardWeights;
    private float[] accumulator;
    private float[] scratch;

    /** Makes the convolution and random images and weights. */
    @Setup
    public void prepare() {
        String[] numbers = layer.split("[x-]", -1);
        int in = Integer.parseInt(numbers[0]);
        int side = Integer.parseInt(numbers[1]);
        int out = Integer.parseInt(numbers[2]);
        int kernel = Integer.parseInt(numbers[3]);
        ConvolutionShape shape = new ConvolutionShape(in, side, side, out, kernel, 1, kernel / 2);
        convolution =
                Convolutions.create(shape, algorithm, KernelProvider.kernels().convolutions());
        block = convolution.blockImages();
        output = Layout.of(out, side, side, 0, 0);
        gradient = Layout.of(in, side, side, 0, 0);
        x = random(IMAGES * convolution.input().imageStride());
        dy = random(IMAGES * convolution.upstream().imageStride());
        y = new float[IMAGES * output.imageStride()];
        dx = new float[IMAGES * gradient.imageStride()];
        float[] weight = random(out * in * kernel * kernel);
        forwardWeights = new float[convolution.packedSize()];
        backwardWeights = new float[convolution.packedSize()];
        convolution.packForward(weight, 0, forwardWeights);
        convolution.packBackward(weight, 0, backwardWeights);
        accumulator = new float[convolution.accumulatorSize()];
        scratch = new float[convolution.scratchSize()];
    }

    private static float[] random(int length) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    /** y = w * x. */
    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public float[] forward() {
        for (int n = 0; n < IMAGES; n += block) {
            int from = n * convolution.input().imageStride();
            convolution.forward(forwardWeights, x, from, y, n * output.imageStride(), count(n), scratch);
        }
        return y;
    }

    /** Gradient to the input. */
    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public float[] inputGradient() {
        for (int n = 0; n < IMAGES; n += block) {
            int from = n * convolution.upstream().imageStride();
            int to = n * gradient.imageStride();
            convolution.inputGradient(backwardWeights, dy, from, dx, to, count(n), scratch);
        }
        return dx;
    }

    /** Gradient to the weights, added up. */
    @Benchmark
    @OperationsPerInvocation(IMAGES)
    public float[] weightGradient() {
        for (int n = 0; n < IMAGES; n += block) {
            int xStart = n * convolution.input().imageStride();
            int dyStart = n * convolution.upstream().imageStride();
            convolution.addWeightGradient(x, xStart, dy, dyStart, count(n), accumulator, false, scratch);
        }
        return accumulator;
    }

    private int count(int first) {
        return Math.min(block, IMAGES - first);
    }
}
