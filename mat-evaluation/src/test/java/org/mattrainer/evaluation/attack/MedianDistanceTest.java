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
package org.mattrainer.evaluation.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians of least distances, by hand. */
class MedianDistanceTest {

    private static final FastAdaptiveBoundary ATTACK =
            FastAdaptiveBoundary.builder().radii(1, 50).steps(5).seed(1).build();

    /** Distances of 1 to n, of which those above the radius survive. */
    private static MedianDistance median(int n, double radius) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            outcomes.add(new Outcome(i > radius, "any", Math.min(i, radius)));
        }
        AttackResult smaller = new AttackResult(ATTACK.name(), 2, 0, outcomes, 0, 0);
        AttackResult largest = new AttackResult(ATTACK.name(), 2, radius, outcomes, 0, 0);
        return MedianDistance.of(List.of(smaller, largest), ATTACK).orElseThrow();
    }

    @Test
    void theIntervalIsThatOfTheOrderStatistics() {
        MedianDistance found = median(100, 200);
        assertEquals(50.5, found.median());
        // 40 and 61 hold the median with a probability of 96.5 %, one rank less on each side with 94.3 %.
        assertEquals(40, found.low());
        assertEquals(61, found.high());
    }

    @Test
    void whatIsBeyondTheLargestRadiusIsSaid() {
        MedianDistance found = median(100, 55);
        assertEquals(50.5, found.median());
        assertTrue(found.toString().contains("above 55"), found.toString());
        assertEquals(Double.POSITIVE_INFINITY, median(101, 50).median());
        assertTrue(MedianDistance.of(List.of(), ATTACK).isEmpty());
    }

    /** All of five are on one side of the median with a probability of 6.25 %, of six with 3.1 %. */
    @Test
    void fewerThanSixExamplesBoundNoInterval() {
        MedianDistance found = median(5, 200);
        assertEquals(3, found.median());
        assertEquals(0, found.low());
        assertEquals(Double.POSITIVE_INFINITY, found.high());
        assertEquals(1, median(6, 200).low());
        assertEquals(6, median(6, 200).high());
    }
}
