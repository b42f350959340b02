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
package org.mattrainer.objective;

import java.util.Objects;

/**
 * Numbers that a term keeps for each example of the training from step to step, in the order of the training data. They
 * are in checkpoints and no part of the model.
 */
public final class ExampleMemory {

    private final int columns;
    private final float[] values;

    /**
     * Memory of zeros.
     *
     * @param examples number of examples of the training, at least 1
     * @param columns numbers for each, at least 1
     * @throws ArithmeticException if that is more than 2^31 - 1 numbers
     */
    public ExampleMemory(int examples, int columns) {
        this.columns = columns;
        this.values = new float[Math.multiplyExact(examples, columns)];
    }

    /**
     * All numbers.
     *
     * @return [examples, columns], to be changed in place
     */
    public float[] values() {
        return values;
    }

    /**
     * Where the numbers of an example begin.
     *
     * @param example identity of the example, its index in the training data
     * @return index of the first of its columns
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public int offset(long example) {
        return (int) Objects.checkIndex(example, (long) values.length / columns) * columns;
    }
}
