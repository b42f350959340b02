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
package org.mattrainer;

import java.util.Locale;
import java.util.logging.Logger;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingListener;

/** Writes one line an epoch to a log. */
final class EpochLog implements TrainingListener {

    private final Logger logger;

    EpochLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void epochFinished(EpochReport report) {
        logger.info(() -> String.format(
                Locale.ROOT,
                "Epoch %d of %d: objective %.5f %s, training error %.4f%s, %.0f images/s",
                report.epoch(),
                report.epochs(),
                report.total(),
                report.terms(),
                report.trainingError(),
                report.validationError().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", validation error %.4f, loss %.5f",
                                report.validationError().getAsDouble(),
                                report.validationLoss().getAsDouble())
                        : "",
                report.imagesPerSecond()));
    }
}
