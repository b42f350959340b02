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
package org.mattrainer.internal.engine;

/**
 * How a batch is cut into groups: group g holds the examples {@code g * size} to {@code (g + 1) * size - 1} that exist.
 * The cut depends on the size of the batch alone, never on the threads.
 *
 * @param examples number of examples
 * @param size examples per group
 */
record Groups(int examples, int size) {

    /** Most groups of a batch: enough for a processor of 8 cores, few enough to keep one accumulator for each. */
    static final int MOST = 8;

    static Groups of(int examples) {
        return new Groups(examples, sizeFor(examples));
    }

    /** The groups of the first examples of a larger batch, or of a batch of these examples alone. */
    static Groups of(int examples, int batch) {
        return new Groups(examples, sizeFor(Math.max(examples, batch)));
    }

    static int sizeFor(int examples) {
        return (examples + MOST - 1) / MOST;
    }

    int count() {
        return (examples + size - 1) / size;
    }

    int first(int group) {
        return group * size;
    }

    int last(int group) {
        return Math.min(examples, (group + 1) * size);
    }
}
