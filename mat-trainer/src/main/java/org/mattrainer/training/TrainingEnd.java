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
package org.mattrainer.training;

import java.util.OptionalInt;

/**
 * How a training has ended.
 *
 * @param cause why there are no more steps
 * @param epochs number of finished epochs, those before a resume among them
 * @param steps number of steps of the whole training
 * @param bestEpoch the best epoch, from 1; empty without early stopping
 */
public record TrainingEnd(Cause cause, int epochs, long steps, OptionalInt bestEpoch) {

    /** Why a training ends. */
    public enum Cause {
        /** The last epoch is finished. */
        LAST_EPOCH,
        /** Early stopping has waited for its patience. */
        NO_IMPROVEMENT,
        /** It was asked to stop, and the model so far is wanted. */
        REQUESTED
    }
}
