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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;

/**
 * Settings of a {@link GaussianMixture}. The effective covariance of class j is
 * {@code (1 - gamma) S_j + gamma tr(S_j)/D I + rho I} with shrinkage gamma and floor rho; the moving averages are
 * {@code S_j <- alpha S_j + (1 - alpha) S_batch} and {@code mu_j <- beta mu_j + (1 - beta) mean_batch}. With
 * {@link CovarianceType#IDENTITY} there is no covariance to estimate, so any but the default alpha, rho or gamma is an
 * error.
 */
public final class MixtureSettings implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    /** The default of alpha. */
    public static final double DEFAULT_ALPHA = 0.9;

    /** The default of rho. */
    public static final double DEFAULT_RHO = 1;

    /** The default of gamma. */
    public static final double DEFAULT_GAMMA = 0;

    @Config(
            description = "Form of the covariances: IDENTITY, SPHERICAL, DIAGONAL, FULL, or AUTO: full up to 16 "
                    + "dimensions, diagonal above.")
    private CovarianceType covarianceType = CovarianceType.AUTO;

    @Config(description = "Share of the old covariance in an update, in [0, 1].")
    private double alpha = DEFAULT_ALPHA;

    @Config(description = "Share of the old mean in an update, in [0, 1].")
    private double beta = 0.9;

    @Config(description = "Point about which covariances are taken: EMA (the moving mean), BATCH or RAW (the origin).")
    private Centring centring = Centring.EMA;

    @Config(description = "Floor added to the diagonal of every covariance, at least 0.")
    private double rho = DEFAULT_RHO;

    @Config(description = "Unit of the floor: ABSOLUTE, or RELATIVE to the mean variance of the class means.")
    private FloorScale floorScale = FloorScale.ABSOLUTE;

    @Config(description = "Shrinkage of every covariance towards a multiple of the unit matrix, in [0, 1].")
    private double gamma = DEFAULT_GAMMA;

    @Config(description = "First means and covariances: DATA (latent vectors of the untrained network) or STANDARD.")
    private MixtureInitialisation initialisation = MixtureInitialisation.DATA;

    /** The default settings. */
    public MixtureSettings() {}

    /**
     * Starts the settings with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new MixtureSettings());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (covarianceType == CovarianceType.IDENTITY) {
            requireDefault("alpha", alpha, DEFAULT_ALPHA);
            requireDefault("rho", rho, DEFAULT_RHO);
            requireDefault("gamma", gamma, DEFAULT_GAMMA);
        }
        Checks.fraction("alpha", alpha);
        Checks.fraction("beta", beta);
        Checks.fraction("gamma", gamma);
        Checks.atLeastZero("rho", rho);
    }

    private static void requireDefault(String field, double value, double expected) {
        Checks.require(
                value == expected,
                field,
                "the default " + expected + ", as the covariance type IDENTITY has no use for it",
                value);
    }

    /**
     * Form of the covariances.
     *
     * @return the setting
     */
    public CovarianceType covarianceType() {
        return covarianceType;
    }

    /**
     * Share of the old covariance in an update.
     *
     * @return in [0, 1]
     */
    public double alpha() {
        return alpha;
    }

    /**
     * Share of the old mean in an update.
     *
     * @return in [0, 1]
     */
    public double beta() {
        return beta;
    }

    /**
     * Point about which covariances are taken.
     *
     * @return the setting
     */
    public Centring centring() {
        return centring;
    }

    /**
     * Floor of the covariances, in units of {@link #floorScale()}.
     *
     * @return at least 0
     */
    public double rho() {
        return rho;
    }

    /**
     * Unit of the floor.
     *
     * @return the setting
     */
    public FloorScale floorScale() {
        return floorScale;
    }

    /**
     * Shrinkage towards a multiple of the unit matrix.
     *
     * @return in [0, 1]
     */
    public double gamma() {
        return gamma;
    }

    /**
     * First means and covariances.
     *
     * @return the setting
     */
    public MixtureInitialisation initialisation() {
        return initialisation;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "MixtureSettings");
    }

    @Override
    public String toString() {
        return "MixtureSettings(covarianceType=" + covarianceType + ",alpha=" + alpha + ",beta=" + beta + ",centring="
                + centring + ",rho=" + rho + ",floorScale=" + floorScale + ",gamma=" + gamma + ",initialisation="
                + initialisation + ")";
    }

    /** Makes a {@link MixtureSettings}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<MixtureSettings, Builder> {

        private Builder(MixtureSettings it) {
            super(it);
        }

        /**
         * Sets the form of the covariances.
         *
         * @param covarianceType {@link CovarianceType#AUTO} if this is not called
         * @return this
         */
        public Builder covarianceType(CovarianceType covarianceType) {
            return set(it -> it.covarianceType = covarianceType);
        }

        /**
         * Sets the share of the old covariance in an update.
         *
         * @param alpha in [0, 1]; {@value #DEFAULT_ALPHA} if this is not called
         * @return this
         */
        public Builder alpha(double alpha) {
            return set(it -> it.alpha = alpha);
        }

        /**
         * Sets the share of the old mean in an update.
         *
         * @param beta in [0, 1]; 0.9 if this is not called
         * @return this
         */
        public Builder beta(double beta) {
            return set(it -> it.beta = beta);
        }

        /**
         * Sets the point about which covariances are taken.
         *
         * @param centring {@link Centring#EMA} if this is not called
         * @return this
         */
        public Builder centring(Centring centring) {
            return set(it -> it.centring = centring);
        }

        /**
         * Sets the floor of the covariances.
         *
         * @param rho at least 0; {@value #DEFAULT_RHO} if this is not called
         * @return this
         */
        public Builder rho(double rho) {
            return set(it -> it.rho = rho);
        }

        /**
         * Sets the unit of the floor.
         *
         * @param floorScale {@link FloorScale#ABSOLUTE} if this is not called
         * @return this
         */
        public Builder floorScale(FloorScale floorScale) {
            return set(it -> it.floorScale = floorScale);
        }

        /**
         * Sets the shrinkage of the covariances towards a multiple of the unit matrix.
         *
         * @param gamma in [0, 1]; {@value #DEFAULT_GAMMA} if this is not called
         * @return this
         */
        public Builder gamma(double gamma) {
            return set(it -> it.gamma = gamma);
        }

        /**
         * Sets the first means and covariances.
         *
         * @param initialisation {@link MixtureInitialisation#DATA} if this is not called
         * @return this
         */
        public Builder initialisation(MixtureInitialisation initialisation) {
            return set(it -> it.initialisation = initialisation);
        }
    }
}
