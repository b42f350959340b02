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

/**
 * Random numbers that depend on nothing but the seed, the purpose, the step and the example: not on other examples,
 * other terms or threads.
 */
public final class SeededDraws implements Draws {

    private final long seed;
    private final RandomStream stream = new RandomStream(0);
    private long[] keys = new long[0];

    /**
     * Makes the source.
     *
     * @param seed seed of the training
     */
    public SeededDraws(long seed) {
        this.seed = seed;
    }

    @Override
    public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
        for (int i = 0; i < n; i++) {
            stream.reset(purpose.key(seed, step, examples[i]));
            stream.fillGaussian(out, i * size, size);
        }
    }

    @Override
    public long stream(StreamPurpose purpose, long step, long example) {
        return purpose.key(seed, step, example);
    }

    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    @Override
    public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
        if (keys.length < n) {
            keys = new long[n];
        }
        for (int i = 0; i < n; i++) {
            keys[i] = purpose.key(seed, step, examples[i]);
        }
        masks.draw(keys, n);
    }
}
