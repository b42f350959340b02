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

/** What random numbers are for; each purpose has streams of its own. */
public enum StreamPurpose {
    /** The start of a direction. */
    DIRECTION(1),
    /** The dropout masks of a batch. */
    DROPOUT(2),
    /** The dropout masks of further passes where they are not those of the batch. */
    FRESH_DROPOUT(3),
    /** Noise added to an input. */
    NOISE(4),
    /** Noise that chooses the label of a certificate. */
    SMOOTHING_SELECTION(5),
    /** Noise that a smoothed model votes over. */
    SMOOTHING_VOTE(6),
    /** Strong changes of an image beside those of the training. */
    STRONG_AUGMENTATION(7),
    /** The dropout masks of a teacher. */
    TEACHER_DROPOUT(8),
    /** What a generator reads to make images for the model. */
    GENERATED(16),
    /** The dropout masks of a pass of generated images through the model. */
    GENERATED_DROPOUT(17),
    /** What a generator reads in its own update. */
    ANSWER(18),
    /** The dropout masks of a pass of generated images in the generator's update. */
    ANSWER_DROPOUT(19),
    /** The dropout masks of a pass of real images in the generator's update. */
    ANSWER_TARGET_DROPOUT(20),
    /** The dropout masks inside a generator when it makes images for the model. */
    GENERATOR_DROPOUT(21),
    /** The dropout masks inside a generator in its own update. */
    GENERATOR_ANSWER_DROPOUT(22);

    private final long code;

    StreamPurpose(long code) {
        this.code = code;
    }

    /**
     * Where the stream of random numbers for this purpose, a step and an example starts.
     *
     * @param seed seed of the training
     * @param step step of the training
     * @param example identity of the example
     * @return a well mixed value
     */
    public long key(long seed, long step, long example) {
        long key = SplitMix64.mix(seed + SplitMix64.GOLDEN_GAMMA);
        key = SplitMix64.mix(key + code * SplitMix64.GOLDEN_GAMMA);
        key = SplitMix64.mix(key + (step + 1) * SplitMix64.GOLDEN_GAMMA);
        return SplitMix64.mix(key + (example + 1) * SplitMix64.GOLDEN_GAMMA);
    }
}
