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

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/**
 * What {@link ProjectedGradientDescent} and {@link AutoProjectedGradientDescent} climb, as a component: the built-in
 * losses, sums of them, or one of a user's own. It keeps nothing between attacks and may be asked by several threads.
 */
public interface AttackLoss extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * A short name that tells this loss from others with other settings; part of the attack's name.
     *
     * @return such as {@code CROSS_ENTROPY}
     */
    String name();

    /**
     * Whether the gradient is 0 at the clean image, as that of a distance from it, so that a start beside it is needed.
     *
     * @return false unless overridden
     */
    default boolean isFlatAtStart() {
        return false;
    }

    /**
     * The loss for the network of a model under attack.
     *
     * @param target the model, whose mixture and labels may be asked for
     * @return a function that one thread at a time uses
     * @throws IllegalArgumentException saying what of the model does not fit
     */
    LossFunction on(AttackTarget target);
}
