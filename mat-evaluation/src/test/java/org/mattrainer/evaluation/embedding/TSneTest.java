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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TSneTest {

    private static double[][] blobs(int each, int[] labels) {
        SplittableRandom random = new SplittableRandom(11);
        double[][] points = new double[3 * each][5];
        for (int i = 0; i < points.length; i++) {
            labels[i] = i % 3;
            for (int k = 0; k < 5; k++) {
                points[i][k] = random.nextDouble() + (k == labels[i] ? 4 : 0);
            }
        }
        return points;
    }

    @Test
    void separatesThreeBlobs() {
        int[] labels = new int[120];
        double[][] points = blobs(40, labels);
        double[][] y = new TSne(10, 400, 1).embed(points);
        SeparationScores scores = SeparationScores.of(y, labels, 5);
        assertEquals(1, scores.neighbourAccuracy());
        assertTrue(scores.silhouette() > 0.5, "silhouette " + scores.silhouette());
    }

    @Test
    void lowersTheCost() {
        int[] labels = new int[60];
        double[][] points = blobs(20, labels);
        double[][] joint = Affinities.of(points, 8).joint();
        double start = TSne.cost(joint, new TSne(8, 0, 1).embed(points));
        assertTrue(TSne.cost(joint, new TSne(8, 500, 1).embed(points)) < 0.5 * start);
    }

    @Test
    void sameSeedGivesTheSamePicture() {
        double[][] points = blobs(15, new int[45]);
        double[][] a = new TSne(5, 50, 7).embed(points);
        double[][] b = new TSne(5, 50, 7).embed(points);
        for (int i = 0; i < a.length; i++) {
            assertArrayEquals(a[i], b[i]);
        }
    }

    @Test
    void rejectsTooFewPoints() {
        assertThrows(IllegalArgumentException.class, () -> new TSne(30, 10, 1).embed(new double[20][2]));
        assertThrows(IllegalArgumentException.class, () -> new TSne(1, 10, 1));
    }
}
