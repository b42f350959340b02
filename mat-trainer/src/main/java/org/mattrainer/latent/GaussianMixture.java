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
import java.util.Objects;

/**
 * The mixture of M Gaussians with equal weights 1/M in the latent space of D dimensions, one for each class (MAT,
 * section III.A). Means and covariances are moving averages over the labelled latent vectors, not trained by gradient.
 * All densities use the effective covariance of {@link MixtureSettings} and its inverse, the precision; all
 * probabilities stay in log space. Rows of latent vectors z are {@code [n, D]}, rows over components {@code [n, M]},
 * row-major.
 *
 * <p>Methods that do not change the mixture may be called by several threads at once.
 */
public final class GaussianMixture {

    private final MixtureSettings settings;
    private final int components;
    private final int dimension;
    private final CovarianceForm form;
    private final double logWeight;
    private final double logConstant;

    private final double[] means;
    private final double[] covariances;
    private final boolean[] seen;
    private final EffectiveCovariances effective;
    private final ClassMoments moments;

    /**
     * A mixture with means 0 and unit covariances. The first update of a class replaces its mean.
     *
     * @param settings form of the covariances and rule of the updates
     * @param components number of classes M, at least 1
     * @param dimension dimension D of the latent space, at least 1
     * @throws IllegalArgumentException if a size is not positive, or the covariances need more than 2^27 values
     */
    public GaussianMixture(MixtureSettings settings, int components, int dimension) {
        if (components < 1 || dimension < 1) {
            throw new IllegalArgumentException("Expected at least one component and one dimension, found " + components
                    + " components of dimension " + dimension);
        }
        this.settings = Objects.requireNonNull(settings);
        this.components = components;
        this.dimension = dimension;
        this.form = CovarianceForm.of(settings.covarianceType(), components, dimension);
        this.logWeight = -Math.log(components);
        this.logConstant = -0.5 * dimension * Math.log(2 * Math.PI);
        this.means = new double[components * dimension];
        this.covariances = new double[components * form.size()];
        this.seen = new boolean[components];
        this.effective = new EffectiveCovariances(settings, form, components);
        this.moments = new ClassMoments(form, components);
        for (int j = 0; j < components; j++) {
            form.addDiagonal(1, covariances, j * form.size());
        }
        effective.refresh(means, covariances);
    }

    /**
     * Number of components, one for each class.
     *
     * @return M
     */
    public int components() {
        return components;
    }

    /**
     * Dimension of the latent space.
     *
     * @return D
     */
    public int dimension() {
        return dimension;
    }

    /**
     * Values of one covariance or precision: D * D when full, D when diagonal, 1 when spherical, 0 for the identity.
     *
     * @return the length
     */
    public int covarianceSize() {
        return form.size();
    }

    /**
     * The means.
     *
     * @return a copy, [M, D]
     */
    public double[] means() {
        return means.clone();
    }

    /**
     * The moving averages of the covariances, without shrinkage and floor.
     *
     * @return a copy, [M, {@link #covarianceSize()}]
     */
    public double[] covariances() {
        return covariances.clone();
    }

    /**
     * The covariances with shrinkage and floor.
     *
     * @return a copy, [M, {@link #covarianceSize()}]
     */
    public double[] effectiveCovariances() {
        return effective.covariance.clone();
    }

    /**
     * The inverses of the effective covariances.
     *
     * @return a copy, [M, {@link #covarianceSize()}]
     */
    public double[] precisions() {
        return effective.precision.clone();
    }

    /**
     * The logarithms of the determinants of the effective covariances.
     *
     * @return a copy, [M]
     */
    public double[] logDeterminants() {
        return effective.logDeterminant.clone();
    }

