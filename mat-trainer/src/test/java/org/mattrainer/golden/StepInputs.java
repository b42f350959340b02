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
package org.mattrainer.golden;

import org.mattrainer.nn.Network;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ObjectiveBatch;
import org.mattrainer.reference.ObjectiveSettings;

/**
 * All that decides a training step but the mixture.
 *
 * @param settings the objective
 * @param batch the examples and random numbers
 * @param network the description
 * @param parameters before the step, flat
 * @param statistics running statistics before the step, flat
 * @param learningRate of the descent
 * @param momentum of the descent
 */
record StepInputs(
        ObjectiveSettings settings,
        ObjectiveBatch batch,
        Network network,
        double[] parameters,
        double[] statistics,
        double learningRate,
        double momentum) {

    /** The larger of the two numbers of examples. */
    int capacity() {
        double[] more = batch.unlabelledX();
        return Math.max(
                batch.y().length,
                more == null ? 0 : more.length / network.input().size());
    }

    /** The parameters after one step of descent from velocity 0, on which momentum has no effect. */
    double[] descend(double[] gradient) {
        return Numbers.sum(parameters, -learningRate, gradient);
    }
}
