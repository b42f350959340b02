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
 * Seeds of independent random streams, each a pure function of the run's seed, a purpose and two numbers, so that
 * nothing depends on threads or on what was drawn before. The mixing function is the finaliser of SplitMix64.
 */
public final class Streams {

    /** The order of an example stream; the first number is the stream, the second the pass. */
    public static final long ORDER = 1;
    /** The first parameters. */
    public static final long PARAMETERS = 2;
    /** The augmentation of an image; the numbers are the pass over the data and the example. */
    public static final long AUGMENTATION = 3;
    /** What a step draws (directions, dropout masks). */
    public static final long STEP = 4;

    private Streams() {}

    public static long of(long seed, long purpose, long first, long second) {
        return mix(mix(mix(mix(seed) + purpose) + first) + second);
    }

    private static long mix(long value) {
        return SplitMix64.mix(value + SplitMix64.GOLDEN_GAMMA);
    }
}
