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
package org.mattrainer.evaluation.attack;

/** What a gradient attack climbs on one network: a number for each image, with its gradient at the network's outputs. */
public interface LossFunction {

    /**
     * Whether the outputs of the clean images matter; asked for with an extra pass of the network.
     *
     * @return false unless overridden
     */
    default boolean usesClean() {
        return false;
    }

    /**
     * Adds the value of each image, which the attack wants high.
     *
     * @param batch the outputs and labels, unchanged
     * @param values receives the values [n]; only the first n of them matter
     */
    void addValues(LossBatch batch, double[] values);

    /**
     * Adds the gradients of each image's value. Only the direction of an image's gradient counts, so that each may be
     * multiplied by a positive number of its own.
     *
     * @param batch the outputs and labels, unchanged
     * @param dLatent receives the gradients with respect to the latent vectors [n, D], all 0 before
     * @param dLogits receives the gradients with respect to the logits [n, M], all 0 before
     */
    void addGradient(LossBatch batch, double[] dLatent, double[] dLogits);
}
