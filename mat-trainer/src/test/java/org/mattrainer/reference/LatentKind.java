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

/**
 * The readings of the divergence between a clean z and a perturbed z2 under a mixture, with e = z2 - z. Written out for
 * one example, with first derivatives and with the Hessian with respect to z2 at z2 = z.
 */
public enum LatentKind {
    /** 1/(2M) sum_j e'P_j e. */
    MAHALANOBIS,
    /** 1/2 sum_j e'P_j e. */
    MAHALANOBIS_SUM,
    /** 1/2 sum_j r_j(z) e'P_j e, r a constant. */
    MAHALANOBIS_RESP,
    /** sum_j r_j(z) log(r_j(z) / r_j(z2)). */
    POSTERIOR,
    /** sum_j p_j log(p_j / q_j) - p_j + q_j, p_j = N_j(z)/M, q_j = N_j(z2)/M. */
    DENSITY;

    private boolean quadratic() {
        return this != POSTERIOR && this != DENSITY;
    }

    /** Weight of a component: of its quadratic form, its responsibility, or its density over M. */
    private double weight(ReferenceMixture mixture, double[] z, int j) {
        switch (this) {
            case MAHALANOBIS:
                return 1.0 / mixture.classes();
            case MAHALANOBIS_SUM:
                return 1;
            case DENSITY:
                return Math.exp(log(mixture, z, j));
            default:
                return Math.exp(mixture.logResponsibilities(z)[j]);
        }
    }

    /** Logarithm of the responsibility or of the density over M. */
    private double log(ReferenceMixture mixture, double[] z, int j) {
        return this == DENSITY
                ? mixture.logDensity(z, j) - Math.log(mixture.classes())
                : mixture.logResponsibilities(z)[j];
    }

    /** The divergence. */
    public double value(ReferenceMixture mixture, double[] z, double[] z2) {
        double[] e = Numbers.sum(z2, -1, z);
        double sum = 0;
        for (int j = 0; j < mixture.classes(); j++) {
            double w = weight(mixture, z, j);
            if (quadratic()) {
                sum += 0.5
                        * w
                        * Numbers.dot(e, Matrices.times(mixture.precision(j).matrix(), e));
            } else {
                sum += w * (log(mixture, z, j) - log(mixture, z2, j));
                sum += this == DENSITY ? weight(mixture, z2, j) - w : 0;
            }
        }
        return sum;
    }

    /** Gradient with respect to z2. */
    public double[] gradientOfPerturbed(ReferenceMixture mixture, double[] z, double[] z2) {
        double[] e = Numbers.sum(z2, -1, z);
        double[] gradient = new double[z.length];
        for (int j = 0; j < mixture.classes(); j++) {
            double w = weight(mixture, z, j);
            gradient = quadratic()
                    ? Numbers.sum(
                            gradient, w, Matrices.times(mixture.precision(j).matrix(), e))
                    : Numbers.sum(gradient, weight(mixture, z2, j) - w, mixture.score(z2, j));
        }
        return gradient;
    }

    /** Gradient with respect to z. */
    public double[] gradientOfClean(ReferenceMixture mixture, double[] z, double[] z2) {
        if (quadratic()) {
            return Numbers.scaled(-1, gradientOfPerturbed(mixture, z, z2));
        }
        double mean = this == POSTERIOR ? value(mixture, z, z2) : 0;
        double[] gradient = new double[z.length];
        for (int j = 0; j < mixture.classes(); j++) {
            double factor = weight(mixture, z, j) * (log(mixture, z, j) - log(mixture, z2, j) - mean);
            gradient = Numbers.sum(gradient, factor, mixture.score(z, j));
        }
        return gradient;
    }

    /** Hessian with respect to z2 at z2 = z, [D, D]. */
    public double[] hessian(ReferenceMixture mixture, double[] z) {
        double[] hessian = new double[z.length * z.length];
        double[] mean = this == POSTERIOR ? mixture.meanScore(z) : new double[z.length];
        for (int j = 0; j < mixture.classes(); j++) {
            double w = weight(mixture, z, j);
            if (quadratic()) {
                hessian = Numbers.sum(hessian, w, mixture.precision(j).matrix());
            } else {
                Matrices.addOuter(hessian, w, Numbers.sum(mixture.score(z, j), -1, mean));
            }
        }
        return hessian;
    }
}
