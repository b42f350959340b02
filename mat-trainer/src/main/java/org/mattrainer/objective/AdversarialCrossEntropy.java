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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.adversarial.EngineProblem;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.numbers.Checks;

/**
 * Adversarial training (eq. 1): the cross-entropy of the labelled examples moved one step along the gradient of their
 * loss. The perturbation is a constant of the gradient.
 */
public final class AdversarialCrossEntropy implements Term {

    @Config(description = "Weight of the term, at least 0.")
    private double weight = 1;

    @Config(description = "Size of the perturbation in the norm of the direction, in the units fed to the network.")
    private double sigma = 2;

    @Config(description = "The step along the gradient.")
    private FastGradient direction = new FastGradient();

    /** The term with weight 1 and perturbations of 2-norm 2. */
    public AdversarialCrossEntropy() {}

    /**
     * Makes the term.
     *
     * @param weight its weight, at least 0
     * @param sigma size of the perturbation in the norm of the direction, above 0
     * @param direction the step along the gradient
     */
    public AdversarialCrossEntropy(double weight, double sigma, FastGradient direction) {
        this.weight = weight;
        this.sigma = sigma;
        this.direction = direction;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        Checks.positive("sigma", sigma);
    }

    @Override
    public String name() {
        return "at";
    }

    @Override
    public double apply(StepContext step) {
        if (weight == 0) {
            return 0;
        }
        CleanBatch batch = step.labelled();
        EngineProblem problem = step.problem();
        float[] perturbations = step.memory().perturbations();
        problem.batch(batch.x(), batch.y(), batch.pass(), batch.furtherMode());
        int zeros = direction.find(problem, sigma, perturbations);
        step.countGradients((long) direction.gradients() * batch.size(), zeros);
        GradientPass perturbed = problem.perturbed(perturbations, 1, batch.furtherMode());
        double value =
                SoftmaxLoss.crossEntropy(batch, perturbed, weight, step.memory().logits());
        perturbed.backward();
        return value;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "AdversarialCrossEntropy(weight=" + weight + ",sigma=" + sigma + ",direction=" + direction + ")";
    }
}
