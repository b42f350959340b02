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

/** Half of a weighted sum of squared Mahalanobis distances, 1/2 sum_j w_j e' P_j e, e = z' - z, w constant. */
abstract class WeightedMahalanobis extends LatentDivergence {

    final double[] weights;
    private final double[] zero;

    WeightedMahalanobis(GaussianMixture mixture) {
        super(mixture);
        this.weights = new double[components];
        this.zero = new double[dimension];
    }

    /** Fills the weights for one clean row. */
    abstract void weigh(double[] clean, int offset);

    @Override
    public void values(double[] clean, double[] perturbed, int n, double[] values) {
        for (int i = 0; i < n; i++) {
            int offset = i * dimension;
            weigh(clean, offset);
            double sum = 0;
            for (int j = 0; j < components; j++) {
                sum += weights[j] * mixture.squaredDistance(j, perturbed, offset, clean, offset);
            }
            values[i] = 0.5 * sum;
        }
    }

    @Override
    public void perturbedGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        products(clean, perturbed, clean, n, gradient);
    }

    @Override
    public void cleanGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        products(clean, clean, perturbed, n, gradient);
    }

    private void products(double[] clean, double[] v, double[] w, int n, double[] product) {
        for (int i = 0; i < n; i++) {
            addProducts(clean, i * dimension, v, w, i * dimension, product);
        }
    }

    @Override
    public void hessianProduct(double[] clean, double[] vectors, int n, double[] product) {
        for (int i = 0; i < n; i++) {
            addProducts(clean, i * dimension, vectors, zero, 0, product);
        }
    }

    /** Sets a row of {@code product} to sum_j w_j P_j (v - w). */
    private void addProducts(double[] clean, int offset, double[] v, double[] w, int wOffset, double[] product) {
        weigh(clean, offset);
        Arrays.fill(product, offset, offset + dimension, 0);
        for (int j = 0; j < components; j++) {
            mixture.addPrecisionProduct(j, weights[j], v, offset, w, wOffset, product, offset);
        }
    }
}
