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
package org.mattrainer.evaluation.study;

import java.util.List;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.internal.numbers.ArgMax;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * The Gaussian mixture over a model's latent space as a classifier of its own.
 *
 * @param fitted whether the mixture was fitted after the training, for a model without one
 * @param readOutError share of the test examples whose most likely component is not their label's
 */
public record MixtureStudy(boolean fitted, Proportion readOutError) {

    /** Classifies the test examples by the mixture. */
    static MixtureStudy of(
            MatModel model, GaussianMixture mixture, boolean fitted, List<Prediction<Label>> predictions, int threads) {
        List<Example<Label>> examples =
                predictions.stream().map(Prediction::getExample).toList();
        double[][] latent = Features.latent(model, examples, threads);
        double[] logDensities = new double[mixture.components()];
        int errors = 0;
        for (int i = 0; i < latent.length; i++) {
            mixture.logDensities(latent[i], 0, logDensities, 0);
            int best = ArgMax.of(logDensities, 0, logDensities.length);
            Label read = model.getOutputIDInfo().getOutput(best);
            errors += read.getLabel().equals(examples.get(i).getOutput().getLabel()) ? 0 : 1;
        }
        return new MixtureStudy(fitted, new Proportion(errors, latent.length));
    }

    /**
     * The log density of the mixture at each example's latent vector. The number of threads does not change it.
     *
     * @param model the model
     * @param mixture a mixture over its latent space
     * @param examples the examples, unchanged
     * @param threads number of threads, at least 1
     * @return one value for each example, in nats
     */
    static double[] logDensities(
            MatModel model, GaussianMixture mixture, Iterable<Example<Label>> examples, int threads) {
        double[] components = new double[mixture.components()];
        double[][] latent = Features.latent(model, examples, threads);
        double[] densities = new double[latent.length];
        for (int i = 0; i < densities.length; i++) {
            mixture.logDensities(latent[i], 0, components, 0);
            densities[i] = mixture.logMixture(components, 0);
        }
        return densities;
    }
}
