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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mattrainer.internal.numbers.RandomStream;

class PowerIterationTest {

    private static final int N = 3;
    private static final double[][] JACOBIAN = {{1, 2, 0, -1, 0.5}, {0.5, -1, 1, 0, 2}};
    private static final int SIZE = 5;

    private static LinearProblem problem(double precisionScale, float startScale) {
        float[] start = new float[N * SIZE];
        new RandomStream(1).fillGaussian(start, 0, start.length);
        for (int i = 0; i < start.length; i++) {
            start[i] *= startScale;
        }
        return new LinearProblem(JACOBIAN, new double[] {precisionScale, 3 * precisionScale}, start);
    }

    private static PowerIteration power(int iterations, double xi) {
        return new PowerIteration(iterations, Target.LATENT, xi, PowerMethod.FINITE_DIFFERENCE, false);
    }

    private static float[] find(Direction direction, LocalProblem problem, double sigma) {
        float[] e = new float[N * SIZE];
        direction.find(problem, sigma, e);
        return e;
    }

    /** Largest eigenvalue of J' L J, that of the 2x2 matrix L^(1/2) J J' L^(1/2). */
    private static double largestEigenvalue() {
        double a = 0;
        double b = 0;
        double c = 0;
        for (int k = 0; k < SIZE; k++) {
            a += JACOBIAN[0][k] * JACOBIAN[0][k];
            b += Math.sqrt(3) * JACOBIAN[0][k] * JACOBIAN[1][k];
            c += 3 * JACOBIAN[1][k] * JACOBIAN[1][k];
        }
        return (a + c) / 2 + Math.sqrt((a - c) * (a - c) / 4 + b * b);
    }

    @Test
    void findsTheDominantEigenvector() {
        LinearProblem problem = problem(1, 1);
        float[] e = find(power(60, 0), problem, 1);
        for (int i = 0; i < N; i++) {
            assertEquals(largestEigenvalue(), problem.rayleigh(e, i), 1e-5);
        }
    }

    @Test
    void divergenceAtTheEigenvectorIsHalfSigmaSquaredTimesTheEigenvalue() {
        LinearProblem problem = problem(1, 1);
        float[] e = find(power(60, 0), problem, 2);
        double[] values = problem.values(Target.LATENT, e, 1);
        for (double value : values) {
            assertEquals(0.5 * 4 * largestEigenvalue(), value, 1e-4);
        }
    }

    @Test
    void rayleighQuotientNeverFalls() {
        LinearProblem problem = problem(1, 1);
        double[] last = new double[N];
        for (int k = 0; k < 8; k++) {
            float[] e = find(power(k, 0), problem, 1);
            for (int i = 0; i < N; i++) {
                double quotient = problem.rayleigh(e, i);
                assertTrue(quotient >= last[i] - 1e-5, k + " iterations: " + quotient + " after " + last[i]);
                last[i] = quotient;
            }
        }
    }

    @Test
    void scaleOfStepStartAndCovarianceDoesNotMatterForALinearMap() {
        float[] expected = find(power(2, 0.01), problem(1, 1), 1);
        assertArrayEquals(expected, find(power(2, 3), problem(1, 1), 1), 1e-5f);
        assertArrayEquals(expected, find(power(2, 0.01), problem(1, 50), 1), 1e-5f);
        assertArrayEquals(expected, find(power(2, 0.01), problem(1e-4, 1), 1), 1e-5f);
        assertArrayEquals(
                expected,
                find(new PowerIteration(2, Target.LATENT, 0, PowerMethod.EXACT, false), problem(1, 1), 1),
                1e-5f);
    }

    @Test
    void everyPerturbationHasTheSizeAskedFor() {
        for (Direction direction : new Direction[] {new RandomDirection(), power(0, 0), power(1, 0)}) {
            float[] e = find(direction, problem(1, 1), 2);
            for (int i = 0; i < N; i++) {
                double sum = 0;
                for (int k = i * SIZE; k < (i + 1) * SIZE; k++) {
                    sum += (double) e[k] * e[k];
                }
                assertEquals(2, Math.sqrt(sum), 1e-5, direction.toString());
            }
        }
    }

    @Test
    void noIterationIsTheRandomDirection() {
        assertArrayEquals(find(new RandomDirection(), problem(1, 1), 2), find(power(0, 0), problem(1, 1), 2));
    }

    @Test
    void withoutGradientTheStartStays() {
        LinearProblem problem = problem(0, 1);
        float[] e = new float[N * SIZE];
        assertEquals(2 * N, power(2, 0).find(problem, 1, e));
        assertArrayEquals(find(new RandomDirection(), problem, 1), e);
    }

    @Test
    void theBetterSignIsTaken() {
        LinearProblem problem = problem(1, 1);
        problem.slope = 1;
        float[] e = find(new PowerIteration(1, Target.LATENT, 0, PowerMethod.EXACT, true), problem, 1);
        for (int i = 0; i < N; i++) {
            assertTrue(e[i * SIZE] >= 0, "first value " + e[i * SIZE]);
        }
    }

    @Test
    void fastGradientUsesTheLoss() {
        float[] e = find(new FastGradient(Double.POSITIVE_INFINITY), problem(1, 1), 0.5);
        assertArrayEquals(new float[] {0, 0.5f, 0.5f, 0.5f, 0.5f}, Arrays.copyOf(e, SIZE));
    }

    @Test
    void badSettingsAreRefused() {
        assertThrows(PropertyException.class, () -> power(-1, 0));
        assertThrows(PropertyException.class, () -> power(1, -0.1));
        assertThrows(PropertyException.class, () -> power(1, Double.NaN));
        assertThrows(
                PropertyException.class, () -> new PowerIteration(1, Target.LATENT, 0.01, PowerMethod.EXACT, false));
        assertThrows(PropertyException.class, () -> new FastGradient(1));
    }

    @Test
    void onlyDirectionsThatClimbTheLatentDivergenceUseIt() {
        assertTrue(power(1, 0).usesLatent());
        assertEquals(false, power(0, 0).usesLatent());
        assertEquals(false, new PowerIteration(1, Target.OUTPUT, 0, PowerMethod.EXACT, false).usesLatent());
    }
}
