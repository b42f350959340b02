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
package org.mattrainer.internal.kernel;

import java.util.Arrays;

/**
 * The kernels in plain Java: the reference of every other implementation, and what serves where no vector unit can be
 * used. Products are added as {@code a * b + c}; {@code Math.fma} would be emulated in software on some machines.
 */
public final class ScalarKernels implements Kernels {

    /** Makes the kernels; they have no state. */
    public ScalarKernels() {}

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public ConvolutionKernels convolutions() {
        return new ScalarConvolutionKernels();
    }

    @Override
    public void activate(Pointwise f, float[] x, int xStart, Layout xLayout, float[] y, int yStart, Layout yLayout) {
        if (f.curve() != null) {
            CurvedActivation.activate(f, x, xStart, xLayout, y, yStart, yLayout);
            return;
        }
        int channels = xLayout.pixelStride();
        for (int row = 0; row < xLayout.height(); row++) {
            int p = xStart + xLayout.offset(row, 0);
            int q = yStart + yLayout.offset(row, 0);
            for (int column = 0; column < xLayout.width(); column++, p += channels, q += channels) {
                for (int c = 0; c < channels; c++) {
                    float u = f.scale()[c] * x[p + c] + f.shift()[c];
                    y[q + c] = u > 0 ? u : f.slope()[c] * u;
                }
            }
        }
    }

    @Override
    public void activateTangent(
            Pointwise f,
            Correction correction,
            float[] dx,
            int dxStart,
            float[] x,
            int xStart,
            Layout layout,
            float[] dy,
            int dyStart,
            Layout dyLayout) {
        if (f.curve() != null) {
            CurvedActivation.activateTangent(f, correction, dx, dxStart, x, xStart, layout, dy, dyStart, dyLayout);
            return;
        }
        int channels = layout.pixelStride();
        for (int row = 0; row < layout.height(); row++) {
            int p = layout.offset(row, 0);
            int q = dyStart + dyLayout.offset(row, 0);
            for (int column = 0; column < layout.width(); column++, p += channels, q += channels) {
                for (int c = 0; c < channels; c++) {
                    float value = x[xStart + p + c];
                    float u = f.scale()[c] * value + f.shift()[c];
                    float t = f.scale()[c] * dx[dxStart + p + c]
                            + (correction.tilt()[c] * value + correction.base()[c]);
                    dy[q + c] = u > 0 ? t : f.slope()[c] * t;
                }
            }
        }
    }

    @Override
    public void activateGradient(
            Pointwise f,
            Correction correction,
            float[] dy,
            int dyStart,
            float[] x,
            int xStart,
            Layout layout,
            float[] dx,
            int dxStart,
            Layout dxLayout) {
        if (f.curve() != null) {
            CurvedActivation.activateGradient(f, correction, dy, dyStart, x, xStart, layout, dx, dxStart, dxLayout);
            return;
        }
        int channels = layout.pixelStride();
        for (int row = 0; row < layout.height(); row++) {
            int p = layout.offset(row, 0);
            int q = dxStart + dxLayout.offset(row, 0);
            for (int column = 0; column < layout.width(); column++, p += channels, q += channels) {
                for (int c = 0; c < channels; c++) {
                    float value = x[xStart + p + c];
                    float g = dy[dyStart + p + c];
                    float u = f.scale()[c] * value + f.shift()[c];
                    float du = u > 0 ? g : f.slope()[c] * g;
                    dx[q + c] = f.scale()[c] * du
                            + (correction.tilt()[c] * value + correction.base()[c]);
                }
            }
        }
    }

    @Override
    public void correct(
            Correction correction, float[] x, int xStart, Layout layout, float[] y, int yStart, Layout yLayout) {
        int channels = layout.pixelStride();
        for (int row = 0; row < layout.height(); row++) {
            int p = xStart + layout.offset(row, 0);
            int q = yStart + yLayout.offset(row, 0);
            for (int column = 0; column < layout.width(); column++, p += channels, q += channels) {
                for (int c = 0; c < channels; c++) {
                    y[q + c] = correction.tilt()[c] * x[p + c] + correction.base()[c];
                }
            }
        }
    }

    @Override
    public void gradientSums(
            Pointwise f, float[] centre, float[] dy, int dyStart, float[] x, int xStart, Layout layout, float[] sums) {
        if (f.curve() != null) {
            CurvedActivation.gradientSums(f, centre, dy, dyStart, x, xStart, layout, sums);
            return;
        }
        int channels = layout.pixelStride();
        Arrays.fill(sums, 0, 3 * channels, 0f);
        for (int p = 0; p < layout.imageStride(); p += channels) {
            for (int c = 0; c < channels; c++) {
                float value = x[xStart + p + c];
                float g = dy[dyStart + p + c];
                float u = f.scale()[c] * value + f.shift()[c];
                float du = u > 0 ? g : f.slope()[c] * g;
                sums[c] += du;
                sums[channels + c] += du * (value - centre[c]);
                sums[2 * channels + c] += u > 0 ? 0f : g * u;
            }
        }
    }

