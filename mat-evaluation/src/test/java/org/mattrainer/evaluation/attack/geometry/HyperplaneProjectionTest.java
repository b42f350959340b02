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
package org.mattrainer.evaluation.attack.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shortest steps to hyperplanes, by hand and by what they have to satisfy. */
class HyperplaneProjectionTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static PixelBox unitBox(int size) {
        float[] highest = new float[size];
        Arrays.fill(highest, 1);
        return new PixelBox(new float[size], highest);
    }

    @Test
    void withoutARangeItIsTheClosedForm() {
        double[] step = new double[2];
        float[] w = {3, -4};
        assertEquals(2, new HyperplaneProjection(2, null).step(w, 10, new float[2], 0, step), 1e-12);
        assertArrayEquals(new double[] {-1.2, 1.6}, step, 1e-12);
        assertEquals(10.0 / 7, new HyperplaneProjection(INFINITE, null).step(w, -10, new float[2], 0, step), 1e-12);
        assertArrayEquals(new double[] {10.0 / 7, -10.0 / 7}, step, 1e-12);
        assertEquals(0, new HyperplaneProjection(2, null).step(new float[2], 1, new float[2], 0, step));
    }

    /** The first pixel has 0.1 of room upwards, the second has to do the rest. */
    @Test
    void aPixelAtTheEndOfItsRangeStops() {
        float[] x = {0.9f, 0.2f};
        float[] w = {1, 1};
        double[] step = new double[2];
        new HyperplaneProjection(2, unitBox(2)).step(w, -0.6, x, 0, step);
        assertArrayEquals(new double[] {0.1, 0.5}, step, 1e-6);
        new HyperplaneProjection(INFINITE, unitBox(2)).step(w, -0.6, x, 0, step);
        assertArrayEquals(new double[] {0.1, 0.5}, step, 1e-6);
        // Out of reach: both go to their ends.
        new HyperplaneProjection(2, unitBox(2)).step(w, -5, x, 0, step);
        assertArrayEquals(new double[] {0.1, 0.8}, step, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, INFINITE})
    void noFeasibleStepIsShorter(double norm) {
        SplittableRandom random = new SplittableRandom(1);
        int size = 6;
        HyperplaneProjection projection = new HyperplaneProjection(norm, unitBox(size));
        for (int draw = 0; draw < 50; draw++) {
            float[] x = new float[size];
            float[] w = new float[size];
            double reach = 0;
            for (int k = 0; k < size; k++) {
                x[k] = (float) random.nextDouble();
                w[k] = (float) (2 * random.nextDouble() - 1);
                reach += w[k] > 0 ? w[k] * (1.0 - x[k]) : -w[k] * x[k];
            }
            double value = -reach * random.nextDouble();
            double[] step = new double[size];
            double length = projection.step(w, value, x, 0, step);
            double inner = 0;
            for (int k = 0; k < size; k++) {
                inner += w[k] * step[k];
                assertTrue(x[k] + step[k] > -1e-6 && x[k] + step[k] < 1 + 1e-6, "pixel " + (x[k] + step[k]));
            }
            assertEquals(-value, inner, 1e-6);
            assertEquals(length, size(norm, step), 1e-9);
            for (int other = 0; other < 200; other++) {
                double[] rival = new double[size];
                double risen = 0;
                for (int k = 0; k < size; k++) {
                    rival[k] = random.nextDouble() - x[k];
                    risen += w[k] * rival[k];
                }
                // Shortened to the plane it is still in the range, which is convex.
                if (risen >= -value) {
                    assertTrue(size(norm, rival) * -value / risen >= length - 1e-6);
                }
            }
        }
    }

    private static double size(double norm, double[] step) {
        double squares = 0;
        double largest = 0;
        for (double value : step) {
            squares += value * value;
            largest = Math.max(largest, Math.abs(value));
        }
        return norm == 2 ? Math.sqrt(squares) : largest;
    }
}
