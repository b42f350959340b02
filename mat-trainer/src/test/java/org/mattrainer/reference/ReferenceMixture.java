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

import java.util.function.IntFunction;

/**
 * The Gaussian mixture with equal weights: inverses by elimination, everything recomputed at each call.
 * Covariances are full matrices; with {@code diagonal} only their diagonals are updated.
 */
public final class ReferenceMixture {

    private final int classes;
    private final int size;
    private final boolean diagonal;
    private final double floor;
    private final double shrinkage;
    private final double[][] means;
    private final double[][] covariances;

    /**
     * A mixture.
     *
     * @param mu means [M, D]
     * @param sigma covariances [M, D, D], or [M, D] when diagonal
     * @param classes M
     * @param diagonal form of sigma
     * @param floor added to the diagonal
     * @param shrinkage share of the mean variance times the unit matrix
     */
    public ReferenceMixture(
            double[] mu, double[] sigma, int classes, boolean diagonal, double floor, double shrinkage) {
        this.classes = classes;
        this.size = mu.length / classes;
        this.diagonal = diagonal;
        this.floor = floor;
        this.shrinkage = shrinkage;
        this.means = new double[classes][];
        this.covariances = new double[classes][size * size];
        for (int j = 0; j < classes; j++) {
            means[j] = Numbers.row(mu, j, size);
            for (int i = 0; i < size && diagonal; i++) {
                covariances[j][i * size + i] = sigma[j * size + i];
            }
            if (!diagonal) {
                covariances[j] = Numbers.row(sigma, j, size * size);
            }
        }
    }

    /** Number of components. */
    public int classes() {
        return classes;
    }

    /** Dimension of the latent space. */
    public int size() {
        return size;
    }

    /** Effective covariance of a component, [D, D]. */
    public double[] effective(int j) {
        double[] sigma = Numbers.scaled(1 - shrinkage, covariances[j]);
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += covariances[j][i * size + i];
        }
        for (int i = 0; i < size; i++) {
            sigma[i * size + i] += shrinkage * trace / size + floor;
        }
        return sigma;
    }

    /** Inverse and log-determinant of the effective covariance. */
    public Matrices.Inverse precision(int j) {
        return Matrices.invert(effective(j), size);
    }

    /** log N(z | mu_j, effective_j). */
    public double logDensity(double[] z, int j) {
        Matrices.Inverse p = precision(j);
        double[] e = Numbers.sum(z, -1, means[j]);
        return -0.5
                * (Numbers.dot(e, Matrices.times(p.matrix(), e)) + p.logDeterminant() + size * Math.log(2 * Math.PI));
    }

    /** Gradient of the log density of a component with respect to z. */
    public double[] score(double[] z, int j) {
        return Numbers.scaled(-1, Matrices.times(precision(j).matrix(), Numbers.sum(z, -1, means[j])));
    }

    /** log N_j / sum_k N_k for all components. */
    public double[] logResponsibilities(double[] z) {
        double[] log = new double[classes];
        for (int j = 0; j < classes; j++) {
            log[j] = logDensity(z, j);
        }
        return ReferenceLosses.logSoftmax(log);
    }

    /** log of the mixture density. */
    public double logMixture(double[] z) {
        return logDensity(z, 0) - logResponsibilities(z)[0] - Math.log(classes);
    }

    /** sum_j r_j score_j, the gradient of the log mixture density. */
    public double[] meanScore(double[] z) {
        double[] log = logResponsibilities(z);
        double[] mean = new double[size];
        for (int j = 0; j < classes; j++) {
            mean = Numbers.sum(mean, Math.exp(log[j]), score(z, j));
        }
        return mean;
    }

    /** What deviations are taken from in an update. */
    public enum Centre {
        /** The origin. */
        RAW,
        /** The mean of the class in the batch. */
        BATCH,
        /** The mean of the component before the update. */
        EMA
    }

    /** Moves the components of the classes in a batch: alpha is kept of covariances, beta of means. */
    public void update(double[] z, int[] y, double alpha, double beta, Centre centre) {
        for (int j = 0; j < classes; j++) {
            double[] mean = new double[size];
            int count = 0;
            for (int i = 0; i < y.length; i++) {
                if (y[i] == j) {
                    mean = Numbers.sum(mean, Numbers.row(z, i, size));
                    count++;
                }
            }
            if (count > 0) {
                mean = Numbers.scaled(1.0 / count, mean);
                double[] c = centre == Centre.RAW ? new double[size] : centre == Centre.BATCH ? mean : means[j];
                double[] moment = new double[size * size];
                for (int i = 0; i < y.length; i++) {
                    if (y[i] == j) {
                        Matrices.addOuter(moment, 1.0 / count, Numbers.sum(Numbers.row(z, i, size), -1, c));
                    }
                }
                covariances[j] = Numbers.sum(Numbers.scaled(alpha, covariances[j]), 1 - alpha, restricted(moment));
                means[j] = Numbers.sum(Numbers.scaled(beta, means[j]), 1 - beta, mean);
            }
        }
    }

    private double[] restricted(double[] moment) {
        for (int i = 0; diagonal && i < moment.length; i++) {
            if (i / size != i % size) {
                moment[i] = 0;
            }
        }
        return moment;
    }

    /** Means, [M, D]. */
    public double[] means() {
        double[] mu = new double[classes * size];
        for (int j = 0; j < classes; j++) {
            Numbers.setRow(mu, j, means[j]);
        }
        return mu;
    }

    /** One matrix per component in the form of the constructor's sigma. */
    public double[] packed(IntFunction<double[]> matrices) {
        double[] packed = new double[classes * (diagonal ? size : size * size)];
        for (int j = 0; j < classes; j++) {
            double[] matrix = matrices.apply(j);
            for (int i = 0; diagonal && i < size; i++) {
                packed[j * size + i] = matrix[i * size + i];
            }
            if (!diagonal) {
                Numbers.setRow(packed, j, matrix);
            }
        }
        return packed;
    }

    /** Covariances in the form of the constructor. */
    public double[] covariances() {
        return packed(j -> covariances[j]);
    }
}
