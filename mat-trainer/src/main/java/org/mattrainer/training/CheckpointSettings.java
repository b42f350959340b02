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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how often a training is saved. It is saved at the end of each epoch in any case.
 *
 * @param folder where the checkpoints are kept; made when it is not there
 * @param everySteps number of steps between two checkpoints, 0 for no such interval
 * @param every time between two checkpoints, zero for no such interval
 * @param resume whether to go on from the newest valid checkpoint of the folder; without one the training starts from
 *     the beginning
 */
public record CheckpointSettings(Path folder, long everySteps, Duration every, boolean resume) {

    /** Checks the values. */
    public CheckpointSettings {
        Objects.requireNonNull(folder);
        if (everySteps < 0) {
            throw new IllegalArgumentException("Expected a number of steps of at least 0, found " + everySteps);
        }
        if (every.isNegative()) {
            throw new IllegalArgumentException("Expected a time of at least 0, found " + every);
        }
    }
}
