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
import org.mattrainer.adversarial.AscentStart;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.adversarial.Target;
import org.mattrainer.internal.numbers.Checks;

/**
 * Misclassification aware adversarial training (Wang et al., "Improving Adversarial Robustness Requires Revisiting
 * Misclassified Examples", 2020), in place of {@link CrossEntropy}, over the labelled examples: the boosted cross-entropy
 * of the perturbed ones and, {@code beta} times, {@code KL(p(x) || p(x + e)) (1 - p_y(x))}, with the gradient of both sides
 * and of the weight. The perturbed pass comes after the clean one, and both change the running statistics.
 */
public final class Mart implements Term {

    @Config(description = "Weight beta of the divergence, at least 0.")
    private double beta = 5;

    @Config(
            description =
                    "Size of the perturbation in the norm of the direction, in the units fed to the network, above 0.")
    private double sigma = 0.3;

    @Config(description = "How the perturbation is found.")
    private Direction direction =
            new ProjectedAscent(10, 0, Double.POSITIVE_INFINITY, Target.CROSS_ENTROPY, AscentStart.NOISE);

    private LabelledAdversary adversary = new LabelledAdversary(sigma, direction, true);

    /** The term with beta 5 and ten steps in a ball of 0.3 for each pixel. */
    public Mart() {}

    /**
     * Makes the term.
     *
     * @param beta weight of the divergence, at least 0
     * @param sigma size of the perturbation in the norm of the direction, above 0
     * @param direction how the perturbation is found; not one that needs a mixture
     * @throws PropertyException if a value is missing or out of range
     */
    public Mart(double beta, double sigma, Direction direction) {
        this.beta = beta;
        this.sigma = sigma;
        this.direction = direction;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("beta", beta);
        adversary = new LabelledAdversary(sigma, direction, true);
    }

    @Override
    public String name() {
        return "mart";
    }

    @Override
    public Optional<Perturbation> perturbation() {
        return Optional.of(new Perturbation(direction, sigma));
    }

    @Override
    public boolean replacesCrossEntropy() {
        return true;
    }

    @Override
    public boolean sumsOverExamples() {
        return true;
    }

    @Override
    public double apply(StepContext step) {
        GradientPass clean = step.labelled().pass();
        GradientPass perturbed = adversary.pass(step);
        double boosted = RobustLoss.boostedCrossEntropy(step, perturbed);
        double weighted = RobustLoss.weightedDivergence(step, clean, perturbed, beta);
        perturbed.backward();
        return boosted + weighted;
    }

    @Override
    public void observe(StepContext step) {
        adversary.observe(step);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "Mart(beta=" + beta + ",sigma=" + sigma + ",direction=" + direction + ")";
    }
}
