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
package org.mattrainer.evaluation.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.evaluation.plot.ScatterPlot;

/** Vectors of few dimensions, few vectors, and vectors that are all the same. */
class ProjectorTest {

    private static double[][] project(Projection projection, double[][] rows) {
        double[][] points = Projector.of(projection, rows, 30, 20, 1).project(rows);
        for (double[] point : points) {
            assertEquals(2, point.length);
            assertTrue(Arrays.stream(point).allMatch(Double::isFinite), Arrays.toString(point));
        }
        new ScatterPlot("name", "title", "x", "y")
                .plot(points, new int[points.length], List.of("only"))
                .toSvg();
        return points;
    }

    @Test
    void pointsOfALineLieOnTheFirstAxis() {
        double[][] points = project(Projection.PCA, new double[][] {{1}, {2}, {6}});
        assertArrayEquals(new double[] {-2, 0}, points[0], 1e-12);
        assertArrayEquals(new double[] {-1, 0}, points[1], 1e-12);
        assertArrayEquals(new double[] {3, 0}, points[2], 1e-12);
    }

    @Test
    void twoPointsHaveOneComponent() {
        double[][] points = project(Projection.PCA, new double[][] {{1, 5, 1}, {1, 1, 1}});
        assertArrayEquals(new double[] {2, 0}, points[0], 1e-12);
        assertArrayEquals(new double[] {-2, 0}, points[1], 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    void vectorsThatAreAllTheSameAreOnePlace(Projection projection) {
        for (int dimension = 1; dimension <= 3; dimension++) {
            double[][] rows = new double[6][dimension];
            for (double[] row : rows) {
                Arrays.fill(row, 7);
            }
            project(projection, rows);
        }
    }
}
