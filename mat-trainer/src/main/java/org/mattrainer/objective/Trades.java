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
 * The second term of TRADES (Zhang et al., "Theoretically Principled Trade-off between Robustness and Accuracy", 2019),
 * beside {@link CrossEntropy}: {@code weight / N sum_i w_i KL(p(x_i) || p(x_i + e_i))} over the labelled examples, with the
 * gradient of both sides. The perturbed pass comes after the clean one, and both change the running statistics.
 */
public final class Trades implements Regulariser {

    @Config(description = "Weight beta of the term, at least 0.")
    private double weight = 6;

    @Config(
            description =
                    "Size of the perturbation in the norm of the direction, in the units fed to the network, above 0.")
    private double sigma = 0.3;

    @Config(description = "How the perturbation is found.")
    private Direction direction =
            new ProjectedAscent(10, 0, Double.POSITIVE_INFINITY, Target.OUTPUT, AscentStart.NOISE);

    private LabelledAdversary adversary = new LabelledAdversary(sigma, direction, true);

    /** The term with weight 6 and ten steps in a ball of 0.3 for each pixel. */
    public Trades() {}

    /**
     * Makes the term.
     *
     * @param weight its weight beta, at least 0
     * @param sigma size of the perturbation in the norm of the direction, above 0
     * @param direction how the perturbation is found; not one that needs a mixture
     * @throws PropertyException if a value is missing or out of range
     */
    public Trades(double weight, double sigma, Direction direction) {
        this.weight = weight;
        this.sigma = sigma;
        this.direction = direction;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        adversary = new LabelledAdversary(sigma, direction, true);
    }

    @Override
    public String name() {
        return "trades";
    }

    @Override
    public Optional<Perturbation> perturbation() {
        return weight > 0 ? Optional.of(new Perturbation(direction, sigma)) : Optional.empty();
    }

    @Override
    public boolean sumsOverExamples() {
        return true;
    }

    @Override
    public double apply(StepContext step) {
        if (weight == 0) {
            return 0;
        }
        GradientPass clean = step.labelled().pass();
        GradientPass perturbed = adversary.pass(step);
        double value = RobustLoss.divergence(step, clean, perturbed, weight);
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
        return "Trades(weight=" + weight + ",sigma=" + sigma + ",direction=" + direction + ")";
    }
}
