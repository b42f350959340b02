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
package org.mattrainer.objective;

import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.NetworkSurroundings;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.numbers.Checks;

/**
 * Moves the labelled examples of a step along a direction. The perturbation is a constant of the gradient.
 *
 * @param sigma size of the perturbation in the norm of the direction, above 0
 * @param direction how it is found
 * @param updateStatistics whether the pass at the perturbed examples changes the running statistics
 */
record LabelledAdversary(double sigma, Direction direction, boolean updateStatistics) {

    /** Checks the ranges, naming the properties of a term. */
    LabelledAdversary {
        Checks.positive("sigma", sigma);
        Checks.present("direction", direction);
        Checks.require(
                !direction.usesLatent(),
                "direction",
                "one that climbs the loss or the divergence of the outputs",
                direction);
    }

    /** The pass at the perturbed examples, valid until the next use of the surroundings. */
    GradientPass pass(StepContext step) {
        StepExamples batch = step.labelled();
        NetworkSurroundings problem = step.surroundings();
        float[] perturbations = step.memory().perturbations();
        problem.batch(batch.x(), batch.y(), batch.size(), batch::pass, batch.furtherMode());
        problem.divergences(null, 1, 0);
        if (direction.usesStart()) {
            batch.draw(StreamPurpose.DIRECTION, problem.size(), problem.start());
        }
        int zeros = direction.find(problem, sigma, perturbations);
        step.countGradients((long) direction.gradients() * batch.size(), zeros);
        return problem.perturbed(perturbations, 1, updateStatistics ? batch.movingMode() : batch.furtherMode());
    }

    /** Changes the running statistics as {@link #pass} does. */
    void observe(StepContext step) {
        if (updateStatistics) {
            pass(step);
        }
    }
}
