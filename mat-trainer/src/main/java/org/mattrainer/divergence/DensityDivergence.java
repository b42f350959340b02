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

/** The generalised divergence of the densities, sum_j p_j log(p_j/q_j) - p_j + q_j. */
final class DensityDivergence extends LatentDivergence {

    private final double logWeight;
    private final double[] logP;
    private final double[] logQ;
    private final double[] score;

    DensityDivergence(GaussianMixture mixture) {
        super(mixture);
        this.logWeight = -Math.log(components);
        this.logP = new double[components];
        this.logQ = new double[components];
        this.score = new double[dimension];
    }

    private void densities(double[] z, int offset, double[] out) {
        mixture.logDensities(z, offset, out, 0);
        for (int j = 0; j < components; j++) {
            out[j] += logWeight;
        }
    }

    @Override
    public void values(double[] clean, double[] perturbed, int n, double[] values) {
        for (int i = 0; i < n; i++) {
            densities(clean, i * dimension, logP);
            densities(perturbed, i * dimension, logQ);
            double sum = 0;
            for (int j = 0; j < components; j++) {
                double p = Math.exp(logP[j]);
                sum += p * (logP[j] - logQ[j]) - p + Math.exp(logQ[j]);
            }
            values[i] = Math.max(sum, 0);
        }
    }

    @Override
    public void perturbedGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        Arrays.fill(gradient, 0, n * dimension, 0);
        for (int i = 0; i < n; i++) {
            int offset = i * dimension;
            densities(clean, offset, logP);
            densities(perturbed, offset, logQ);
            for (int j = 0; j < components; j++) {
                double weight = Math.exp(logP[j]) - Math.exp(logQ[j]);
                mixture.addLikelihoodGradient(j, weight, perturbed, offset, gradient, offset);
            }
        }
    }

    @Override
    public void cleanGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        Arrays.fill(gradient, 0, n * dimension, 0);
        for (int i = 0; i < n; i++) {
            int offset = i * dimension;
            densities(clean, offset, logP);
            densities(perturbed, offset, logQ);
            for (int j = 0; j < components; j++) {
                double weight = -Math.exp(logP[j]) * (logP[j] - logQ[j]);
                mixture.addLikelihoodGradient(j, weight, clean, offset, gradient, offset);
            }
        }
    }

    /** The Hessian is sum_j p_j s_j s_j' with the scores s_j = -P_j (z - mu_j). */
    @Override
    public void hessianProduct(double[] clean, double[] vectors, int n, double[] product) {
        Arrays.fill(product, 0, n * dimension, 0);
        for (int i = 0; i < n; i++) {
            int offset = i * dimension;
            densities(clean, offset, logP);
            for (int j = 0; j < components; j++) {
                Arrays.fill(score, 0);
                mixture.addLikelihoodGradient(j, -1, clean, offset, score, 0);
                double along = Rows.dot(score, 0, vectors, offset, dimension);
                Rows.add(Math.exp(logP[j]) * along, score, 0, product, offset, dimension);
            }
        }
    }
}
