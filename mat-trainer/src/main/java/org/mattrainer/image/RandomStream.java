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
package org.mattrainer.image;

import org.mattrainer.internal.numbers.SplitMix64;
import org.mattrainer.statistics.NormalQuantile;

/** Random numbers as a pure function of a stream and a position in it (the output function of SplitMix64). */
final class RandomStream {

    private RandomStream() {}

    /** The number at a position of a stream, uniform in [0, bound). */
    static int below(long stream, long position, int bound) {
        return (int) (((bits(stream, position) >>> 32) * bound) >>> 32);
    }

    /** The number at a position of a stream, uniform in [0, 1). */
    static double uniform(long stream, long position) {
        return (bits(stream, position) >>> 11) * 0x1.0p-53;
    }

    /** The number at a position of a stream, standard normal. */
    static double gaussian(long stream, long position) {
        // The middle of one of 2^53 cells of (0, 1), so that neither end is met.
        return NormalQuantile.of(((bits(stream, position) >>> 11) + 0.5) * 0x1.0p-53);
    }

    private static long bits(long stream, long position) {
        return SplitMix64.mix(stream + (position + 1) * SplitMix64.GOLDEN_GAMMA);
    }
}
