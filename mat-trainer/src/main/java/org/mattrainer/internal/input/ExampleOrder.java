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

/** An endless sequence of example indices that depends on the seed only. Used by one thread at a time. */
interface ExampleOrder {

    /** The example at a place of the sequence, from 0. */
    int at(long position);

    /** How often the example at a place of the sequence occurred in it before. */
    long pass(long position);

    /**
     * Reads a run of the sequence.
     *
     * @param position place in the sequence, from 0
     * @param n number of indices
     * @param out receives them
     */
    default void read(long position, int n, int[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = at(position + i);
        }
    }
}