    /**
     * Sets the means and covariances; all classes then count as seen.
     *
     * @param newMeans [M, D]
     * @param newCovariances without shrinkage and floor, [M, {@link #covarianceSize()}]
     * @throws IllegalArgumentException if a length differs or a value is not finite
     */
    public void setMoments(double[] newMeans, double[] newCovariances) {
        requireLength("means", newMeans.length, means.length);
        requireLength("covariances", newCovariances.length, covariances.length);
        copy(newMeans, 0, means);
        copy(newCovariances, 0, covariances);
        Arrays.fill(seen, true);
        effective.refresh(means, covariances);
    }

    /**
     * Length of {@link #state()}.
     *
     * @return M * (D + covarianceSize + 1)
     */
    public int stateSize() {
        return means.length + covariances.length + components;
    }

    /**
     * All that is needed to go on from here: means, covariances without shrinkage and floor, and for each class 1 when
     * it was ever updated, else 0.
     *
     * @return a copy of {@link #stateSize()} values
     */
    public double[] state() {
        double[] state = Arrays.copyOf(means, stateSize());
        System.arraycopy(covariances, 0, state, means.length, covariances.length);
        for (int j = 0; j < components; j++) {
            state[means.length + covariances.length + j] = seen[j] ? 1 : 0;
        }
        return state;
    }

    /**
     * Goes back to an earlier state.
     *
     * @param state a result of {@link #state()} of a mixture of the same sizes
     * @throws IllegalArgumentException if the length differs or a value is not finite
     */
    public void restore(double[] state) {
        requireLength("state", state.length, stateSize());
        copy(state, 0, means);
        copy(state, means.length, covariances);
        for (int j = 0; j < components; j++) {
            seen[j] = state[means.length + covariances.length + j] != 0;
        }
        effective.refresh(means, covariances);
    }

    private static void copy(double[] from, int offset, double[] to) {
        for (int i = 0; i < to.length; i++) {
            if (!Double.isFinite(from[offset + i])) {
                throw new IllegalArgumentException(
                        "Expected finite means and covariances of the mixture, found " + from[offset + i]);
            }
            to[i] = from[offset + i];
        }
    }

