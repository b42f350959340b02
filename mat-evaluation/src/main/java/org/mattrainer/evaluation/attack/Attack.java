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
import java.util.List;
import java.util.Set;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.format.SettingsText;

/**
 * A way to look for a wrongly classified image near a given one. Radii are in the units of the target's images. An
 * attack keeps nothing between calls: equal calls have equal results, whatever the batches and the number of threads.
 */
public interface Attack extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * A short name that tells this attack from others with other settings.
     *
     * @return such as {@code PGD-40 CROSS_ENTROPY L2}, without the radius
     */
    String name();

    /**
     * The norm p that bounds the perturbations.
     *
     * @return above 1, {@link Double#POSITIVE_INFINITY} for the largest absolute value
     */
    double norm();

    /**
     * The radii to evaluate.
     *
     * @return a copy, ascending, each at least 0
     */
    double[] radii();

    /**
     * Whether the attack searches the whole ball, so that what it finds for a smaller radius counts for a larger one
     * too. Attacks of one step have perturbations of exactly the radius instead.
     *
     * @return true for a search
     */
    boolean nested();

    /**
     * Whether perturbed pixels stay in the range of pixel values.
     *
     * @return true with a box constraint
     */
    boolean hasBox();

    /**
     * Whether the attack needs the gradients of the model under attack.
     *
     * @return false for an attack that works on any model of labels
     */
    boolean usesGradients();

    /**
     * Whether the radii are measured in the images of the model under attack.
     *
     * @return false for an attack that is made on another model's images
     */
    default boolean boundsTarget() {
        return true;
    }

    /**
     * All that decides the results of the attack beside model and examples, as text.
     *
     * @return equal for attacks with equal results
     */
    default String fingerprint() {
        return SettingsText.of(getProvenance());
    }

    /**
     * The attacks that this one is made of. Each gets the images that the earlier ones did not break.
     *
     * @return in order; the attack itself if it is one
     */
    default List<Attack> members() {
        return List.of(this);
    }

    /**
     * Checks that the attack with its own radii fits a model, before any work.
     *
     * @param target the model under attack
     * @throws IllegalArgumentException saying what does not fit, as {@link #requireFits(AttackTarget, double[])} does
     */
    default void requireFits(AttackTarget target) {
        requireFits(target, radii());
    }

    /**
     * Checks that the attack fits a model with radii that need not be its own: an ensemble has its members search within
     * those of the ensemble.
     *
     * @param target the model under attack
     * @param radii the radii, ascending from at least 0
     * @throws IllegalArgumentException saying what does not fit: labels, gradients, the range of pixels or radii beyond it
     */
    default void requireFits(AttackTarget target, double[] radii) {
        if (target.labels() < 2) {
            throw new IllegalArgumentException(
                    "Expected a model of at least 2 labels for the attack " + name() + ", found " + target.labels());
        }
        if (usesGradients()) {
            target.whiteBox();
        }
        if (hasBox()) {
            requireWithin(target.box().diameter(norm()), radii);
        }
    }

    /**
     * Checks that the attack can deal with the labels of the examples, before any work.
     *
     * @param labels the labels of the examples, which the model under attack knows
     * @throws IllegalArgumentException naming one that it cannot deal with
     */
    default void requireKnows(Set<String> labels) {}

    /**
     * Looks for perturbed images.
     *
     * @param target the model under attack
     * @param batch the images, of which the model should classify each rightly; unchanged
     * @param radii radii above 0, which share what work they can
     * @return for each radius the perturbed images [n, c, h, w], the best found whether they deceive the model or not
     * @throws IllegalArgumentException if the attack needs gradients that the model does not have, or the box
     *     constraint does not fit the model's preprocessing
     */
    float[][] perturb(AttackTarget target, AttackBatch batch, double... radii);

    /** Refuses radii that are larger than images can be apart, as those in other units are. */
    private void requireWithin(double farthest, double[] radii) {
        if (radii.length > 0 && radii[radii.length - 1] > farthest) {
            throw new IllegalArgumentException("Expected radii of at most " + Numbers.loss(farthest)
                    + " in units of the network's input, as far apart as images in the range of the pixels can be, for "
                    + "the attack " + name() + ", found " + radii[radii.length - 1]);
        }
    }
}
