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
package org.mattrainer.evaluation.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    @Test
    void findsTheAxesOfAStretchedCloud() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] points = new double[500][];
        for (int i = 0; i < points.length; i++) {
            double a = 10 * (random.nextDouble() - 0.5);
            double b = 2 * (random.nextDouble() - 0.5);
            points[i] = new double[] {5 + 0.6 * a - 0.8 * b, -3 + 0.8 * a + 0.6 * b, 1};
        }
        PrincipalComponents fit = PrincipalComponents.fit(points, 2);
        double[] unit = fit.project(new double[][] {{5.6, -2.2, 1}, {5, -3, 1}})[0];
        double[] origin = fit.project(new double[][] {{5, -3, 1}})[0];
        assertEquals(1, unit[0] - origin[0], 0.01);
        assertEquals(0, unit[1] - origin[1], 0.05);
        double[][] projected = fit.project(points);
        for (int k = 0; k < 2; k++) {
            double mean = 0;
            double square = 0;
            for (double[] point : projected) {
                mean += point[k] / points.length;
                square += point[k] * point[k] / points.length;
            }
            assertEquals(0, mean, 1e-9);
            assertEquals(fit.variances()[k], square, 1e-6);
        }
    }

    @Test
    void servesPointsWithoutVariance() {
        double[][] points = {{1, 2}, {1, 2}, {1, 2}};
        assertArrayEquals(
                new double[] {0, 0}, PrincipalComponents.fit(points, 2).project(points)[1], 1e-12);
    }

    /** The second component was the first again, so that a line lay aslant in the plane. */
    @Test
    void pointsOfALineHaveNothingAlongTheSecond() {
        double[][] points = new double[20][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {1 + 0.3 * i, 5 - 0.7 * i, 0.1 * i};
        }
        double length = Math.sqrt(0.3 * 0.3 + 0.7 * 0.7 + 0.1 * 0.1);
        for (double[][] some : new double[][][] {points, Arrays.copyOf(points, 2)}) {
            PrincipalComponents fit = PrincipalComponents.fit(some, 2);
            double[][] projected = fit.project(some);
            for (int i = 0; i < some.length; i++) {
                assertEquals((i - (some.length - 1) / 2.0) * length, -projected[i][0], 1e-9);
                assertEquals(0, projected[i][1], 1e-9);
            }
            assertEquals(0, fit.variances()[1], 1e-12);
        }
    }

    @Test
    void rejectsTooManyComponents() {
        assertThrows(IllegalArgumentException.class, () -> PrincipalComponents.fit(new double[][] {{1, 2}}, 3));
        assertThrows(IllegalArgumentException.class, () -> PrincipalComponents.fit(new double[0][], 1));
    }

    /** Latent vectors may be small, as those of a network with a strong weight decay are. */
    @Test
    void theUnitOfThePointsDoesNotMatter() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] points = new double[200][];
        for (int i = 0; i < points.length; i++) {
            double a = 3 * (random.nextDouble() - 0.5);
            double b = 2 * (random.nextDouble() - 0.5);
            points[i] = new double[] {0.6 * a - 0.8 * b, 0.8 * a + 0.6 * b, 0.1 * random.nextDouble()};
        }
        double unit = 1e-8;
        double[][] small = Arrays.stream(points)
                .map(point -> Arrays.stream(point).map(value -> unit * value).toArray())
                .toArray(double[][]::new);
        double[][] expected = PrincipalComponents.fit(points, 2).project(points);
        double[][] projected = PrincipalComponents.fit(small, 2).project(small);
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < 2; k++) {
                assertEquals(expected[i][k], projected[i][k] / unit, 1e-5);
            }
        }
    }
}
