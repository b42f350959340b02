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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.numbers.RandomStream;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Chooses examples at random, as many of each class as there are. */
public final class BalancedSubset {

    private BalancedSubset() {}

    /**
     * Chooses examples. A smaller number chooses a part of what a larger one does.
     *
     * @param predictions predictions that hold the examples
     * @param max most examples; 0 for all
     * @param seed seed of the choice
     * @return their positions, ascending
     */
    public static List<Integer> of(List<Prediction<Label>> predictions, int max, long seed) {
        return positions(predictions.stream().map(Prediction::getExample).toList(), max, seed);
    }

    /**
     * Chooses those examples that the choice among their predictions takes.
     *
     * @param examples all examples
     * @param max most examples; 0 for all
     * @param seed seed of the choice
     * @return the chosen ones, in order
     */
    public static List<Example<Label>> chosen(List<Example<Label>> examples, int max, long seed) {
        return positions(examples, max, seed).stream().map(examples::get).toList();
    }

    private static List<Integer> positions(List<Example<Label>> examples, int max, long seed) {
        Map<String, List<Integer>> byLabel = new TreeMap<>();
        for (int i = 0; i < examples.size(); i++) {
            String label = examples.get(i).getOutput().getLabel();
            byLabel.computeIfAbsent(label, any -> new ArrayList<>()).add(i);
        }
        int number = 0;
        for (List<Integer> positions : byLabel.values()) {
            shuffle(positions, new RandomStream(StreamPurpose.NOISE.key(seed, -1, number++)));
        }
        int wanted = max == 0 ? examples.size() : Math.min(max, examples.size());
        List<List<Integer>> classes = new ArrayList<>(byLabel.values());
        if (wanted < classes.size()) {
            // Not all have their turn, and those whose names come first are no fair choice.
            shuffle(classes, new RandomStream(StreamPurpose.NOISE.key(seed, -2, 0)));
        }
        TreeSet<Integer> chosen = new TreeSet<>();
        // Classes take turns until each has given all it has.
        for (int turn = 0; chosen.size() < wanted; turn++) {
            for (List<Integer> positions : classes) {
                if (turn < positions.size() && chosen.size() < wanted) {
                    chosen.add(positions.get(turn));
                }
            }
        }
        return List.copyOf(chosen);
    }

    private static void shuffle(List<?> items, RandomStream random) {
        for (int i = items.size() - 1; i > 0; i--) {
            Collections.swap(items, i, (int) (random.nextDouble() * (i + 1)));
        }
    }
}
