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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.internal.kernel.vector.VectorKernels;

/** The vector kernels against the scalar ones. Products may be fused in one and not in the other. */
class VectorKernelsTest {

    private final Kernels scalar = new ScalarKernels();
    private final Kernels vector = new VectorKernels();
    private final Random random = new Random(3);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 13, 16, 17, 31, 33, 100})
    void pointwiseKernelsAgree(int channels) {
        Layout compact = Layout.of(channels, 5, 7, 0, 0);
        Layout framed = Layout.of(channels, 5, 7, 2, 3);
        Pointwise f = pointwise(channels, compact.pixelStride());
        Correction c = new Correction(padded(channels, compact.pixelStride()), padded(channels, compact.pixelStride()));
        float[] x = image(compact, 3);
        float[] dx = image(compact, 9);
        float[] expected = new float[framed.imageStride() + 5];
        float[] found = expected.clone();
        scalar.activate(f, x, 3, compact, expected, 5, framed);
        vector.activate(f, x, 3, compact, found, 5, framed);
        assertArrayEquals(expected, found, 1e-5f);
        scalar.activateTangent(f, c, dx, 9, x, 3, compact, expected, 5, framed);
        vector.activateTangent(f, c, dx, 9, x, 3, compact, found, 5, framed);
        assertArrayEquals(expected, found, 1e-5f);
        scalar.activateGradient(f, c, dx, 9, x, 3, compact, expected, 5, framed);
        vector.activateGradient(f, c, dx, 9, x, 3, compact, found, 5, framed);
        assertArrayEquals(expected, found, 1e-5f);
        scalar.correct(c, x, 3, compact, expected, 5, framed);
        vector.correct(c, x, 3, compact, found, 5, framed);
        assertArrayEquals(expected, found, 1e-5f);
        scalar.multiply(expected, 5, framed, dx, 9);
        vector.multiply(found, 5, framed, dx, 9);
        assertArrayEquals(expected, found, 1e-5f);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 13, 16, 17, 31, 33, 100})
    void sumsAgree(int channels) {
        Layout layout = Layout.of(channels, 9, 11, 0, 0);
        int stride = layout.pixelStride();
        Pointwise f = pointwise(channels, stride);
        float[] centre = padded(channels, stride);
        float[] x = image(layout, 3);
        float[] dy = image(layout, 9);
        float[] expected = new float[3 * stride];
        float[] found = expected.clone();
        float bound = 1e-6f * 99 * 4;
        scalar.gradientSums(f, centre, dy, 9, x, 3, layout, expected);
        vector.gradientSums(f, centre, dy, 9, x, 3, layout, found);
        assertArrayEquals(expected, found, bound);
        scalar.tangentSums(centre, dy, 9, x, 3, layout, expected);
        vector.tangentSums(centre, dy, 9, x, 3, layout, found);
        assertArrayEquals(expected, found, bound);
        scalar.moments(x, 3, layout, expected);
        vector.moments(x, 3, layout, found);
        assertArrayEquals(expected, found, bound);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 13, 16, 17, 31, 33, 100})
    void poolingAgrees(int channels) {
        for (PoolShape shape : new PoolShape[] {
            pool(channels, 6, 8, 2, 2, 3, 4),
            pool(channels, 7, 7, 3, 2, 3, 3),
            pool(channels, 5, 7, 2, 2, 3, 4),
            pool(channels, 5, 6, 3, 1, 3, 4)
        }) {
            Pointwise f = pointwise(channels, shape.input().pixelStride());
            float[] x = image(shape.input(), 3);
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.round(x[i]);
            }
            float[] expected = new float[shape.output().imageStride() + 6];
            float[] found = expected.clone();
            float[] places = expected.clone();
            float[] foundPlaces = expected.clone();
            scalar.pool(f, shape, x, 3, expected, places, 6);
            vector.pool(f, shape, x, 3, found, foundPlaces, 6);
            assertArrayEquals(expected, found);
            assertArrayEquals(places, foundPlaces);
            scalar.gather(shape, x, 3, places, 6, expected, 6);
            vector.gather(shape, x, 3, places, 6, found, 6);
            assertArrayEquals(expected, found);
            Layout framed = new Layout(
                    channels,
                    shape.input().height(),
                    shape.input().width(),
                    shape.input().pixelStride(),
                    1,
                    2);
            float[] dx = image(framed, 2);
            float[] foundDx = dx.clone();
            scalar.unpool(shape, x, 4, places, 6, dx, 2, framed);
            vector.unpool(shape, x, 4, places, 6, foundDx, 2, framed);
            assertArrayEquals(dx, foundDx, 1e-5f);
        }
    }

    @Test
    void firstOfEqualMaximaWins() {
        PoolShape shape = pool(16, 2, 2, 2, 2, 1, 1);
        Pointwise f = pointwise(16, 16);
        float[] x = new float[64];
        x[16] = 1f;
        x[32] = 1f;
        for (Kernels kernels : new Kernels[] {scalar, vector}) {
            float[] y = new float[16];
            float[] places = new float[16];
            f.scale()[0] = 1f;
            kernels.pool(f, shape, x, 0, y, places, 0);
            assertEquals(1f, places[0]);
            assertEquals(0f, places[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 13, 16, 17, 31, 33, 64, 100, 1000})
    void runsOfAnyLengthAgree(int length) {
        float[] a = values(length + 3);
        float[] b = values(length + 5);
        float[] found = b.clone();
        scalar.axpy(0.7f, a, 3, b, 5, length);
        vector.axpy(0.7f, a, 3, found, 5, length);
        assertArrayEquals(b, found, 1e-6f);
    }

    /** Sums in tiles have the bits of each by itself. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 16, 17, 32, 48, 64, 80, 128, 176, 1008})
    void innerProductsAgreeAndDependOnTheirRowsAlone(int length) {
        int rows = 5;
        int columns = 11;
        float[] a = values(3 + rows * (length + 2));
        float[] b = values(5 + columns * (length + 1));
        float[] scratch = new float[Kernels.DOT_SCRATCH];
        float[] expected = new float[1 + rows * 12];
        scalar.dots(rows, a, 3, length + 2, columns, b, 5, length + 1, length, expected, 1, 12, scratch);
        float[] found = new float[1 + rows * 12];
        vector.dots(rows, a, 3, length + 2, columns, b, 5, length + 1, length, found, 1, 12, scratch);
        assertArrayEquals(expected, found, 1e-6f * (1 + length));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float[] alone = new float[1];
                int p = 3 + i * (length + 2);
                vector.dots(1, a, p, 0, 1, b, 5 + j * (length + 1), 0, length, alone, 0, 0, scratch);
                assertEquals(alone[0], found[1 + i * 12 + j]);
            }
        }
    }

    private Pointwise pointwise(int channels, int stride) {
        return new Pointwise(padded(channels, stride), padded(channels, stride), padded(channels, stride));
    }

    private float[] padded(int channels, int stride) {
        float[] values = new float[stride];
        System.arraycopy(values(channels), 0, values, 0, channels);
        return values;
    }

    private float[] image(Layout layout, int start) {
        return values(start + layout.imageStride());
    }

    private float[] values(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static PoolShape pool(int channels, int height, int width, int kernel, int stride, int rows, int columns) {
        return new PoolShape(
                kernel, stride, Layout.of(channels, height, width, 0, 0), Layout.of(channels, rows, columns, 0, 0));
    }
}
