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
package org.mattrainer.internal.kernel.vector;

import org.mattrainer.internal.kernel.ConvolutionKernels;
import org.mattrainer.internal.kernel.Correction;
import org.mattrainer.internal.kernel.CurveForm;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.Pointwise;
import org.mattrainer.internal.kernel.PoolShape;
import org.mattrainer.internal.kernel.ScalarKernels;

/**
 * Kernels on SIMD vectors. Images whose pixels are no whole number of vectors (grey and colour images, and layers of up
 * to four channels) go to the scalar kernels.
 */
public final class VectorKernels implements Kernels {

    private final ScalarKernels scalar = new ScalarKernels();
    private final ConvolutionKernels convolutions = new VectorConvolutionKernels();
    private final int lanes;

    /**
     * Makes the kernels; they have no state. The width is looked up here, so that a missing incubator module shows while
     * the look-up can still choose other kernels.
     */
    public VectorKernels() {
        lanes = VectorSize.LENGTH;
        link();
    }

    /**
     * Calls each method of the incubator module once: one that a later JDK lacks or has changed fails here, and not in
     * the middle of a training.
     */
    private void link() {
        Layout image = Layout.of(Layout.CHANNEL_BLOCK, 2, 2, 0, 0);
        Layout pixel = Layout.of(Layout.CHANNEL_BLOCK, 1, 1, 0, 0);
        float[] channels = new float[Layout.CHANNEL_BLOCK];
        float[] x = new float[image.imageStride()];
        float[] y = new float[image.imageStride()];
        Pointwise pointwise = new Pointwise(channels, channels, channels);
        activate(pointwise, x, 0, image, y, 0, image);
        activateGradient(pointwise, new Correction(channels, channels), x, 0, x, 0, image, y, 0, image);
        gradientSums(pointwise, channels, x, 0, x, 0, image, new float[3 * channels.length]);
        moments(x, 0, image, new float[2 * channels.length]);
        pool(pointwise, new PoolShape(2, 2, image, pixel), x, 0, y, new float[channels.length], 0);
        dots(2, x, 0, 0, 4, y, 0, 0, x.length, new float[8], 0, 4, new float[DOT_SCRATCH]);
    }

