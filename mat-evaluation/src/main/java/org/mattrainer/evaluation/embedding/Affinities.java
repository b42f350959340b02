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
package org.mattrainer.evaluation.embedding;

/**
 * The input similarities of t-SNE (van der Maaten and Hinton, 2008): row i of the conditional probabilities is
 * p_{j|i} proportional to exp(-beta_i |x_i - x_j|^2), with the precision beta_i such that the row's entropy is
 * log(perplexity); the joint ones are (P + P') / (2n).
 *
 * @param conditional [n][n], rows sum to 1, zero diagonal
 * @param joint [n][n], symmetric, sums to 1
 * @param beta [n], the precisions
 */
public record Affinities(double[][] conditional, double[][] joint, double[] beta) {

    private static final int BISECTIONS = 200;

    /**
     * Computes the similarities.
     *
     * @param points [n][d], n at least 3; not modified
     * @param perplexity effective number of neighbours, above 1 and below n - 1
     * @return the similarities
     * @throws IllegalArgumentException if there are too few points for the perplexity
     */
    public static Affinities of(double[][] points, double perplexity) {
        int n = points.length;
        if (!(perplexity > 1 && perplexity < n - 1)) {
            throw new IllegalArgumentException("Expected a perplexity above 1 and below " + (n - 1) + " for " + n
                    + " points, found " + perplexity);
        }
        double[][] distances = Points.squaredDistances(points);
        double[][] conditional = new double[n][n];
        double[] beta = new double[n];
        for (int i = 0; i < n; i++) {
            beta[i] = fitRow(distances[i], i, Math.log(perplexity), conditional[i]);
        }
        double[][] joint = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                joint[i][j] = (conditional[i][j] + conditional[j][i]) / (2 * n);
            }
        }
        return new Affinities(conditional, joint, beta);
    }

    /** Entropy falls as beta grows, so bracketing and bisection find it. */
    private static double fitRow(double[] distances, int self, double entropy, double[] row) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double beta = 1;
        for (int k = 0; k < BISECTIONS; k++) {
            double found = fillRow(distances, self, beta, row);
            if (Math.abs(found - entropy) < 1e-13) {
                break;
            }
            if (found > entropy) {
                low = beta;
                beta = Double.isInfinite(high) ? beta * 2 : (beta + high) / 2;
            } else {
                high = beta;
                beta = (beta + low) / 2;
            }
        }
        fillRow(distances, self, beta, row);
        return beta;
    }

    private static double fillRow(double[] distances, int self, double beta, double[] row) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < row.length; j++) {
            nearest = j == self ? nearest : Math.min(nearest, distances[j]);
        }
        double sum = 0;
        double weighted = 0;
        for (int j = 0; j < row.length; j++) {
            double excess = distances[j] - nearest; // the shift cancels in the ratio and keeps exp in range
            row[j] = j == self ? 0 : Math.exp(-beta * excess);
            sum += row[j];
            weighted += row[j] * excess;
        }
        for (int j = 0; j < row.length; j++) {
            row[j] /= sum;
        }
        return Math.log(sum) + beta * weighted / sum;
    }
}
