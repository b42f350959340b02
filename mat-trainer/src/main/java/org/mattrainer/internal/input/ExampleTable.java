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

/** Class and weight of each example of a training, in the order in which they were read. Immutable. */
public final class ExampleTable {

    /** The class of an example that has none. */
    static final int UNLABELLED = -1;

    private final int[] classes;
    private final float[] weights;

    /**
     * Makes a table.
     *
     * @param classes class of each example, -1 where it has none; not copied
     * @param weights weight of each, above 0; not copied
     */
    public ExampleTable(int[] classes, float[] weights) {
        if (classes.length != weights.length) {
            throw new IllegalArgumentException(
                    "Expected " + classes.length + " weights, one for each example, found " + weights.length);
        }
        this.classes = classes;
        this.weights = weights;
    }

    /**
     * Number of examples.
     *
     * @return labelled and unlabelled
     */
    public int count() {
        return classes.length;
    }

    /**
     * The class of an example.
     *
     * @param example its number
     * @return -1 when it has none
     */
    public int classOf(int example) {
        return classes[example];
    }

    /**
     * The weight of an example.
     *
     * @param example its number
     * @return above 0; the mean of all is 1
     */
    public float weight(int example) {
        return weights[example];
    }

    /**
     * The examples with a class.
     *
     * @return their numbers in order
     */
    public int[] labelled() {
        int[] indices = new int[count()];
        int n = 0;
        for (int i = 0; i < count(); i++) {
            if (classes[i] >= 0) {
                indices[n++] = i;
            }
        }
        return Arrays.copyOf(indices, n);
    }
}
