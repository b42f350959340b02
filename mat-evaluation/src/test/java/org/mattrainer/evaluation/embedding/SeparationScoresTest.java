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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeparationScoresTest {

    @Test
    void matchesAHandComputedCase() {
        double[][] points = {{0}, {2}, {10}, {12}};
        SeparationScores scores = SeparationScores.of(points, new int[] {0, 0, 1, 1}, 1);
        assertEquals(1, scores.neighbourAccuracy());
        double outer = (11.0 - 2) / 11;
        double inner = (9.0 - 2) / 9;
        assertEquals((outer + inner) / 2, scores.silhouette(), 1e-12);
        assertEquals(0.1, scores.withinBetweenRatio(), 1e-12);
    }

    @Test
    void mixedClassesScoreWorse() {
        double[][] points = {{0}, {1}, {2}, {3}, {4}, {5}};
        SeparationScores scores = SeparationScores.of(points, new int[] {0, 1, 0, 1, 0, 1}, 1);
        assertTrue(scores.silhouette() < 0);
        assertTrue(scores.neighbourAccuracy() < 0.5);
    }

    @Test
    void rejectsWhatDoesNotFit() {
        assertThrows(
                IllegalArgumentException.class, () -> SeparationScores.of(new double[][] {{0}, {1}}, new int[1], 1));
    }
}
