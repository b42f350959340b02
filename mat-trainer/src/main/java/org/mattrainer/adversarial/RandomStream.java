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
package org.mattrainer.adversarial;

import org.mattrainer.internal.numbers.SplitMix64;

/**
 * A deterministic stream of random numbers for one purpose, step and example: whatever else is drawn, before or
 * beside, its numbers are the same. The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", 2014). Used by one thread at a time.
 */
public final class RandomStream {

    private static final double UNIT = 0x1.0p-53;

    private long state;

    /**
     * Makes a stream.
     *
     * @param key where it starts, see {@link #key}
     */
    public RandomStream(long key) {
        this.state = key;
    }

    /**
     * The start of a stream.
     *
     * @param seed seed of the training
     * @param purpose what the numbers are for
     * @param step step of the training
     * @param example identity of the example
     * @return a well mixed value
     */
    public static long key(long seed, StreamPurpose purpose, long step, long example) {
        long key = SplitMix64.mix(seed + SplitMix64.GOLDEN_GAMMA);
        key = SplitMix64.mix(key + purpose.code() * SplitMix64.GOLDEN_GAMMA);
        key = SplitMix64.mix(key + (step + 1) * SplitMix64.GOLDEN_GAMMA);
        return SplitMix64.mix(key + (example + 1) * SplitMix64.GOLDEN_GAMMA);
    }

    /**
     * Starts again elsewhere.
     *
     * @param key where, see {@link #key}
     */
    public void reset(long key) {
        state = key;
    }

    /**
     * The next 64 random bits.
     *
     * @return any value
     */
    public long nextLong() {
        state += SplitMix64.GOLDEN_GAMMA;
        return SplitMix64.mix(state);
    }

    /**
     * The next uniform number.
     *
     * @return in [0, 1)
     */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /**
     * The next standard normal number.
     *
     * @return of mean 0 and variance 1
     */
    public double nextGaussian() {
        return Ziggurat.next(this);
    }

    /**
     * Fills part of an array with standard normal numbers.
     *
     * @param out the array
     * @param offset index of the first
     * @param n how many
     */
    public void fillGaussian(float[] out, int offset, int n) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = (float) Ziggurat.next(this);
        }
    }
}
