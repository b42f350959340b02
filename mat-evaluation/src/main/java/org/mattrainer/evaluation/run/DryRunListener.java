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
package org.mattrainer.evaluation.run;

import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingSummary;

/** Ends a training once its steps are warm enough to be timed. */
final class DryRunListener implements TrainingListener {

    /** Ends the training; not a failure. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Enough() {
            super("dry run", null, false, false);
        }
    }

    private static final double SECONDS = 3;
    private static final int STEPS = 3;

    private TrainingSummary summary;
    private long started;
    private long lastStep;
    private double fastest = Double.POSITIVE_INFINITY;
    private long steps;

    @Override
    public void trainingStarted(TrainingSummary summary) {
        this.summary = summary;
        started = System.nanoTime();
        lastStep = started;
    }

    @Override
    public void stepFinished(StepReport report) {
        long now = System.nanoTime();
        steps = report.step();
        fastest = Math.min(fastest, (now - lastStep) * 1e-9);
        lastStep = now;
        if (steps >= STEPS && (now - started) * 1e-9 > SECONDS) {
            throw new Enough();
        }
    }

    /** Steps trained. */
    long steps() {
        return steps;
    }

    /** The fastest step: the others still paid for compilation. */
    double secondsPerStep() {
        return fastest;
    }

    /** Time that all steps would take. */
    double estimatedSeconds() {
        return fastest * summary.stepsPerEpoch() * summary.epochs();
    }
}
