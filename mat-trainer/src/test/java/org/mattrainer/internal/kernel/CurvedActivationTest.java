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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.internal.kernel.vector.VectorKernels;

/** Activations that are curves: bits of vectors are those of scalar code, and both are right. */
class CurvedActivationTest {

    private static final float[] AWKWARD = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        700f,
        -701f
    };

    private final Kernels scalar = new ScalarKernels();
    private final Kernels vector = new VectorKernels();
    private final Random random = new Random(7);

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Curve curve : Curve.values()) {
            for (int channels : new int[] {1, 3, 5, 16, 17, 33}) {
                cases.add(Arguments.of(curve, channels));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void vectorsHaveTheBitsOfScalarCode(Curve curve, int channels) {
        Layout compact = Layout.of(channels, 6, 5, 0, 0);
        Layout framed = Layout.of(channels, 6, 5, 1, 2);
        int stride = compact.pixelStride();
        Pointwise f = new Pointwise(channels(channels, stride), channels(channels, stride), new float[stride], curve);
        Correction c = new Correction(channels(channels, stride), channels(channels, stride));
        float[] x = image(compact, 3, 20);
        float[] dx = image(compact, 9, 1);
        float[] expected = new float[framed.imageStride() + 5];
        float[] found = expected.clone();
        scalar.activate(f, x, 3, compact, expected, 5, framed);
        vector.activate(f, x, 3, compact, found, 5, framed);
        assertArrayEquals(expected, found);
        scalar.activateTangent(f, c, dx, 9, x, 3, compact, expected, 5, framed);
        vector.activateTangent(f, c, dx, 9, x, 3, compact, found, 5, framed);
        assertArrayEquals(expected, found);
        scalar.activateGradient(f, c, dx, 9, x, 3, compact, expected, 5, framed);
        vector.activateGradient(f, c, dx, 9, x, 3, compact, found, 5, framed);
        assertArrayEquals(expected, found);
        float[] centre = channels(channels, stride);
        float[] sums = new float[3 * stride];
        float[] vectorSums = channels(3 * stride, 3 * stride);
        scalar.gradientSums(f, centre, dx, 9, x, 3, compact, sums);
        vector.gradientSums(f, centre, dx, 9, x, 3, compact, vectorSums);
        assertArrayEquals(sums, vectorSums);
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void awkwardArgumentsHaveTheSameBits(Curve curve) {
        int channels = 16;
        Layout layout = Layout.of(channels, 1, 1, 0, 0);
        Pointwise f = new Pointwise(channels, curve);
        Arrays.fill(f.scale(), 1f);
        float[] x = Arrays.copyOf(AWKWARD, channels);
        float[] dy = new float[channels];
        Arrays.fill(dy, 1f);
        float[] expected = new float[channels];
        float[] found = new float[channels];
        scalar.activate(f, x, 0, layout, expected, 0, layout);
        vector.activate(f, x, 0, layout, found, 0, layout);
        assertArrayEquals(expected, found);
        Correction none = new Correction(new float[channels], new float[channels]);
        scalar.activateGradient(f, none, dy, 0, x, 0, layout, expected, 0, layout);
        vector.activateGradient(f, none, dy, 0, x, 0, layout, found, 0, layout);
        assertArrayEquals(expected, found);
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void valuesAreThoseOfTheDefinition(Curve curve) {
        for (double u = -40; u <= 40; u += 0.37) {
            double expected = switch (curve) {
                case SIGMOID -> 1 / (1 + Math.exp(-u));
                case TANH -> Math.tanh(u);
                case SOFTPLUS -> Math.log1p(Math.exp(u));
            };
            assertEquals(expected, curve.value(u), 1e-14 * (1 + Math.abs(expected)));
            double step = 1e-5;
            double slope = (curve.value(u + step) - curve.value(u - step)) / (2 * step);
            assertEquals(slope, curve.derivative(u), 1e-9);
        }
    }

    private float[] channels(int channels, int stride) {
        float[] values = new float[stride];
        for (int c = 0; c < channels; c++) {
            values[c] = (float) random.nextGaussian();
        }
        return values;
    }

    private float[] image(Layout layout, int start, double deviation) {
        float[] image = new float[start + layout.imageStride()];
        for (int p = start; p < image.length; p += layout.pixelStride()) {
            for (int c = 0; c < layout.channels(); c++) {
                image[p + c] = (float) (deviation * random.nextGaussian());
            }
        }
        return image;
    }
}
