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

import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.numbers.RandomStream;

/** Where the random numbers of a training step come from. */
public interface Draws {

    /**
     * Draws standard normal numbers.
     *
     * @param purpose what they are for
     * @param step step of the training, from 0
     * @param examples identities of the examples, [n]
     * @param n number of examples
     * @param size numbers for each
     * @param out receives the numbers, [n, size]
     */
    void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out);

    /**
     * Draws uniform numbers.
     *
     * @param purpose what they are for
     * @param step step of the training, from 0
     * @param examples identities of the examples, [n]
     * @param n number of examples
     * @param size numbers for each
     * @param out receives the numbers in [0, 1], [n, size]
     */
    default void uniforms(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
        for (int i = 0; i < n; i++) {
            long key = stream(purpose, step, examples[i]);
            for (int k = 0; k < size; k++) {
                out[i * size + k] = (float) RandomStream.uniform(key, k);
            }
        }
    }

    /**
     * The random stream of an example, for changes of its image.
     *
     * @param purpose what it is for
     * @param step step of the training, from 0
     * @param example identity of the example
     * @return the stream, another one for every purpose, step and example
     */
    long stream(StreamPurpose purpose, long step, long example);

    /**
     * Draws dropout masks.
     *
     * @param purpose what they are for
     * @param step step of the training, from 0
     * @param examples identities of the examples, [n]
     * @param n number of examples
     * @param masks receives the masks
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks);
}
