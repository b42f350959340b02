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
package org.mattrainer;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.statistics.NormalQuantile;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/**
 * How a model is smoothed: it classifies an image by the vote of its predictions of the image plus Gaussian noise, whose
 * margin bounds by how much a change of any kind can move the vote.
 *
 * <pre>
 * See: Cohen J, Rosenfeld E, Kolter J Z.
 * "Certified Adversarial Robustness via Randomized Smoothing"
 * International Conference on Machine Learning, 2019.
 * </pre>
 */
public final class RandomisedSmoothing implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(description = "Standard deviation of the noise in units of the network's input, above 0.")
    private double sigma = 0.25;

    @Config(description = "Noisy images that choose the label of a certificate (n0), at least 1.")
    private int selectionSamples = 100;

    @Config(description = "Noisy images of a vote and of a certificate's bound (n), enough to decide at alpha.")
    private int samples = 1000;

    @Config(description = "Probability that a vote or a certificate is wrong about the noise, between 0 and 1.")
    private double alpha = 0.001;

    @Config(description = "Value of a feature that is one unit of sigma for a model of the host, above 0.")
    private double hostUnit = 255;

    @Config(description = "Seed of the noise.")
    private long seed = Trainer.DEFAULT_SEED;

    /** Noise of deviation 0.25, 100 and 1,000 noisy images, an error of 0.001. */
    public RandomisedSmoothing() {}

    /**
     * Noise of any deviation, 100 and 1,000 noisy images, an error of 0.001.
     *
     * @param sigma standard deviation of the noise in units of the network's input, above 0
     * @throws PropertyException if it is out of range
     */
    public RandomisedSmoothing(double sigma) {
        this.sigma = sigma;
        postConfig();
    }

    /**
     * Starts the smoothing with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new RandomisedSmoothing());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(sigma > 0 && sigma < Double.POSITIVE_INFINITY, "sigma", "a finite number above 0", sigma);
        Checks.atLeast(1, "selectionSamples", selectionSamples);
        Checks.require(alpha > 0 && alpha < 1, "alpha", "a number between 0 and 1", alpha);
        Checks.require(
                hostUnit > 0 && hostUnit < Double.POSITIVE_INFINITY, "hostUnit", "a finite number above 0", hostUnit);
        // The two-sided test of a unanimous vote: 2 / 2^n.
        int least = (int) Math.max(1, Math.ceil(1 - Math.log(alpha) / Math.log(2) - 1e-9));
        Checks.require(
                samples >= least,
                "samples",
                "at least " + least + ", as fewer never decide at alpha " + alpha + " even when all agree",
                samples);
    }

    /**
     * Smooths a model.
     *
     * @param model any model of at least two labels that is not smoothed yet; shared, not copied
     * @return the smoothed model; its provenance is the model's with these settings as {@code smoothing} among the
     *     instance values
     * @throws IllegalArgumentException if the model is smoothed already or has fewer than two labels
     */
    public SmoothedModel smooth(Model<Label> model) {
        ModelProvenance trained = model.getProvenance();
        Map<String, Provenance> instance =
                new LinkedHashMap<>(trained.getInstanceProvenance().getMap());
        instance.put("smoothing", getProvenance());
        OffsetDateTime time = trained.getTrainingTime();
        ModelProvenance provenance = new ModelProvenance(
                SmoothedModel.class.getName(),
                time,
                trained.getDatasetProvenance(),
                trained.getTrainerProvenance(),
                instance);
        return new SmoothedModel("smoothed-" + model.getName(), provenance, model, this);
    }

    /**
     * The radius within which no change moves the vote from a label, by its share of the votes (theorem 1 with
     * {@code pB = 1 - pA}).
     *
     * @param share lower bound of the label's share of all votes, in [0, 1]
     * @return {@code sigma Phi^-1(share)} in units of the network's input; 0 for a share of at most one half
     */
    public double radius(double share) {
        return share > 0.5 ? sigma * NormalQuantile.of(share) : 0;
    }

    /**
     * The noise.
     *
     * @return its standard deviation, above 0
     */
    public double sigma() {
        return sigma;
    }

    /**
     * How many noisy images choose the label of a certificate.
     *
     * @return at least 1
     */
    public int selectionSamples() {
        return selectionSamples;
    }

    /**
     * How many noisy images vote.
     *
     * @return at least 1
     */
    public int samples() {
        return samples;
    }

    /**
     * The error that is allowed.
     *
     * @return between 0 and 1
     */
    public double alpha() {
        return alpha;
    }

    /**
     * The unit of the noise for models of the host.
     *
     * @return above 0
     */
    public double hostUnit() {
        return hostUnit;
    }

    /**
     * The seed of the noise.
     *
     * @return any number
     */
    public long seed() {
        return seed;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "RandomisedSmoothing");
    }

    @Override
    public String toString() {
        return "RandomisedSmoothing(sigma=" + sigma + ",selectionSamples=" + selectionSamples + ",samples=" + samples
                + ",alpha=" + alpha + ",hostUnit=" + hostUnit + ",seed=" + seed + ")";
    }

    /** Makes a {@link RandomisedSmoothing}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<RandomisedSmoothing, Builder> {

        private Builder(RandomisedSmoothing it) {
            super(it);
        }

        /**
         * Sets the standard deviation of the noise in units of the network's input.
         *
         * @param sigma above 0; 0.25 if this is not called
         * @return this
         */
        public Builder sigma(double sigma) {
            return set(it -> it.sigma = sigma);
        }

        /**
         * Sets the noisy images that choose the label of a certificate.
         *
         * @param selectionSamples at least 1; 100 if this is not called
         * @return this
         */
        public Builder selectionSamples(int selectionSamples) {
            return set(it -> it.selectionSamples = selectionSamples);
        }

        /**
         * Sets the noisy images of a vote and of a certificate's bound.
         *
         * @param samples enough to decide at alpha; 1000 if this is not called
         * @return this
         */
        public Builder samples(int samples) {
            return set(it -> it.samples = samples);
        }

        /**
         * Sets the probability that a vote or a certificate is wrong about the noise.
         *
         * @param alpha between 0 and 1; 0.001 if this is not called
         * @return this
         */
        public Builder alpha(double alpha) {
            return set(it -> it.alpha = alpha);
        }

        /**
         * Sets the value of a feature that is one unit of sigma for a model of the host.
         *
         * @param hostUnit above 0; 255 if this is not called
         * @return this
         */
        public Builder hostUnit(double hostUnit) {
            return set(it -> it.hostUnit = hostUnit);
        }

        /**
         * Sets the seed of the noise.
         *
         * @param seed that of the host's trainers if this is not called
         * @return this
         */
        public Builder seed(long seed) {
            return set(it -> it.seed = seed);
        }
    }
}
