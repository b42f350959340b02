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
package org.mattrainer.adversarial;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import java.util.Optional;

/** A rule that finds a perturbation of given size for each example of a batch. Immutable and shareable. */
public interface Direction extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * Finds the perturbations.
     *
     * @param problem the surroundings of the examples
     * @param sigma size of each perturbation in the direction's norm, above 0
     * @param perturbations receives them, [n, size]
     * @return how many of the gradients used were exactly 0
     */
    int find(LocalProblem problem, double sigma, float[] perturbations);

    /**
     * The norm p in which perturbations have their size.
     *
     * @return 2 unless overridden, at least 1; infinity for the largest absolute value
     */
    default double norm() {
        return 2;
    }

    /**
     * What spoils the perturbations, such as a step that is lost in rounding.
     *
     * @return a sentence for a warning; empty if nothing does
     */
    default Optional<String> doubt() {
        return Optional.empty();
    }

    /**
     * Number of gradients that {@link #find} uses for each example.
     *
     * @return at least 0
     */
    int gradients();

    /**
     * Whether the direction asks for the divergence in the latent space.
     *
     * @return true when there must be a mixture
     */
    boolean usesLatent();

    /**
     * Whether the direction asks for the loss.
     *
     * @return true when the examples must have labels
     */
    boolean usesLabels();

    /**
     * Whether the direction starts from {@link LocalProblem#start}.
     *
     * @return true unless overridden
     */
    default boolean usesStart() {
        return true;
    }

    /**
     * Whether the direction asks for the clean pass of a training step.
     *
     * @return true unless overridden
     */
    default boolean usesCleanPass() {
        return true;
    }

    /**
     * Whether the direction keeps perturbed examples in the range of the pixels.
     *
     * @return false unless overridden
     */
    default boolean usesPixelRange() {
        return false;
    }
}
