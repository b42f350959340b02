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

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.Pointwise;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Scale, shift and rectifier on one image, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ActivationBenchmark {

    /** Channels and side of the image. */
    @Param({"32x28", "128x32"})
    public String image;

    private final Kernels kernels = KernelProvider.kernels();
    private Layout layout;
    private Pointwise function;
    private float[] x;
    private float[] y;

    /** Makes an image and the values of each channel. */
    @Setup
    public void prepare() {
        String[] numbers = image.split("x", -1);
        int channels = Integer.parseInt(numbers[0]);
        int side = Integer.parseInt(numbers[1]);
        layout = Layout.of(channels, side, side, 0, 0);
        function = new Pointwise(layout.pixelStride());
        Arrays.fill(function.scale(), 1.5f);
        Arrays.fill(function.shift(), -0.25f);
        Arrays.fill(function.slope(), 0.1f);
        x = new float[layout.imageStride()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 7 - 3;
        }
        y = new float[x.length];
    }

    /** y = act(scale x + shift). */
    @Benchmark
    public float[] activate() {
        kernels.activate(function, x, 0, layout, y, 0, layout);
        return y;
    }
}
