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
package org.mattrainer.internal.training;

import java.util.List;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Schedule;
import org.mattrainer.optimise.TrainingLength;

/**
 * What does not change from step to step.
 *
 * @param terms the objective, in the order of the reports
 * @param schedule how the learning rate changes
 * @param gradientClip largest 2-norm of the gradient of all parameters; longer ones are scaled down to it; 0 for none
 * @param stepsPerEpoch steps of an epoch, at least 1
 * @param epochs epochs of the training, at least 1
 */
public record StepSettings(List<Term> terms, Schedule schedule, double gradientClip, int stepsPerEpoch, int epochs) {

    /** Checks the ranges. */
    public StepSettings {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one term of the objective, found none");
        }
        if (!(gradientClip >= 0)) {
            throw new IllegalArgumentException("Expected a gradientClip of at least 0, found " + gradientClip);
        }
        new TrainingLength(stepsPerEpoch, epochs);
    }

    /**
     * Length of the whole training.
     *
     * @return the same numbers of steps and epochs
     */
    public TrainingLength length() {
        return new TrainingLength(stepsPerEpoch, epochs);
    }

    /**
     * Steps of the whole training.
     *
     * @return stepsPerEpoch * epochs
     */
    public long totalSteps() {
        return length().steps();
    }
}
