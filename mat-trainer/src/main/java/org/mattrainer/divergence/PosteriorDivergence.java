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
package org.mattrainer.divergence;

import java.util.Arrays;
import org.mattrainer.latent.GaussianMixture;

/** The divergence of the responsibilities, sum_j r_j(z) log(r_j(z) / r_j(z')). */
final class PosteriorDivergence extends LatentDivergence {

    private final double[] logClean;
    private final double[] logPerturbed;
    private final double[] scores;
    private final double[] meanScore;

    PosteriorDivergence(GaussianMixture mixture) {
        super(mixture);
        this.logClean = new double[components];
        this.logPerturbed = new double[components];
        this.scores = new double[components * dimension];
        this.meanScore = new double[dimension];
    }

    private double divergence(double[] clean, double[] perturbed, int offset) {
        mixture.logResponsibilities(clean, offset, logClean, 0);
        mixture.logResponsibilities(perturbed, offset, logPerturbed, 0);
        double sum = 0;
        for (int j = 0; j < components; j++) {
            sum += Math.exp(logClean[j]) * (logClean[j] - logPerturbed[j]);
        }
        return Math.max(sum, 0);
    }

    @Override
    public void values(double[] clean, double[] perturbed, int n, double[] values) {
        for (int i = 0; i < n; i++) {
            values[i] = divergence(clean, perturbed, i * dimension);
        }
    }

    @Override
    public void perturbedGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        Arrays.fill(gradient, 0, n * dimension, 0);
        for (int i = 0; i < n; i++) {
            int offset = i * dimension;
            divergence(clean, perturbed, offset);
            for (int j = 0; j < components; j++) {
                double weight = Math.exp(logClean[j]) - Math.exp(logPerturbed[j]);
                mixture.addLikelihoodGradient(j, weight, perturbed, offset, gradient, offset);
            }
        }
    }

    @Override
    public void cleanGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        Arrays.fill(gradient, 0, n * dimension, 0);
        for (int i = 0; i < n; i++) {
            int offset = i * dimension;
            double divergence = divergence(clean, perturbed, offset);
            for (int j = 0; j < components; j++) {
                double weight = -Math.exp(logClean[j]) * (logClean[j] - logPerturbed[j] - divergence);
                mixture.addLikelihoodGradient(j, weight, clean, offset, gradient, offset);
            }
        }
    }

    /** The Hessian is the covariance of the scores s_j = -P_j (z - mu_j) under the responsibilities. */
    @Override
    public void hessianProduct(double[] clean, double[] vectors, int n, double[] product) {
        Arrays.fill(product, 0, n * dimension, 0);
        for (int i = 0; i < n; i++) {
            int offset = i * dimension;
            mixture.logResponsibilities(clean, offset, logClean, 0);
            Arrays.fill(scores, 0);
            Arrays.fill(meanScore, 0);
            for (int j = 0; j < components; j++) {
                mixture.addLikelihoodGradient(j, -1, clean, offset, scores, j * dimension);
                Rows.add(Math.exp(logClean[j]), scores, j * dimension, meanScore, 0, dimension);
            }
            for (int j = 0; j < components; j++) {
                Rows.add(-1, meanScore, 0, scores, j * dimension, dimension);
                double along = Rows.dot(scores, j * dimension, vectors, offset, dimension);
                Rows.add(Math.exp(logClean[j]) * along, scores, j * dimension, product, offset, dimension);
            }
        }
    }
}
