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
package org.mattrainer.optimise;

/** What an optimiser remembers during one training. Used by one thread at a time. */
public interface OptimiserState {

    /**
     * Makes one step downhill.
     *
     * @param parameters flat parameters in canonical order, changed in place
     * @param gradient derivative of the objective by each parameter; its content is undefined afterwards
     * @param learningRateScale what the schedule multiplies the learning rate by, at least 0
     */
    void step(float[] parameters, float[] gradient, double learningRateScale);

    /**
     * Makes one step downhill, by a rule that may change once the learning rate has been lowered.
     *
     * @param parameters flat parameters in canonical order, changed in place
     * @param gradient derivative of the objective by each parameter; its content is undefined afterwards
     * @param learningRateScale what the schedule multiplies the learning rate by, at least 0
     * @param lowered whether the schedule has lowered the learning rate, see {@link Schedule#isLowered}
     */
    default void step(float[] parameters, float[] gradient, double learningRateScale, boolean lowered) {
        step(parameters, gradient, learningRateScale);
    }

    /**
     * Ends the training; rules that average over steps write their final parameters here. The others do nothing.
     *
     * @param parameters flat parameters in canonical order, may be changed in place
     */
    default void finish(float[] parameters) {}

    /**
     * Copies the state.
     *
     * @return all that is needed to go on from here
     * @throws UnsupportedOperationException if the rule does not give its state away
     */
    OptimiserSnapshot snapshot();

    /**
     * Goes back to a copied state.
     *
     * @param snapshot a result of {@link #snapshot()} of the same optimiser and network
     * @throws IllegalArgumentException if the snapshot has other tensors than this state
     * @throws UnsupportedOperationException if the rule cannot be restored
     */
    void restore(OptimiserSnapshot snapshot);
}
