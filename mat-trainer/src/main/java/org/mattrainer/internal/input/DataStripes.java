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
package org.mattrainer.internal.input;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Deals the examples of a training to stripes, in turn class by class and those without a class last. So any two stripes have
 * as many examples of each class, and as many without one, but for one example, and as many labelled ones and as many of all.
 * Immutable.
 */
public final class DataStripes {

    private final int count;
    private final int[] stripes;

    /**
     * Deals.
     *
     * @param examples the examples
     * @param count number of stripes, at least 1
     */
    public DataStripes(ExampleTable examples, int count) {
        this.count = count;
        this.stripes = new int[examples.count()];
        int[] turns = firstTurns(examples);
        for (int i = 0; i < stripes.length; i++) {
            int turn = turns[place(turns, examples.classOf(i))]++;
            stripes[i] = turn % count;
        }
    }

    /** The turn of the first example of each class; the last element is that of the examples without one. */
    private static int[] firstTurns(ExampleTable examples) {
        int classes = IntStream.range(0, examples.count())
                .map(i -> examples.classOf(i) + 1)
                .max()
                .orElse(0);
        int[] sizes = new int[classes + 1];
        for (int i = 0; i < examples.count(); i++) {
            sizes[place(sizes, examples.classOf(i))]++;
        }
        int turn = 0;
        for (int j = 0; j < sizes.length; j++) {
            int size = sizes[j];
            sizes[j] = turn;
            turn += size;
        }
        return sizes;
    }

    private static int place(int[] byClass, int label) {
        return label == ExampleTable.UNLABELLED ? byClass.length - 1 : label;
    }

    /**
     * Number of stripes.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }

    /**
     * The stripe of an example.
     *
     * @param example its number
     * @return from 0
     */
    public int of(int example) {
        return stripes[example];
    }

    /** Those of some examples that are in a stripe. */
    int[] members(int stripe, int[] examples) {
        return Arrays.stream(examples).filter(i -> stripes[i] == stripe).toArray();
    }

    /** All examples of a stripe, in order. */
    int[] members(int stripe) {
        return members(stripe, IntStream.range(0, stripes.length).toArray());
    }
}
