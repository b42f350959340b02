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

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import org.mattrainer.nn.Network;

/** A rule that changes parameters along a gradient. Immutable: what it remembers is in an {@link OptimiserState}. */
public interface Optimiser extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * Starts a training.
     *
     * @param network the network whose parameters are trained; it says which of them are weights
     * @return a fresh state, independent of every other
     */
    OptimiserState newState(Network network);

    /**
     * The learning rate before any schedule.
     *
     * @return the rate that a schedule's scale multiplies
     */
    double learningRate();

    /**
     * Whether the states that it makes can be copied and put back, as checkpoints need.
     *
     * @return false if {@link OptimiserState#snapshot()} is not supported
     */
    default boolean isRestorable() {
        return true;
    }

    /**
     * Whether the end of a training puts an average, or other parameters, in the place of those of its last step ({@link
     * OptimiserState#finish}): the models of earlier epochs are then without it.
     *
     * @return false unless it does
     */
    default boolean averagesAtTheEnd() {
        return false;
    }
}
