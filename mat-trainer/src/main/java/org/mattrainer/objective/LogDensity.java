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

/** Logarithms of densities of vectors with independent components, in nats, and their gradients. */
final class LogDensity {

    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private LogDensity() {}

    /**
     * Of a normal distribution, {@code sum_k -1/2 (log 2 pi + l_k + (x_k - mu_k)^2 exp(-l_k))}.
     *
     * @param x the vector
     * @param xAt where it begins
     * @param mean mu
     * @param logVariance l
     * @param at where mu and l begin
     * @param size numbers of a vector
     */
    static double normal(float[] x, int xAt, float[] mean, float[] logVariance, int at, int size) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double distance = (double) x[xAt + k] - mean[at + k];
            double l = logVariance[at + k];
            sum -= 0.5 * (LOG_TWO_PI + l + distance * distance * Math.exp(-l));
        }
        return sum;
    }

    /**
     * Adds a multiple of the gradient of {@link #normal}.
     *
     * @param weight what it is multiplied by
     * @param x the vector
     * @param xAt where it begins
     * @param mean mu
     * @param logVariance l
     * @param at where mu and l begin
     * @param size numbers of a vector
     * @param dx receives that with respect to x; null for none
     * @param dMean receives that with respect to the mean
     * @param dLogVariance receives that with respect to the logarithms of the variances
     */
    static void addNormal(
            double weight,
            float[] x,
            int xAt,
            float[] mean,
            float[] logVariance,
            int at,
            int size,
            float[] dx,
            float[] dMean,
            float[] dLogVariance) {
        for (int k = 0; k < size; k++) {
            double distance = (double) x[xAt + k] - mean[at + k];
            double slope = weight * distance * Math.exp(-logVariance[at + k]);
            if (dx != null) {
                dx[xAt + k] -= (float) slope;
            }
            dMean[at + k] += (float) slope;
            dLogVariance[at + k] += (float) (0.5 * (slope * distance - weight));
        }
    }

    /** Of a standard normal distribution. */
    static double standard(float[] x, int at, int size) {
        double sum = 0;
        for (int k = at; k < at + size; k++) {
            sum -= 0.5 * (LOG_TWO_PI + (double) x[k] * x[k]);
        }
        return sum;
    }

    /**
     * Of zeros and ones with logits o, {@code sum_k x_k o_k - softplus(o_k)}.
     *
     * @param x the vector, from 0 to 1
     * @param xAt where it begins
     * @param logits o
     * @param at where they begin
     * @param size numbers of a vector
     */
    static double bernoulli(float[] x, int xAt, float[] logits, int at, int size) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double o = logits[at + k];
            sum += x[xAt + k] * o - Math.max(o, 0) - Math.log1p(Math.exp(-Math.abs(o)));
        }
        return sum;
    }

    /** Adds a multiple of the gradient of {@link #bernoulli} with respect to the logits. */
    static void addBernoulli(double weight, float[] x, int xAt, float[] logits, int at, int size, float[] dLogits) {
        for (int k = 0; k < size; k++) {
            double o = logits[at + k];
            double p = o < 0 ? Math.exp(o) / (1 + Math.exp(o)) : 1 / (1 + Math.exp(-o));
            dLogits[at + k] += (float) (weight * (x[xAt + k] - p));
        }
    }
}
