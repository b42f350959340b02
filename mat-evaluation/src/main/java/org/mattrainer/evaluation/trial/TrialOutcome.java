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
package org.mattrainer.evaluation.trial;

import java.util.OptionalDouble;

/**
 * What came out of a trial.
 *
 * @param ending how the training ended
 * @param errors number of the compared examples that the model classifies wrongly, 0 without a model
 * @param examples number of compared examples, 0 without a model
 * @param epochs number of epochs, 0 for a trainer without epochs
 * @param seconds time of the training
 * @param calibrationError expected calibration error on the compared examples, in [0, 1]; empty without a model, and for one
 *     whose scores are no probabilities
 */
public record TrialOutcome(
        TrialEnding ending, int errors, int examples, int epochs, double seconds, OptionalDouble calibrationError) {

    /** Checks the numbers. */
    public TrialOutcome {
        if (errors < 0 || errors > examples || epochs < 0 || !(seconds >= 0)) {
            throw new IllegalArgumentException("Expected 0 <= errors <= examples, epochs >= 0 and seconds >= 0, found "
                    + errors + ", " + examples + ", " + epochs + " and " + seconds);
        }
        if (calibrationError.isPresent()
                && !(calibrationError.getAsDouble() >= 0 && calibrationError.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "Expected a calibration error in [0, 1], found " + calibrationError.getAsDouble());
        }
    }

    /**
     * A training that left the finite numbers.
     *
     * @param epochs the epochs until then
     * @param seconds their time
     * @return the outcome
     */
    public static TrialOutcome divergence(int epochs, double seconds) {
        return new TrialOutcome(TrialEnding.DIVERGED, 0, 0, epochs, seconds, OptionalDouble.empty());
    }

    /**
     * A training that a search gave up.
     *
     * @param epochs the epochs until then
     * @param seconds their time
     * @return the outcome; the error of the last epoch is in the history of the training
     */
    public static TrialOutcome dropped(int epochs, double seconds) {
        return new TrialOutcome(TrialEnding.DROPPED, 0, 0, epochs, seconds, OptionalDouble.empty());
    }

    /**
     * Whether there is a model.
     *
     * @return false for a training that diverged or was given up
     */
    public boolean hasModel() {
        return ending == TrialEnding.TRAINED;
    }

    /**
     * Whether the training left the finite numbers.
     *
     * @return true if it did
     */
    public boolean diverged() {
        return ending == TrialEnding.DIVERGED;
    }

    /**
     * Share of the compared examples that the model classifies wrongly.
     *
     * @return in [0, 1], NaN without a model
     */
    public double error() {
        return (double) errors / examples;
    }
}
