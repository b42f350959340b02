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

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingListener;

/** Keeps the epochs of a training, whichever process made them, and stops it after a step. */
final class ResumeWatcher implements TrainingListener {
    final List<EpochReport> epochs = new ArrayList<>();
    final List<ResumeReport> resumed = new ArrayList<>();
    private final long lastStep;
    boolean stop;

    ResumeWatcher(long lastStep) {
        this.lastStep = lastStep;
    }

    @Override
    public void trainingResumed(ResumeReport report) {
        resumed.add(report);
        epochs.addAll(report.history());
    }

    @Override
    public void stepFinished(StepReport report) {
        stop = report.step() == lastStep;
    }

    @Override
    public void epochFinished(EpochReport report) {
        epochs.add(report);
    }

    /** The epochs without the times that the clock gave. */
    List<EpochReport> untimed() {
        return epochs.stream()
                .map(e -> new EpochReport(
                        e.epoch(),
                        e.epochs(),
                        e.terms(),
                        e.measures(),
                        e.total(),
                        e.trainingError(),
                        e.validationError(),
                        e.validationLoss(),
                        e.learningRate(),
                        0,
                        0,
                        e.steps()))
                .toList();
    }
}
