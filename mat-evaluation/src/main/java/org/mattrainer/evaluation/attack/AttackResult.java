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

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.mattrainer.evaluation.statistics.Proportion;

/**
 * What one attack of one radius did to a list of examples.
 *
 * @param attack name of the attack, which says its settings
 * @param norm the norm p in which the radius is measured, {@link Double#POSITIVE_INFINITY} for the largest absolute
 *     value
 * @param radius largest size of a perturbation in the units fed to the network, at least 0
 * @param outcomes one for each example, those that the model had already wrong included
 * @param gradients how many input gradients the attack asked for, 0 if it uses none
 * @param zeroGradients how many of them were exactly 0 or not finite
 */
public record AttackResult(
        String attack, double norm, double radius, List<Outcome> outcomes, long gradients, long zeroGradients)
        implements Serializable {

    /** Copies the outcomes. */
    public AttackResult {
        Objects.requireNonNull(attack);
        outcomes = List.copyOf(outcomes);
        if (!(radius >= 0)) {
            throw new IllegalArgumentException("Expected a radius of at least 0, found " + radius);
        }
    }

    /**
     * Number of examples.
     *
     * @return those that the model had already wrong included
     */
    public int examples() {
        return outcomes.size();
    }

    /**
     * Number of examples that the model classified rightly before and after the attack.
     *
     * @return from 0 to {@link #examples()}
     */
    public int robustCount() {
        return (int) outcomes.stream().filter(Outcome::robust).count();
    }

    /**
     * The accuracy under attack with its interval.
     *
     * @return share of the robust among all examples
     */
    public Proportion robustAccuracy() {
        return new Proportion(robustCount(), examples());
    }

    /**
     * The share of the attack's input gradients that were exactly 0 or not finite. A large share means that the attack
     * saw nothing to climb and that the accuracy says little.
     *
     * @return in [0, 1]; NaN for an attack without gradients
     */
    public double zeroGradientShare() {
        return (double) zeroGradients / gradients;
    }

    /**
     * Mean size of the perturbations.
     *
     * @return over the attacked examples; 0 without one
     */
    public double meanDistortion() {
        return outcomes.stream()
                .mapToDouble(Outcome::distortion)
                .filter(size -> size > 0)
                .average()
                .orElse(0);
    }

    /**
     * Largest size of a perturbation.
     *
     * @return at most the radius, up to rounding
     */
    public double maxDistortion() {
        return outcomes.stream().mapToDouble(Outcome::distortion).max().orElse(0);
    }
}
