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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Chooses some of the examples of a test set. */
final class Sample {

    private Sample() {}

    /**
     * Chooses as many of each class as there are.
     *
     * @param predictions of examples with their true labels
     * @param count how many to choose, or all if there are no more
     * @param seed of the choice
     * @return their indices, ascending
     */
    static List<Integer> balanced(List<Prediction<Label>> predictions, int count, long seed) {
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            shuffled.add(i);
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        Map<String, Deque<Integer>> classes = new TreeMap<>();
        for (int i : shuffled) {
            String label = predictions.get(i).getExample().getOutput().getLabel();
            classes.computeIfAbsent(label, any -> new ArrayDeque<>()).add(i);
        }
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(count, predictions.size())) {
            for (Deque<Integer> rest : classes.values()) {
                if (!rest.isEmpty() && chosen.size() < count) {
                    chosen.add(rest.poll());
                }
            }
        }
        Collections.sort(chosen);
        return chosen;
    }
}
