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
package org.mattrainer.optimise;

/**
 * How long a training is.
 *
 * @param stepsPerEpoch number of steps of an epoch, at least 1
 * @param epochs number of epochs, at least 1
 */
public record TrainingLength(int stepsPerEpoch, int epochs) {

    /** Checks the ranges. */
    public TrainingLength {
        if (stepsPerEpoch < 1 || epochs < 1) {
            throw new IllegalArgumentException("Expected at least one step and one epoch, found " + stepsPerEpoch
                    + " steps and " + epochs + " epochs");
        }
    }

    /**
     * Steps of the whole training.
     *
     * @return stepsPerEpoch * epochs
     */
    public long steps() {
        return (long) stepsPerEpoch * epochs;
    }
}
