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

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nearest images of several attacks, by hand. */
class LeastDistancesTest {

    private static final Attack NEAREST =
            FastAdaptiveBoundary.builder().norm(2).radii(8).steps(5).seed(1).build();
    private static final Attack SEARCH = search(2, true);

    private static Attack search(double norm, boolean box) {
        return ProjectedGradientDescent.builder()
                .norm(norm)
                .box(box)
                .radii(1, 3)
                .steps(5)
                .seed(1)
                .build();
    }

    /** Negative distances are those of examples that withstand. */
    private static AttackResult result(Attack attack, double radius, double... distances) {
        List<Outcome> outcomes = IntStream.range(0, distances.length)
                .mapToObj(i -> new Outcome(distances[i] < 0, "any", Math.abs(distances[i])))
                .toList();
        return new AttackResult(attack.name(), attack.norm(), radius, outcomes, 0, 0);
    }

    @Test
    void theNearestImageOfAnyAttackCounts() {
        List<AttackResult> results = List.of(
                result(NEAREST, 8, 0, 0.5, 0.5, 4, 4, 5, -8),
                result(SEARCH, 1, 0, 0.9, 0.9, -1, -1, -1, -1),
                result(SEARCH, 3, 0, 2.5, 2.5, 2.8, 2.8, -3, 3));
        List<MedianDistance> medians = LeastDistances.of(List.of(NEAREST, SEARCH), results);
        assertEquals(
                List.of(4.0, 2.8), medians.stream().map(MedianDistance::median).toList());
        assertEquals(
                List.of(NEAREST.name(), "nearest of 2 attacks L2 box"),
                medians.stream().map(MedianDistance::attack).toList());
        assertEquals(8, medians.get(1).largest());
        assertEquals(5, medians.get(1).high(), "the sixth example was found by the search for the nearest alone");
    }

    @Test
    void attacksOfAnotherNormOrWithoutTheBoxDoNotCount() {
        Attack other = search(Double.POSITIVE_INFINITY, true);
        Attack outside = search(2, false);
        List<AttackResult> results =
                List.of(result(NEAREST, 8, 4, 4, 4), result(other, 1, 0.1, 0.1, 0.1), result(outside, 1, 1, 1, 1));
        List<MedianDistance> medians = LeastDistances.of(List.of(NEAREST, other, outside), results);
        assertEquals(List.of(4.0), medians.stream().map(MedianDistance::median).toList());
    }

    @Test
    void withoutAnAttackOfMinimalNormThereAreNone() {
        assertTrue(LeastDistances.of(List.of(SEARCH, search(2, false)), List.of(result(SEARCH, 1, 0.5)))
                .isEmpty());
    }

    /** Noise of a large radius does not say that there is nothing nearer. */
    @Test
    void whatWithstandsAWeakAttackFartherOutIsOnlyKnownToWithstandTheSearch() {
        Attack noise = new RandomNoise(2, new double[] {40}, true, 1);
        List<AttackResult> results = List.of(result(NEAREST, 8, 4, -8, -8), result(noise, 40, 40, -40, -40));
        MedianDistance median =
                LeastDistances.of(List.of(NEAREST, noise), results).get(1);
        assertEquals(8, median.largest());
        assertTrue(median.toString().contains("median distance above 8.000"), median.toString());
        results = List.of(result(NEAREST, 8, 4, -8, -8), result(noise, 40, 40, 40, -40));
        median = LeastDistances.of(List.of(NEAREST, noise), results).get(1);
        assertTrue(median.toString().contains("median distance 40.00"), median.toString());
    }
}
