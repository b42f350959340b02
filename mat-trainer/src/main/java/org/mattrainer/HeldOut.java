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
package org.mattrainer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

/** The examples on which early stopping measures the error, and which of them the training must not see. */
final class HeldOut {

    private HeldOut() {}

    /**
     * Chooses the same share of the labelled examples of each class, none of which has weight 0. An example that is in the
     * dataset several times, as a resampling puts it there or a table that repeats rows, is chosen with all its copies or
     * not at all, so that it is not trained on as well.
     *
     * @param examples the training examples
     * @param share how many of them, above 0 and below 1
     * @param seed seed of the choice
     * @param taken numbers of examples that are taken already
     * @param purpose what they are for
     * @return numbers of the examples in the order of the dataset
     * @throws IllegalArgumentException if the share is less than one example of every class
     */
    static BitSet choose(Dataset<Label> examples, double share, long seed, BitSet taken, String purpose) {
        Map<Content, List<Integer>> copies = new HashMap<>();
        Map<String, List<List<Integer>>> classes = new TreeMap<>();
        int number = 0;
        for (Example<Label> example : examples) {
            boolean eligible = !example.getOutput().getLabel().equals(Label.UNKNOWN) && example.getWeight() != 0;
            if (eligible && !taken.get(number)) {
                List<Integer> numbers = copies.computeIfAbsent(Content.of(example), first -> new ArrayList<>(1));
                if (numbers.isEmpty()) {
                    classes.computeIfAbsent(example.getOutput().getLabel(), label -> new ArrayList<>())
                            .add(numbers);
                }
                numbers.add(number);
            }
            number++;
        }
        BitSet chosen = new BitSet(number);
        SplittableRandom random = new SplittableRandom(seed);
        for (List<List<Integer>> members : classes.values()) {
            int size = members.stream().mapToInt(List::size).sum();
            int missing = (int) (share * size);
            while (missing > 0 && members.size() > 1) {
                List<Integer> member = members.remove(random.nextInt(members.size()));
                member.forEach(chosen::set);
                missing -= member.size();
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one example to hold out for " + purpose
                    + ", found none: the share " + share + " of each class is less than one example");
        }
        return chosen;
    }

    /** The examples with the chosen numbers. */
    static List<Example<Label>> examples(Dataset<Label> examples, BitSet chosen) {
        List<Example<Label>> held = new ArrayList<>(chosen.cardinality());
        int number = 0;
        for (Example<Label> example : examples) {
            if (chosen.get(number++)) {
                held.add(example);
            }
        }
        return held;
    }

    /** All examples. */
    static List<Example<Label>> examples(Iterable<Example<Label>> examples) {
        List<Example<Label>> list = new ArrayList<>();
        examples.forEach(list::add);
        return list;
    }

    /** What copies of an example have in common: transformations of the host make new objects of them. */
    private record Content(Example<Label> example, int hash) {

        static Content of(Example<Label> example) {
            int hash = example.getOutput().getLabel().hashCode();
            for (Feature feature : example) {
                hash = 31 * hash + feature.getName().hashCode();
                hash = 31 * hash + Double.hashCode(feature.getValue());
            }
            return new Content(example, hash);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content that
                    && hash == that.hash
                    && (example == that.example || isCopy(example, that.example));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        private static boolean isCopy(Example<Label> first, Example<Label> second) {
            if (!first.getOutput().getLabel().equals(second.getOutput().getLabel())) {
                return false;
            }
            Iterator<Feature> features = second.iterator();
            for (Feature feature : first) {
                if (!features.hasNext() || !feature.equals(features.next())) {
                    return false;
                }
            }
            return !features.hasNext();
        }
    }
}
