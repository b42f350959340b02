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

import org.mattrainer.adversarial.GradientPass;

/**
 * The unlabelled terms of a categorical generative adversarial network (Springenberg, "Unsupervised and Semi-supervised
 * Learning with Categorical Generative Adversarial Networks", 2016), beside {@link CrossEntropy}, whose weight is lambda.
 * The classifier minimises {@code weight (mean H(p(x)) - H(mean p(x)) - mean H(p(G(n))))}: it is sure of real images, uses all
 * classes alike, and is unsure of generated ones. The generator minimises {@code mean H(p(G(n))) - H(mean p(G(n)))}. Means
 * are over the batch, so that batches should have several times as many examples as there are classes.
 */
public final class CatGan extends GeneratorTerm {

    /** For olcut. */
    private CatGan() {}

    /**
     * Starts the term with the defaults of all other settings.
     *
     * @param generator layers of the generator in the compact notation
     * @return the builder
     */
    public static Builder builder(String generator) {
        CatGan it = new CatGan();
        it.generator = generator;
        return new Builder(it);
    }

    @Override
    public String name() {
        return "catgan";
    }

    /** The mean prediction of fewer images than classes cannot use all of them alike while each image is sure. */
    @Override
    public int fewestExamples(int classes) {
        return weight > 0 ? classes : 1;
    }

    @Override
    double real(StepContext step, StepExamples real, GradientPass pass, double[] memory) {
        return GanLoss.entropies(real, pass, true, weight, weight, memory);
    }

    @Override
    double fake(StepContext step, StepExamples real, GradientPass pass, double[] memory) {
        return GanLoss.entropies(real, pass, false, -weight, 0, memory);
    }

    @Override
    double[] target(StepContext step, StepExamples real) {
        return new double[0];
    }

    @Override
    double generated(StepContext step, StepExamples real, GradientPass pass, double[] target) {
        return GanLoss.entropies(real, pass, false, 1, 1, step.memory().logits());
    }

    @Override
    public String toString() {
        return "CatGan(" + settings() + ")";
    }

    /** Makes a {@link CatGan}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends GeneratorTerm.Builder<CatGan, Builder> {

        private Builder(CatGan it) {
            super(it);
        }
    }
}
