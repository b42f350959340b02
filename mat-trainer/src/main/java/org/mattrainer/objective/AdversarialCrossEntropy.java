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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Optional;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.numbers.Checks;

/**
 * Adversarial training (MAT, eq. 1): the cross-entropy of the labelled examples moved along a direction, which is one step
 * along the gradient of their loss or, with a {@link org.mattrainer.adversarial.ProjectedAscent}, a search (Madry et al.,
 * 2018). The perturbation is a constant of the gradient. As the only term, with an ascent and {@code updateStatistics}, it
 * is PGD adversarial training, which has no clean pass: the pass at the perturbed examples changes the running statistics
 * and gives the training error.
 */
public final class AdversarialCrossEntropy implements Term {

    @Config(description = "Weight of the term, at least 0.")
    private double weight = 1;

    @Config(
            description =
                    "Size of the perturbation in the norm of the direction, in the units fed to the network, above 0.")
    private double sigma = 2;

    @Config(description = "How the perturbation is found.")
    private Direction direction = new FastGradient();

    @Config(
            description =
                    "Whether the perturbed pass changes the running statistics; they see no clean pass that no term"
                            + " needs.")
    private boolean updateStatistics = false;

    private LabelledAdversary adversary = new LabelledAdversary(sigma, direction, updateStatistics);

    /** The term with weight 1 and perturbations of 2-norm 2. */
    public AdversarialCrossEntropy() {}

    /**
     * Makes a term whose pass leaves the running statistics alone.
     *
     * @param weight its weight, at least 0
     * @param sigma size of the perturbation in the norm of the direction, above 0
     * @param direction how the perturbation is found
     * @throws PropertyException if a value is missing or out of range
     */
    public AdversarialCrossEntropy(double weight, double sigma, Direction direction) {
        this(weight, sigma, direction, false);
    }

    /**
     * Makes the term.
     *
     * @param weight its weight, at least 0
     * @param sigma size of the perturbation in the norm of the direction, above 0
     * @param direction how the perturbation is found; not one that needs a mixture
     * @param updateStatistics whether the perturbed pass changes the running statistics
     * @throws PropertyException if a value is missing or out of range
     */
    public AdversarialCrossEntropy(double weight, double sigma, Direction direction, boolean updateStatistics) {
        this.weight = weight;
        this.sigma = sigma;
        this.direction = direction;
        this.updateStatistics = updateStatistics;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        adversary = new LabelledAdversary(sigma, direction, updateStatistics);
    }

    @Override
    public String name() {
        return "at";
    }

    @Override
    public Optional<Perturbation> perturbation() {
        return weight > 0 ? Optional.of(new Perturbation(direction, sigma)) : Optional.empty();
    }

    @Override
    public boolean replacesCleanPass() {
        return weight > 0 && updateStatistics && !direction.usesCleanPass();
    }

    @Override
    public boolean sumsOverExamples() {
        return true;
    }

    @Override
    public boolean teachesClasses() {
        return weight > 0;
    }

    @Override
    public double apply(StepContext step) {
        if (weight == 0) {
            return 0;
        }
        GradientPass perturbed = adversary.pass(step);
        step.labelled().reportInstead(perturbed);
        double value = SoftmaxLoss.crossEntropy(
                step.labelled(), perturbed, weight, step.memory().logits());
        perturbed.backward();
        return value;
    }

    @Override
    public void observe(StepContext step) {
        if (weight > 0) {
            adversary.observe(step);
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "AdversarialCrossEntropy(weight=" + weight + ",sigma=" + sigma + ",direction=" + direction
                + ",updateStatistics=" + updateStatistics + ")";
    }
}
