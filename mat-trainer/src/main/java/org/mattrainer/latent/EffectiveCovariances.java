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

import java.util.logging.Level;
import java.util.logging.Logger;

/** The covariances with shrinkage and floor, their inverses and the logarithms of their determinants. */
final class EffectiveCovariances {

    private static final Logger logger = Logger.getLogger(EffectiveCovariances.class.getName());
    private static final double SMALLEST_FLOOR = 1e-12;
    private static final double LARGEST_FLOOR = 1e100;

    private final MixtureSettings settings;
    private final CovarianceForm form;
    private final int components;
    private final int size;
    final double[] covariance;
    final double[] precision;
    final double[] logDeterminant;
    private double floor;
    private boolean warned;

    EffectiveCovariances(MixtureSettings settings, CovarianceForm form, int components) {
        this.settings = settings;
        this.form = form;
        this.components = components;
        this.size = form.size();
        this.covariance = new double[components * size];
        this.precision = new double[components * size];
        this.logDeterminant = new double[components];
    }

    /** Computes everything anew from the moving averages. */
    void refresh(double[] means, double[] covariances) {
        floor = settings.rho();
        if (settings.floorScale() == FloorScale.RELATIVE) {
            floor *= meanVariance(means);
        }
        double gamma = settings.gamma();
        for (int j = 0; j < components; j++) {
            double meanVariance = form.trace(covariances, j * size) / form.dimension;
            for (int k = j * size; k < (j + 1) * size; k++) {
                covariance[k] = (1 - gamma) * covariances[k];
            }
            form.addDiagonal(gamma * meanVariance + floor, covariance, j * size);
            logDeterminant[j] = form.invert(covariance, precision, j * size);
            double extra = 10 * Math.max(floor, SMALLEST_FLOOR * Math.max(1, meanVariance));
            while (Double.isNaN(logDeterminant[j])) {
                raise(j, extra);
                extra *= 10;
            }
        }
    }

    /** Makes a covariance that is not positive definite usable. */
    private void raise(int component, double extra) {
        if (!(extra < LARGEST_FLOOR)) {
            throw new IllegalStateException(
                    "Expected finite latent vectors, found others in the covariance of class " + component);
        }
        logger.log(
                warned ? Level.FINE : Level.WARNING,
                () -> "The covariance of class " + component + " is not positive definite: " + extra
                        + " is added to its diagonal. A larger floor rho or shrinkage gamma avoids this.");
        warned = true;
        form.addDiagonal(extra, covariance, component * size);
        logDeterminant[component] = form.invert(covariance, precision, component * size);
    }

    /** The trace of the covariance of the class means over the dimension. */
    private double meanVariance(double[] means) {
        double sum = 0;
        for (int k = 0; k < form.dimension; k++) {
            double mean = 0;
            for (int j = 0; j < components; j++) {
                mean += means[j * form.dimension + k] / components;
            }
            for (int j = 0; j < components; j++) {
                double e = means[j * form.dimension + k] - mean;
                sum += e * e / components;
            }
        }
        return sum / form.dimension;
    }

    /** Whether the mean variance of a moving average lies below a fraction of the floor. */
    boolean collapsed(double[] covariances, int component, double fraction) {
        return size > 0 && form.trace(covariances, component * size) / form.dimension < fraction * floor;
    }
}
