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
package org.mattrainer.adversarial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mattrainer.internal.numbers.RandomStream;

class NormBallTest {

    private static final int N = 4;
    private static final int SIZE = 50;

    private static float[] gradients() {
        float[] g = new float[N * SIZE];
        RandomStream stream = new RandomStream(3);
        stream.fillGaussian(g, 0, g.length);
        return g;
    }

    private static double norm(float[] a, int row, double p) {
        double sum = 0;
        double max = 0;
        for (int k = row * SIZE; k < (row + 1) * SIZE; k++) {
            sum += Math.pow(Math.abs(a[k]), p);
            max = Math.max(max, Math.abs(a[k]));
        }
        return p == Double.POSITIVE_INFINITY ? max : Math.pow(sum, 1 / p);
    }

    private static double dot(float[] a, float[] b, int row) {
        double sum = 0;
        for (int k = row * SIZE; k < (row + 1) * SIZE; k++) {
            sum += (double) a[k] * b[k];
        }
        return sum;
    }

    @Test
    void steepestStepHasTheRadiusAndReachesTheDualNorm() {
        float[] g = gradients();
        for (double p : new double[] {1.5, 2, 3, 10, Double.POSITIVE_INFINITY}) {
            float[] step = new float[g.length];
            assertEquals(0, new NormBall(p, 0.7).steepest(g, N, SIZE, step));
            double q = p == Double.POSITIVE_INFINITY ? 1 : p / (p - 1);
            for (int i = 0; i < N; i++) {
                assertEquals(0.7, norm(step, i, p), 1e-6);
                double bound = 0.7 * norm(g, i, q);
                assertEquals(bound, dot(g, step, i), 1e-5 * bound);
            }
        }
    }

    @Test
    void twoNormStepIsTheScaledGradient() {
        float[] g = gradients();
        float[] step = new float[g.length];
        new NormBall(2, 3).steepest(g, N, SIZE, step);
        for (int i = 0; i < N; i++) {
            for (int k = i * SIZE; k < (i + 1) * SIZE; k++) {
                assertEquals(3 * g[k] / norm(g, i, 2), step[k], 1e-6);
            }
        }
    }

    @Test
    void largePApproachesTheSign() {
        float[] g = {0.5f, -2, 0, 1e-3f};
        float[] step = new float[4];
        new NormBall(1e6, 0.1).steepest(g, 1, 4, step);
        assertArrayEquals(new float[] {0.1f, -0.1f, 0, 0.1f}, step, 1e-5f);
        new NormBall(Double.POSITIVE_INFINITY, 0.1).steepest(g, 1, 4, step);
        assertArrayEquals(new float[] {0.1f, -0.1f, 0, 0.1f}, step);
    }

    @Test
    void zeroGradientsGiveZeroStepsAndAreCounted() {
        float[] g = {0, 0, 3, 4};
        float[] step = {9, 9, 9, 9};
        assertEquals(1, new NormBall(2, 1).steepest(g, 2, 2, step));
        assertArrayEquals(new float[] {0, 0, 0.6f, 0.8f}, step, 1e-7f);
    }

    @Test
    void extremeGradientsNeitherOverflowNorUnderflow() {
        for (float size : new float[] {1e-38f, 1e38f}) {
            float[] g = {3 * size / 4, -size};
            float[] step = new float[2];
            new NormBall(2, 1).steepest(g, 1, 2, step);
            assertArrayEquals(new float[] {0.6f, -0.8f}, step, 1e-6f);
            assertTrue(NormBall.direction(g, 0, 2, step));
            assertArrayEquals(new float[] {0.6f, -0.8f}, step, 1e-6f);
        }
    }

    @Test
    void aZeroGradientHasNoDirectionAndChangesNothing() {
        float[] out = {1, 2};
        assertFalse(NormBall.direction(new float[] {0, 0}, 0, 2, out));
        assertArrayEquals(new float[] {1, 2}, out);
    }

    @Test
    void unitScalesEachExample() {
        float[] d = gradients();
        NormBall.unit(d, SIZE, SIZE, d);
        assertEquals(1, norm(d, 1, 2), 1e-6);
        float[] zero = new float[3];
        NormBall.unit(zero, 0, 3, zero);
        assertArrayEquals(new float[3], zero);
    }

    @Test
    void badSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NormBall(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new NormBall(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new NormBall(2, 0));
    }
}