    private static void requireLength(String what, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "Expected " + expected + " values for the " + what + " of the mixture, found " + found);
        }
    }

    /**
     * Sets the mean and the covariance of every class that occurs to the moments of its examples.
     *
     * @param z latent vectors [n, D]
     * @param y classes [n], each in [0, M)
     * @param weights example weights [n], at least 0; null for 1
     * @param n number of examples
     */
    public void initialise(double[] z, int[] y, float[] weights, int n) {
        Arrays.fill(seen, false);
        blend(z, y, weights, n, 0);
    }

    /**
     * Moves the mean and the covariance of every class that occurs towards the moments of its examples (Algorithm 1,
     * lines 12 and 13); other classes stay. The order of the examples matters in rounding only.
     *
     * @param z labelled latent vectors [n, D]
     * @param y classes [n], each in [0, M)
     * @param weights example weights [n], at least 0; null for 1
     * @param n number of examples
     */
    public void update(double[] z, int[] y, float[] weights, int n) {
        blend(z, y, weights, n, settings.alpha());
    }

    private void blend(double[] z, int[] y, float[] weights, int n, double alpha) {
        moments.means(z, y, weights, n);
        moments.covariances(z, y, weights, n, settings.centring(), means, seen);
        for (int j = 0; j < components; j++) {
            if (!(moments.weight[j] > 0)) {
                continue;
            }
            double beta = seen[j] ? settings.beta() : 0;
            mix(alpha, covariances, moments.covariance, j * form.size(), form.size());
            mix(beta, means, moments.mean, j * dimension, dimension);
            seen[j] = true;
        }
        effective.refresh(means, covariances);
    }

    private static void mix(double share, double[] old, double[] batch, int offset, int length) {
        for (int k = offset; k < offset + length; k++) {
            old[k] = share * old[k] + (1 - share) * batch[k];
        }
    }

    /**
     * Looks for a class whose latent vectors have shrunk to a point beside the floor: one whose mean variance over the
     * dimensions (the trace of its covariance over D, without shrinkage and floor) lies below a fraction of the floor.
     * Single eigenvalues say nothing here: a healthy class is flat in most directions of a latent space of many
     * dimensions.
     *
     * @param fraction of the floor, above 0
     * @return the first such class that was ever updated, -1 for none
     */
    public int collapsed(double fraction) {
        for (int j = 0; j < components; j++) {
            if (seen[j] && effective.collapsed(covariances, j, fraction)) {
                return j;
            }
        }
        return -1;
    }

    /**
     * log N(z | mu_j, S_j) for all components and one row.
     *
     * @param z holds D values from {@code zOffset}
     * @param zOffset index of the first
     * @param out receives M values from {@code offset}
     * @param offset index of the first
     */
    public void logDensities(double[] z, int zOffset, double[] out, int offset) {
        for (int j = 0; j < components; j++) {
            out[offset + j] = logDensity(j, z, zOffset);
        }
    }

    /**
     * log N(z | mu_j, S_j).
     *
     * @param component j
     * @param z holds D values from {@code zOffset}
     * @param zOffset index of the first
     * @return the log density
     */
    public double logDensity(int component, double[] z, int zOffset) {
        double squared =
                form.quadratic(effective.precision, component * form.size(), z, zOffset, means, component * dimension);
        return logConstant - 0.5 * (effective.logDeterminant[component] + squared);
    }

    /**
     * The log density of the mixture, log( (1/M) sum_j N_j(z) ).
     *
     * @param logDensities log N_j(z), M values from {@code offset}
     * @param offset index of the first
     * @return the log density
     */
    public double logMixture(double[] logDensities, int offset) {
        return LogSpace.logSumExp(logDensities, offset, components) + logWeight;
    }

    /**
     * The logarithms of the responsibilities r_j(z) = N_j(z) / sum_k N_k(z) of one row.
     *
     * @param z holds D values from {@code zOffset}
     * @param zOffset index of the first
     * @param out receives M values from {@code offset}, at most 0
     * @param offset index of the first
     */
    public void logResponsibilities(double[] z, int zOffset, double[] out, int offset) {
        logDensities(z, zOffset, out, offset);
        LogSpace.logNormalise(out, offset, components);
    }

    /**
     * The squared Mahalanobis distance (v - w)' P_j (v - w) of two points.
     *
     * @param component j
     * @param v holds D values from {@code vOffset}
     * @param vOffset index of the first
     * @param w holds D values from {@code wOffset}
     * @param wOffset index of the first
     * @return the squared distance, at least 0
     */
    public double squaredDistance(int component, double[] v, int vOffset, double[] w, int wOffset) {
        return form.quadratic(effective.precision, component * form.size(), v, vOffset, w, wOffset);
    }

    /**
     * Adds scale * P_j (v - w) to a vector.
     *
     * @param component j
     * @param scale the factor
     * @param v holds D values from {@code vOffset}
     * @param vOffset index of the first
     * @param w holds D values from {@code wOffset}
     * @param wOffset index of the first
     * @param out D values from {@code offset} are added to
     * @param offset index of the first
     */
    public void addPrecisionProduct(
            int component, double scale, double[] v, int vOffset, double[] w, int wOffset, double[] out, int offset) {
        form.addProduct(scale, effective.precision, component * form.size(), v, vOffset, w, wOffset, out, offset);
    }

    /**
     * Adds a multiple of P_j (z - mu_j), the gradient of -log N(z | mu_j, S_j) with respect to z.
     *
     * @param component j
     * @param scale the factor
     * @param z holds D values from {@code zOffset}
     * @param zOffset index of the first
     * @param out D values from {@code offset} are added to
     * @param offset index of the first
     */
    public void addLikelihoodGradient(int component, double scale, double[] z, int zOffset, double[] out, int offset) {
        form.addProduct(
                scale,
                effective.precision,
                component * form.size(),
                z,
                zOffset,
                means,
                component * dimension,
                out,
                offset);
    }
}
