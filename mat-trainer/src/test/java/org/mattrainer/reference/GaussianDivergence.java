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
package org.mattrainer.reference;

import org.mattrainer.latent.Cholesky;

/** The Kullback-Leibler divergence of two Gaussians. */
public final class GaussianDivergence {

    private GaussianDivergence() {}

    /**
     * KL(N(m1, s1) || N(m2, s2)) = 1/2 ( tr(s2^-1 s1) + (m2-m1)' s2^-1 (m2-m1) - D + log |s2| - log |s1| ).
     *
     * @param mean1 m1, [D]
     * @param covariance1 s1, [D, D] row-major, positive definite
     * @param mean2 m2, [D]
     * @param covariance2 s2, [D, D] row-major, positive definite
     * @return the divergence, at least 0
     * @throws IllegalArgumentException if a covariance is not positive definite
     */
    public static double gaussianKl(double[] mean1, double[] covariance1, double[] mean2, double[] covariance2) {
        int n = mean1.length;
        double[] lower = new double[n * n];
        factorise("first", covariance1, n, lower);
        double logDeterminant1 = Cholesky.logDeterminant(lower, n);
        factorise("second", covariance2, n, lower);
        double logDeterminant2 = Cholesky.logDeterminant(lower, n);
        double[] precision = new double[n * n];
        Cholesky.invert(lower, n, precision, 0);
        double sum = logDeterminant2 - logDeterminant1 - n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double moment = covariance1[i * n + j] + (mean2[i] - mean1[i]) * (mean2[j] - mean1[j]);
                sum += precision[i * n + j] * moment;
            }
        }
        return Math.max(0.5 * sum, 0);
    }

    private static void factorise(String which, double[] covariance, int n, double[] lower) {
        if (!Cholesky.factorise(covariance, 0, n, lower)) {
            throw new IllegalArgumentException("Expected positive definite covariances, found another as the " + which);
        }
    }
}
