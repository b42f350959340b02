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

import java.util.function.LongSupplier;
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

    private static final int LEAST_STEPS = 3;
    private static final double LEAST_SECONDS = 3;
    private static final double MOST_SECONDS = 20;

    /** A step that is faster than all before by less is no sign that the compiler is still at work. */
    private static final double NOTICEABLE = 0.95;

    /** For this share of the time no step may have been noticeably faster. */
    private static final double STEADY = 0.4;

    private final LongSupplier nanoTime;
    private TrainingSummary summary;
    private long started;
    private long lastStep;
    private double known = Double.POSITIVE_INFINITY;
    private double knownSince;
    private long steps;
    private long steadySteps;
    private double steadySeconds;

    /** Measures by a clock such as {@link System#nanoTime}. */
    DryRunListener(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void trainingStarted(TrainingSummary summary) {
        this.summary = summary;
        started = nanoTime.getAsLong();
        lastStep = started;
    }

    @Override
    public void stepFinished(StepReport report) {
        long now = nanoTime.getAsLong();
        double elapsed = (now - started) * 1e-9;
        double taken = (now - lastStep) * 1e-9;
        steps = report.step();
        lastStep = now;
        if (taken < NOTICEABLE * known) {
            known = taken;
            knownSince = elapsed;
            steadySteps = 0;
            steadySeconds = 0;
        }
        steadySteps++;
        steadySeconds += taken;
        boolean steady = elapsed > LEAST_SECONDS && elapsed - knownSince > STEADY * elapsed;
        if (steps >= LEAST_STEPS && (steady || elapsed > MOST_SECONDS)) {
            throw new Enough();
        }
    }

    /** Steps trained. */
    long steps() {
        return steps;
    }

    /**
     * The mean of the steps from the last noticeably faster one on: those before still paid for compilation. It is not the fastest, as
     * the last step of an epoch has fewer examples, and the first has no perturbation where its weight grows from 0.
     */
    double secondsPerStep() {
        return steadySeconds / steadySteps;
    }

    /** Time that all steps would take. */
    double estimatedSeconds() {
        return secondsPerStep() * summary.stepsPerEpoch() * summary.epochs();
    }
}