    @Override
    public String description() {
        return "vector " + lanes * Float.SIZE + " bit";
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public ConvolutionKernels convolutions() {
        return convolutions;
    }

    private boolean fits(Layout layout) {
        return layout.pixelStride() % lanes == 0;
    }

    private boolean fits(Pointwise f, Layout layout) {
        return f.curve() == null ? fits(layout) : CurvedRows.suit(layout);
    }

    @Override
    public void activate(Pointwise f, float[] x, int xStart, Layout xLayout, float[] y, int yStart, Layout yLayout) {
        CurveForm form = f.curve() == null ? null : f.curve().valueForm();
        if (f.curve() == null ? !fits(xLayout) : form == null || !CurvedRows.suit(xLayout)) {
            scalar.activate(f, x, xStart, xLayout, y, yStart, yLayout);
            return;
        }
        for (int row = 0; row < xLayout.height(); row++) {
            int p = xStart + xLayout.offset(row, 0);
            int q = yStart + yLayout.offset(row, 0);
            if (form == null) {
                PointwiseRows.activate(f, x, p, y, q, xLayout.width(), xLayout.pixelStride());
            } else {
                CurvedRows.activate(f, form, x, p, y, q, xLayout);
            }
        }
    }

    @Override
    public void activateTangent(
            Pointwise f,
            Correction c,
            float[] dx,
            int dxStart,
            float[] x,
            int xStart,
            Layout layout,
            float[] dy,
            int dyStart,
            Layout dyLayout) {
        if (!fits(f, layout)) {
            scalar.activateTangent(f, c, dx, dxStart, x, xStart, layout, dy, dyStart, dyLayout);
            return;
        }
        for (int row = 0; row < layout.height(); row++) {
            int p = layout.offset(row, 0);
            int q = dyStart + dyLayout.offset(row, 0);
            if (f.curve() == null) {
                PointwiseRows.tangent(
                        f, c, dx, dxStart + p, x, xStart + p, dy, q, layout.width(), layout.pixelStride());
            } else {
                CurvedRows.tangent(f, f.curve().derivativeForm(), c, dx, dxStart + p, x, xStart + p, dy, q, layout);
            }
        }
    }

    @Override
    public void activateGradient(
            Pointwise f,
            Correction c,
            float[] dy,
            int dyStart,
            float[] x,
            int xStart,
            Layout layout,
            float[] dx,
            int dxStart,
            Layout dxLayout) {
        if (!fits(f, layout)) {
            scalar.activateGradient(f, c, dy, dyStart, x, xStart, layout, dx, dxStart, dxLayout);
            return;
        }
        for (int row = 0; row < layout.height(); row++) {
            int p = layout.offset(row, 0);
            int q = dxStart + dxLayout.offset(row, 0);
            if (f.curve() == null) {
                PointwiseRows.gradient(
                        f, c, dy, dyStart + p, x, xStart + p, dx, q, layout.width(), layout.pixelStride());
            } else {
                CurvedRows.gradient(f, f.curve().derivativeForm(), c, dy, dyStart + p, x, xStart + p, dx, q, layout);
            }
        }
    }

    @Override
    public void correct(Correction c, float[] x, int xStart, Layout layout, float[] y, int yStart, Layout yLayout) {
        if (!fits(layout)) {
            scalar.correct(c, x, xStart, layout, y, yStart, yLayout);
            return;
        }
        for (int row = 0; row < layout.height(); row++) {
            int p = xStart + layout.offset(row, 0);
            int q = yStart + yLayout.offset(row, 0);
            PointwiseRows.correct(c, x, p, y, q, layout.width(), layout.pixelStride());
        }
    }

    @Override
    public void gradientSums(
            Pointwise f, float[] centre, float[] dy, int dyStart, float[] x, int xStart, Layout layout, float[] sums) {
        if (!fits(f, layout)) {
            scalar.gradientSums(f, centre, dy, dyStart, x, xStart, layout, sums);
            return;
        }
        if (f.curve() != null) {
            CurvedRows.gradientSums(f, f.curve().derivativeForm(), centre, dy, dyStart, x, xStart, layout, sums);
            return;
        }
        int channels = layout.pixelStride();
        if (PixelRows.suit(channels)) {
            PixelSums.gradient(f, centre, dy, dyStart, x, xStart, layout.imageStride(), channels, sums);
            return;
        }
        int length = layout.imageStride();
        int c = 0;
        for (; c + PairRows.PAIR <= channels; c += PairRows.PAIR) {
            PairSums.gradient(f, centre, c, dy, dyStart + c, x, xStart + c, length, channels, sums);
        }
        for (; c < channels; c += lanes) {
            ChannelSums.gradient(f, centre, c, dy, dyStart + c, x, xStart + c, length, channels, sums);
        }
    }

    @Override
    public void tangentSums(
            float[] centre, float[] dx, int dxStart, float[] x, int xStart, Layout layout, float[] sums) {
        if (!fits(layout)) {
            scalar.tangentSums(centre, dx, dxStart, x, xStart, layout, sums);
            return;
        }
        int channels = layout.pixelStride();
        if (PixelRows.suit(channels)) {
            PixelSums.tangent(centre, dx, dxStart, x, xStart, layout.imageStride(), channels, sums);
            return;
        }
        for (int c = 0; c < channels; c += lanes) {
            ChannelSums.tangent(centre, c, dx, dxStart + c, x, xStart + c, layout.imageStride(), channels, sums);
        }
    }

    @Override
    public void moments(float[] x, int xStart, Layout layout, float[] moments) {
        if (!fits(layout)) {
            scalar.moments(x, xStart, layout, moments);
            return;
        }
        int channels = layout.pixelStride();
        float weight = 1f / (layout.height() * layout.width());
        int length = layout.imageStride();
        int c = 0;
        for (; c + PairRows.PAIR <= channels; c += PairRows.PAIR) {
            PairSums.mean(x, xStart + c, length, channels, weight, moments, c);
            PairSums.squares(x, xStart + c, length, channels, moments, c);
        }
        for (; c < channels; c += lanes) {
            ChannelSums.mean(x, xStart + c, length, channels, weight, moments, c);
            ChannelSums.squares(x, xStart + c, length, channels, moments, c);
        }
    }

    @Override
    public void pool(Pointwise f, PoolShape shape, float[] x, int xStart, float[] y, float[] argmax, int yStart) {
        if (!fits(shape.input())) {
            scalar.pool(f, shape, x, xStart, y, argmax, yStart);
            return;
        }
        for (int row = 0; row < shape.output().height(); row++) {
            for (int column = 0; column < shape.output().width(); column++) {
                int p = xStart + shape.input().offset(row * shape.stride(), column * shape.stride());
                int q = yStart + shape.output().offset(row, column);
                MaxPixels.pool(f, shape, shape.windowRows(row), shape.windowColumns(column), x, p, y, argmax, q);
            }
        }
    }

    @Override
    public void unpool(
            PoolShape shape,
            float[] dy,
            int dyStart,
            float[] argmax,
            int argmaxStart,
            float[] dx,
            int dxStart,
            Layout dxLayout) {
        if (!fits(shape.input())) {
            scalar.unpool(shape, dy, dyStart, argmax, argmaxStart, dx, dxStart, dxLayout);
            return;
        }
        for (int row = 0; row < shape.output().height(); row++) {
            for (int i = 0; i < shape.windowRows(row); i++) {
                for (int j = 0; j < shape.kernel(); j++) {
                    int columns = shape.windowColumns(shape.output().width() - 1) > j
                            ? shape.output().width()
                            : shape.output().width() - 1;
                    int p = shape.output().offset(row, 0);
                    int q = dxStart + dxLayout.offset(row * shape.stride() + i, j);
                    MaxPixels.unpool(
                            shape, i * shape.kernel() + j, columns, dy, dyStart + p, argmax, argmaxStart + p, dx, q);
                }
            }
        }
    }

    @Override
    public void gather(PoolShape shape, float[] x, int xStart, float[] argmax, int argmaxStart, float[] y, int yStart) {
        if (!fits(shape.input())) {
            scalar.gather(shape, x, xStart, argmax, argmaxStart, y, yStart);
            return;
        }
        for (int row = 0; row < shape.output().height(); row++) {
            for (int column = 0; column < shape.output().width(); column++) {
                int p = xStart + shape.input().offset(row * shape.stride(), column * shape.stride());
                int q = shape.output().offset(row, column);
                MaxPixels.gather(
                        shape,
                        shape.windowRows(row),
                        shape.windowColumns(column),
                        x,
                        p,
                        argmax,
                        argmaxStart + q,
                        y,
                        yStart + q);
            }
        }
    }

    @Override
    public void multiply(float[] x, int xStart, Layout xLayout, float[] factor, int factorStart) {
        int length = xLayout.width() * xLayout.pixelStride();
        for (int row = 0; row < xLayout.height(); row++) {
            LinearRows.multiply(x, xStart + xLayout.offset(row, 0), factor, factorStart + row * length, length);
        }
    }

    @Override
    public void dots(
            int rows,
            float[] a,
            int aStart,
            int aStep,
            int columns,
            float[] b,
            int bStart,
            int bStep,
            int length,
            float[] c,
            int cStart,
            int cStep,
            float[] scratch) {
        RowDots.run(rows, a, aStart, aStep, columns, b, bStart, bStep, length, c, cStart, cStep, scratch);
    }

    @Override
    public void axpy(float alpha, float[] x, int xStart, float[] y, int yStart, int length) {
        LinearRows.axpy(alpha, x, xStart, y, yStart, length);
    }
}
