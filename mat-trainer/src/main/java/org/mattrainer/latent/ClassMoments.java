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
package org.mattrainer.latent;

import java.util.Arrays;

/** Weighted count, mean and second moments of each class of one batch. */
final class ClassMoments {

    private final CovarianceForm form;
    private final int components;
    final double[] weight;
    final double[] mean;
    final double[] covariance;
    private final double[] origin;

    ClassMoments(CovarianceForm form, int components) {
        this.form = form;
        this.components = components;
        this.weight = new double[components];
        this.mean = new double[components * form.dimension];
        this.covariance = new double[components * form.size()];
        this.origin = new double[form.dimension];
    }

    /** Fills weight and mean. */
    void means(double[] z, int[] y, float[] weights, int n) {
        int d = form.dimension;
        Arrays.fill(weight, 0);
        Arrays.fill(mean, 0);
        for (int i = 0; i < n; i++) {
            double w = weights == null ? 1 : weights[i];
            weight[y[i]] += w;
            for (int k = 0; k < d; k++) {
                mean[y[i] * d + k] += w * z[i * d + k];
            }
        }
        for (int j = 0; j < components; j++) {
            for (int k = 0; weight[j] > 0 && k < d; k++) {
                mean[j * d + k] /= weight[j];
            }
        }
    }

    /**
     * Fills the second moments, about the origin, the batch means or the old means. An old mean that was never updated
     * stands for nothing yet: the batch mean takes its place.
     */
    void covariances(
            double[] z, int[] y, float[] weights, int n, Centring centring, double[] oldMeans, boolean[] seen) {
        int d = form.dimension;
        Arrays.fill(covariance, 0);
        for (int i = 0; i < n; i++) {
            int j = y[i];
            if (!(weight[j] > 0)) {
                continue;
            }
            double w = (weights == null ? 1 : weights[i]) / weight[j];
            if (centring == Centring.RAW) {
                form.addOuter(w, z, i * d, origin, 0, covariance, j * form.size());
            } else {
                double[] centre = centring == Centring.BATCH || !seen[j] ? mean : oldMeans;
                form.addOuter(w, z, i * d, centre, j * d, covariance, j * form.size());
            }
        }
    }
}
