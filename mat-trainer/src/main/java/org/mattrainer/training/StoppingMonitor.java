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

/** What early stopping watches; smaller is better. */
public enum StoppingMonitor {
    /** Share of the validation examples that are classified wrongly. */
    VALIDATION_ERROR,
    /** Mean cross-entropy of the validation examples. */
    VALIDATION_LOSS,
    /** Share of the epoch's training examples that were classified wrongly. */
    TRAINING_ERROR,
    /** Mean objective over the epoch. */
    OBJECTIVE;

    /** The monitored value of an epoch. */
    double value(EpochReport report) {
        switch (this) {
            case VALIDATION_ERROR:
                return report.validationError().orElseThrow();
            case VALIDATION_LOSS:
                return report.validationLoss().orElseThrow();
            case TRAINING_ERROR:
                return report.trainingError();
            default:
                return report.total();
        }
    }
}
