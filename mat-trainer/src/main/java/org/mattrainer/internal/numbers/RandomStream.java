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
package org.mattrainer.internal.numbers;

/**
 * A deterministic stream of random numbers, those of {@link SplitMix64} from a key on: whatever else is drawn, before or
 * beside, its numbers are the same. An object reads them in order and is used by one thread at a time; the static methods
 * read the number at a position.
 */
public final class RandomStream {

    private static final double UNIT = 0x1.0p-53;

    private long state;

    /**
     * Makes a stream.
     *
     * @param key where it starts
     */
    public RandomStream(long key) {
        this.state = key;
    }

    /**
     * Starts again elsewhere.
     *
     * @param key where
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

    /**
     * A uniform whole number at a position.
     *
     * @param key where the stream starts
     * @param position place in the stream, from 0
     * @param bound above 0
     * @return in [0, bound)
     */
    public static int below(long key, long position, int bound) {
        return (int) (((bits(key, position) >>> 32) * bound) >>> 32);
    }

    /**
     * A uniform number at a position.
     *
     * @param key where the stream starts
     * @param position place in the stream, from 0
     * @return in [0, 1)
     */
    public static double uniform(long key, long position) {
        return (bits(key, position) >>> 11) * UNIT;
    }

    /**
     * A uniform number at a position, the middle of one of 2^53 cells of (0, 1), so that neither end is met.
     *
     * @param key where the stream starts
     * @param position place in the stream, from 0
     * @return in (0, 1)
     */
    public static double inside(long key, long position) {
        return ((bits(key, position) >>> 11) + 0.5) * UNIT;
    }

    private static long bits(long key, long position) {
        return SplitMix64.mix(key + (position + 1) * SplitMix64.GOLDEN_GAMMA);
    }
}
