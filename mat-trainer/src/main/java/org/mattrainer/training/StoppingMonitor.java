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

import java.util.function.ToDoubleFunction;

/** What early stopping watches; smaller is better. */
public enum StoppingMonitor {
    /** Share of the validation examples that are classified wrongly. */
    VALIDATION_ERROR(report -> report.validationError().orElseThrow()),
    /** Share of the epoch's training examples that were classified wrongly. */
    TRAINING_ERROR(EpochReport::trainingError),
    /** Mean objective over the epoch. */
    OBJECTIVE(EpochReport::total);

    private final ToDoubleFunction<EpochReport> value;

    StoppingMonitor(ToDoubleFunction<EpochReport> value) {
        this.value = value;
    }

    double value(EpochReport report) {
        return value.applyAsDouble(report);
    }
}
