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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** The examples that are attacked, certified and shown. */
class BalancedSubsetTest {

    private static final int CLASSES = 40;

    /** Three examples of each class. */
    private static List<Prediction<Label>> predictions() {
        List<Prediction<Label>> predictions = new ArrayList<>();
        for (int i = 0; i < 3 * CLASSES; i++) {
            Label label = new Label("class " + i % CLASSES);
            predictions.add(new Prediction<>(label, Map.of(), 1, new ArrayExample<>(label), false));
        }
        return predictions;
    }

    private static Set<Integer> classes(List<Integer> chosen) {
        return chosen.stream().map(i -> i % CLASSES).collect(Collectors.toSet());
    }

    @Test
    void classesHaveEqualShares() {
        Map<Integer, Long> counts = BalancedSubset.of(predictions(), 2 * CLASSES, 1).stream()
                .collect(Collectors.groupingBy((Integer i) -> i % CLASSES, Collectors.counting()));
        assertEquals(
                Map.of(2L, (long) CLASSES),
                counts.values().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    /** The classes whose names come last were never attacked. */
    @Test
    void ofMoreClassesThanExamplesAnyMayHaveItsTurn() {
        Set<Integer> seen = new HashSet<>();
        for (int seed = 1; seed <= 30; seed++) {
            List<Integer> chosen = BalancedSubset.of(predictions(), 8, seed);
            assertEquals(8, classes(chosen).size());
            assertEquals(chosen, BalancedSubset.of(predictions(), 8, seed));
            seen.addAll(classes(chosen));
        }
        assertTrue(seen.size() > 30, "classes that were ever chosen: " + seen.size());
    }

    @Test
    void aSmallerNumberChoosesAPartOfWhatALargerOneDoes() {
        List<Integer> all = BalancedSubset.of(predictions(), 0, 7);
        assertEquals(3 * CLASSES, all.size());
        List<Integer> larger = all;
        for (int max : new int[] {100, 41, 40, 39, 8, 1}) {
            List<Integer> smaller = BalancedSubset.of(predictions(), max, 7);
            assertEquals(max, smaller.size());
            assertTrue(larger.containsAll(smaller), "the " + max + " of " + larger.size());
            larger = smaller;
        }
    }
}
