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

/** The pointwise methods of {@link Kernels} for activations that are a {@link Curve}, for every implementation. */
public final class CurvedActivation {

    private CurvedActivation() {}

    private static float argument(Pointwise f, int c, float x) {
        return f.scale()[c] * x + f.shift()[c];
    }

    /**
     * See {@link Kernels#activate}.
     *
     * @param f per-channel values, with a curve
     * @param x the image
     * @param xStart index of its first value
     * @param xLayout its layout
     * @param y receives the result
     * @param yStart index of the first value of the result's image
     * @param yLayout layout of the result
     */
    public static void activate(
            Pointwise f, float[] x, int xStart, Layout xLayout, float[] y, int yStart, Layout yLayout) {
        int channels = xLayout.pixelStride();
        for (int row = 0; row < xLayout.height(); row++) {
            int p = xStart + xLayout.offset(row, 0);
            int q = yStart + yLayout.offset(row, 0);
            for (int column = 0; column < xLayout.width(); column++, p += channels, q += channels) {
                for (int c = 0; c < xLayout.channels(); c++) {
                    y[q + c] = (float) f.curve().value(argument(f, c, x[p + c]));
                }
                Arrays.fill(y, q + xLayout.channels(), q + channels, 0f);
            }
        }
    }

    /**
     * See {@link Kernels#activateTangent}.
     *
     * @param f per-channel values, with a curve
     * @param correction per-channel correction
     * @param dx tangent of x
     * @param dxStart index of its first value
     * @param x the image
     * @param xStart index of its first value
     * @param layout layout of x and dx
     * @param dy receives the result
     * @param dyStart index of the first value of the result's image
     * @param dyLayout layout of the result
     */
    public static void activateTangent(
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
        int channels = layout.pixelStride();
        for (int row = 0; row < layout.height(); row++) {
            int p = layout.offset(row, 0);
            int q = dyStart + dyLayout.offset(row, 0);
            for (int column = 0; column < layout.width(); column++, p += channels, q += channels) {
                for (int c = 0; c < layout.channels(); c++) {
                    float value = x[xStart + p + c];
                    float t = f.scale()[c] * dx[dxStart + p + c]
                            + (correction.tilt()[c] * value + correction.base()[c]);
                    dy[q + c] = (float) f.curve().derivative(argument(f, c, value)) * t;
                }
                Arrays.fill(dy, q + layout.channels(), q + channels, 0f);
            }
        }
    }

    /**
     * See {@link Kernels#activateGradient}.
     *
     * @param f per-channel values, with a curve
     * @param correction per-channel correction
     * @param dy gradient of y
     * @param dyStart index of its first value
     * @param x the image
     * @param xStart index of its first value
     * @param layout layout of x and dy
     * @param dx receives the result
     * @param dxStart index of the first value of the result's image
     * @param dxLayout layout of the result
     */
    public static void activateGradient(
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
        int channels = layout.pixelStride();
        for (int row = 0; row < layout.height(); row++) {
            int p = layout.offset(row, 0);
            int q = dxStart + dxLayout.offset(row, 0);
            for (int column = 0; column < layout.width(); column++, p += channels, q += channels) {
                for (int c = 0; c < layout.channels(); c++) {
                    float value = x[xStart + p + c];
                    float du = (float) f.curve().derivative(argument(f, c, value)) * dy[dyStart + p + c];
                    dx[q + c] = f.scale()[c] * du
                            + (correction.tilt()[c] * value + correction.base()[c]);
                }
                Arrays.fill(dx, q + layout.channels(), q + channels, 0f);
            }
        }
    }

    /**
     * See {@link Kernels#gradientSums}; the sums for slopes stay 0.
     *
     * @param f per-channel values, with a curve
     * @param centre per-channel centre
     * @param dy gradient of y
     * @param dyStart index of its first value
     * @param x the image
     * @param xStart index of its first value
     * @param layout layout of x and dy
     * @param sums receives the sums
     */
    public static void gradientSums(
            Pointwise f, float[] centre, float[] dy, int dyStart, float[] x, int xStart, Layout layout, float[] sums) {
        int channels = layout.pixelStride();
        Arrays.fill(sums, 0, 3 * channels, 0f);
        for (int p = 0; p < layout.imageStride(); p += channels) {
            for (int c = 0; c < layout.channels(); c++) {
                float value = x[xStart + p + c];
                float du = (float) f.curve().derivative(argument(f, c, value)) * dy[dyStart + p + c];
                sums[c] += du;
                sums[channels + c] += du * (value - centre[c]);
            }
        }
    }
}
