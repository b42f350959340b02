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
package org.mattrainer.benchmarks.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.benchmarks.check.KernelCase.Measure;
import org.mattrainer.internal.kernel.Correction;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.Pointwise;
import org.mattrainer.internal.kernel.PoolShape;

/** Activations, sums and pooling on one image of few or of many channels, and the kernels on plain vectors. */
public final class ImageCases {

    /** Least share of a copy of as much memory: kernels in objects are below 1 %. */
    private static final double FLOOR = 0.08;

    /** The same of kernels that look for the largest value or pick values by their places. */
    private static final double POOL_FLOOR = 0.03;

    private final Kernels kernels;
    private final String image;
    private final Layout layout;
    private final Pointwise function;
    private final Correction correction;
    private final float[] x;
    private final float[] dy;
    private final float[] result;
    private final float[] channels;
    private final float[] sums;
    private final List<KernelCase> cases = new ArrayList<>();

    private ImageCases(Kernels kernels, int channels, int side) {
        this.kernels = kernels;
        this.image = channels + " channels";
        this.layout = Layout.of(channels, side, side, 0, 0);
        this.function = new Pointwise(layout.pixelStride());
        Arrays.fill(function.scale(), 1.5f);
        Arrays.fill(function.shift(), -0.25f);
        Arrays.fill(function.slope(), 0.1f);
        this.correction = new Correction(layout.pixelStride());
        this.x = new float[layout.imageStride()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 7 - 3;
        }
        this.dy = x.clone();
        this.result = new float[x.length];
        this.channels = new float[layout.pixelStride()];
        this.sums = new float[3 * layout.pixelStride()];
    }

    /**
     * All cases.
     *
     * @param kernels the kernels
     * @param channels channels of the image
     * @param side rows and columns of the image, even
     * @return one case for each kernel
     */
    public static List<KernelCase> of(Kernels kernels, int channels, int side) {
        ImageCases data = new ImageCases(kernels, channels, side);
        data.activations();
        data.sums();
        data.pools(new PoolShape(2, 2, data.layout, Layout.of(channels, side / 2, side / 2, 0, 0)));
        data.vectors();
        return data.cases;
    }

    private void activations() {
        add("activate", 2, () -> kernels.activate(function, x, 0, layout, result, 0, layout));
        add(
                "activate tangent",
                3,
                () -> kernels.activateTangent(function, correction, dy, 0, x, 0, layout, result, 0, layout));
        add(
                "activate gradient",
                3,
                () -> kernels.activateGradient(function, correction, dy, 0, x, 0, layout, result, 0, layout));
        add("correct", 2, () -> kernels.correct(correction, x, 0, layout, result, 0, layout));
    }

    private void sums() {
        add("gradient sums", 2, () -> kernels.gradientSums(function, channels, dy, 0, x, 0, layout, sums));
        add("tangent sums", 2, () -> kernels.tangentSums(channels, dy, 0, x, 0, layout, sums));
        add("moments", 2, () -> kernels.moments(x, 0, layout, sums));
    }

    private void pools(PoolShape shape) {
        float[] pooled = new float[shape.output().imageStride()];
        float[] places = new float[pooled.length];
        add("max pool", 1.5, POOL_FLOOR, () -> kernels.pool(function, shape, x, 0, pooled, places, 0));
        add("gather", 1.5, POOL_FLOOR, () -> kernels.gather(shape, x, 0, places, 0, pooled, 0));
        add("unpool", 2.5, POOL_FLOOR, () -> kernels.unpool(shape, pooled, 0, places, 0, result, 0, layout));
    }

    private void vectors() {
        float[] ones = new float[x.length];
        Arrays.fill(ones, 1f);
        add("multiply", 3, () -> kernels.multiply(x, 0, layout, ones, 0));
        float[] scratch = new float[Kernels.DOT_SCRATCH];
        add("dots", 2, () -> kernels.dots(1, x, 0, 0, 1, dy, 0, 0, x.length, sums, 0, 0, scratch));
        add("axpy", 3, () -> kernels.axpy(0f, x, 0, dy, 0, x.length));
    }

    /** {@code images}: how many images as large as x a call reads and writes. */
    private void add(String kernel, double images, Runnable call) {
        add(kernel, images, FLOOR, call);
    }

    private void add(String kernel, double images, double floor, Runnable call) {
        double bytes = images * x.length * Float.BYTES;
        cases.add(new KernelCase(kernel + ", " + image, Measure.MEMORY, bytes, floor, call));
    }
}