    @Override
    public void tangentSums(
            float[] centre, float[] dx, int dxStart, float[] x, int xStart, Layout layout, float[] sums) {
        int channels = layout.pixelStride();
        Arrays.fill(sums, 0, 2 * channels, 0f);
        for (int p = 0; p < layout.imageStride(); p += channels) {
            for (int c = 0; c < channels; c++) {
                float t = dx[dxStart + p + c];
                sums[c] += t;
                sums[channels + c] += t * (x[xStart + p + c] - centre[c]);
            }
        }
    }

    @Override
    public void moments(float[] x, int xStart, Layout layout, float[] moments) {
        int channels = layout.pixelStride();
        float weight = 1f / (layout.height() * layout.width());
        Arrays.fill(moments, 0, 2 * channels, 0f);
        for (int p = 0; p < layout.imageStride(); p += channels) {
            for (int c = 0; c < channels; c++) {
                moments[c] += x[xStart + p + c];
            }
        }
        for (int c = 0; c < channels; c++) {
            moments[c] *= weight;
        }
        for (int p = 0; p < layout.imageStride(); p += channels) {
            for (int c = 0; c < channels; c++) {
                float deviation = x[xStart + p + c] - moments[c];
                moments[channels + c] += deviation * deviation;
            }
        }
    }

    @Override
    public void pool(Pointwise f, PoolShape shape, float[] x, int xStart, float[] y, float[] argmax, int yStart) {
        int channels = shape.input().pixelStride();
        int rowStride = shape.input().rowStride();
        for (int row = 0; row < shape.output().height(); row++) {
            for (int column = 0; column < shape.output().width(); column++) {
                int corner = xStart + shape.input().offset(row * shape.stride(), column * shape.stride());
                int q = yStart + shape.output().offset(row, column);
                for (int c = 0; c < channels; c++) {
                    float best = Float.NEGATIVE_INFINITY;
                    int place = 0;
                    for (int i = 0; i < shape.windowRows(row); i++) {
                        for (int j = 0; j < shape.windowColumns(column); j++) {
                            float u = f.scale()[c] * x[corner + i * rowStride + j * channels + c] + f.shift()[c];
                            float value = u > 0 ? u : f.slope()[c] * u;
                            if (value > best) {
                                best = value;
                                place = i * shape.kernel() + j;
                            }
                        }
                    }
                    argmax[q + c] = place;
                    y[q + c] = x[corner + place / shape.kernel() * rowStride + place % shape.kernel() * channels + c];
                }
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
        int channels = shape.input().pixelStride();
        for (int row = 0; row < shape.output().height(); row++) {
            for (int column = 0; column < shape.output().width(); column++) {
                int p = shape.output().offset(row, column);
                int corner = dxStart + dxLayout.offset(row * shape.stride(), column * shape.stride());
                for (int c = 0; c < channels; c++) {
                    int place = (int) argmax[argmaxStart + p + c];
                    dx[
                                    corner
                                            + place / shape.kernel() * dxLayout.rowStride()
                                            + place % shape.kernel() * channels
                                            + c] +=
                            dy[dyStart + p + c];
                }
            }
        }
    }

    @Override
    public void gather(PoolShape shape, float[] x, int xStart, float[] argmax, int argmaxStart, float[] y, int yStart) {
        int channels = shape.input().pixelStride();
        int rowStride = shape.input().rowStride();
        for (int row = 0; row < shape.output().height(); row++) {
            for (int column = 0; column < shape.output().width(); column++) {
                int p = shape.output().offset(row, column);
                int corner = xStart + shape.input().offset(row * shape.stride(), column * shape.stride());
                for (int c = 0; c < channels; c++) {
                    int place = (int) argmax[argmaxStart + p + c];
                    y[yStart + p + c] =
                            x[corner + place / shape.kernel() * rowStride + place % shape.kernel() * channels + c];
                }
            }
        }
    }

    @Override
    public void multiply(float[] x, int xStart, Layout xLayout, float[] factor, int factorStart) {
        int length = xLayout.width() * xLayout.pixelStride();
        for (int row = 0; row < xLayout.height(); row++) {
            int p = xStart + xLayout.offset(row, 0);
            int q = factorStart + row * length;
            for (int i = 0; i < length; i++) {
                x[p + i] *= factor[q + i];
            }
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
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                c[cStart + i * cStep + j] = dot(a, aStart + i * aStep, b, bStart + j * bStep, length);
            }
        }
    }

    private static float dot(float[] a, int aStart, float[] b, int bStart, int length) {
        float sum = 0f;
        for (int i = 0; i < length; i++) {
            sum += a[aStart + i] * b[bStart + i];
        }
        return sum;
    }

    @Override
    public void axpy(float alpha, float[] x, int xStart, float[] y, int yStart, int length) {
        for (int i = 0; i < length; i++) {
            y[yStart + i] = alpha * x[xStart + i] + y[yStart + i];
        }
    }
}
