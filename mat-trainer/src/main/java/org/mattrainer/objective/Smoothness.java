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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Optional;
import java.util.logging.Logger;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.NetworkSurroundings;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.settings.FormerProperties;

/**
 * The smoothness term (MAT, eq. 12 and 13), {@code lambda / N sum_i w_i phi(S_i)} with
 * {@code S_i = a L_KL(x_i, x_i + e_i) + b M_KL(x_i, x_i + e_i)}: how far a perturbation e of 2-norm sigma moves an
 * example in the output and in the latent space. The perturbation is a constant of the gradient. With a random
 * direction and b = 0 it is random perturbation training, with a direction on the output and b = 0 virtual adversarial
 * training, with both divergences and a direction in the latent space manifold adversarial training.
 *
 * <p>The clean side is part of the gradient unless {@code detachClean} says otherwise, or {@code detachCleanOutputs} of
 * the outputs alone. In the latent space that matters: let the latent vectors be f = c u with a scale c. The gradient of
 * the Mahalanobis form with respect to c is {@code (f(x + e) - f(x))' L (u(x + e) - u(x)) >= 0}, so that the term makes
 * them smaller. With a constant clean side it is {@code (f(x + e) - f(x))' L u(x + e)}, negative wherever the perturbation
 * moves a latent vector towards the origin by less than its own length: the term then makes the latent vectors larger, and
 * its own value with them.
 */
public final class Smoothness implements Regulariser {

    private static final double DEFAULT_WEIGHT = 0.1;
    private static final Logger logger = Logger.getLogger(Smoothness.class.getName());
    private static final double SMALL_DELTA = 0.1;

    /** Name under which the mean divergence of the outputs, without the weights, is reported. */
    public static final String OUTPUT_MEASURE = "L_KL";
    /** Name under which the mean divergence in the latent space, without the weights, is reported. */
    public static final String LATENT_MEASURE = "M_KL";

    @Config(description = "Weight of the term, the paper's lambda1, at least 0.")
    private double smoothnessWeight = DEFAULT_WEIGHT;

    @Deprecated
    @Config(redact = true, description = "Former name of smoothnessWeight, which the next version does not know.")
    private Double lambda1 = null;

    @Config(description = "Weight a of the divergence of the outputs, at least 0.")
    private double outputWeight = 1;

    @Config(description = "Weight b of the divergence in the latent space, at least 0.")
    private double latentWeight = 1;

    @Config(
            description =
                    "Divergence in the latent space: MAHALANOBIS, MAHALANOBIS_SUM, MAHALANOBIS_RESP, POSTERIOR or "
                            + "DENSITY.")
    private LatentKind latentKind = LatentKind.MAHALANOBIS;

    @Config(description = "Size sigma of the perturbation: its 2-norm in the units fed to the network, above 0.")
    private double sigma = 2;

    @Config(description = "How the perturbation is found.")
    private Direction direction = new PowerIteration();

    @Config(description = "Form of the term: PLAIN, LOG or LOG_OF_MEAN.")
    private SmoothnessForm form = SmoothnessForm.PLAIN;

    @Config(description = "What the forms LOG and LOG_OF_MEAN add inside the logarithm, above 0.")
    private double delta = 1;

    @Config(
            description = "Whether the clean outputs and latent vectors are constants of the gradient, as is usual for "
                    + "virtual adversarial training; with latentWeight above 0 the latent vectors may then run away.")
    private boolean detachClean = false;

    @Config(description = "Whether the clean outputs alone are constants of the gradient, with detachClean false.")
    private boolean detachCleanOutputs = false;

    @Config(description = "Examples of the term: UNLABELLED (the labelled ones where there are no others) or BOTH.")
    private RegulariseOn regulariseOn = RegulariseOn.UNLABELLED;

    @Config(description = "Whether the perturbed pass has dropout masks of its own instead of those of the clean pass.")
    private boolean freshMasks = false;

    @Config(description = "Share of the training, in [0, 1], over which the weight grows linearly from 0.")
    private double warmUp = 0;

    /** The term of manifold adversarial training with the settings for MNIST. */
    public Smoothness() {}

    /**
     * Makes a term with the usual form.
     *
     * @param smoothnessWeight its weight, at least 0
     * @param outputWeight weight a of the divergence of the outputs, at least 0
     * @param latentWeight weight b of the divergence in the latent space, at least 0
     * @param sigma size of the perturbation, above 0
     * @param direction how the perturbation is found
     * @throws PropertyException if a value is missing or out of range
     */
    public Smoothness(
            double smoothnessWeight, double outputWeight, double latentWeight, double sigma, Direction direction) {
        this.smoothnessWeight = smoothnessWeight;
        this.outputWeight = outputWeight;
        this.latentWeight = latentWeight;
        this.sigma = sigma;
        this.direction = direction;
        postConfig();
    }

    /**
     * Starts the term with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new Smoothness());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        smoothnessWeight =
                FormerProperties.replace(Smoothness.class, "lambda1", lambda1, smoothnessWeight, DEFAULT_WEIGHT);
        lambda1 = null;
        Checks.atLeastZero("smoothnessWeight", smoothnessWeight);
        Checks.atLeastZero("outputWeight", outputWeight);
        Checks.atLeastZero("latentWeight", latentWeight);
        Checks.positive("sigma", sigma);
        Checks.positive("delta", delta);
        Checks.fraction("warmUp", warmUp);
        Checks.present("latentKind", latentKind);
        Checks.present("direction", direction);
        Checks.present("form", form);
        Checks.present("regulariseOn", regulariseOn);
        Checks.require(
                smoothnessWeight == 0 || outputWeight > 0 || latentWeight > 0,
                "latentWeight",
                "outputWeight or latentWeight above 0",
                "0 for both");
        Checks.require(!direction.usesLabels(), "direction", "a direction that needs no labels", direction);
        if (form != SmoothnessForm.PLAIN && delta < SMALL_DELTA) {
            logger.warning("The form " + form + " with delta " + delta
                    + " gives small divergences very large gradients: expect the training to fail below "
                    + SMALL_DELTA);
        }
    }

    @Override
    public String name() {
        return "smooth";
    }

    @Override
    public boolean usesMixture() {
        return smoothnessWeight > 0 && (latentWeight > 0 || direction.usesLatent());
    }

    @Override
    public Optional<Perturbation> perturbation() {
        return smoothnessWeight > 0 ? Optional.of(new Perturbation(direction, sigma)) : Optional.empty();
    }

    @Override
    public boolean sumsOverExamples() {
        return form != SmoothnessForm.LOG_OF_MEAN;
    }

    @Override
    public double growth() {
        return smoothnessWeight > 0 ? warmUp : 0;
    }

    @Override
    public double apply(StepContext step) {
        double weight = WarmUp.weight(smoothnessWeight, warmUp, step.progress());
        if (weight == 0) {
            return 0;
        }
        double share = weight / regulariseOn.examples(step);
        double sum = 0;
        for (StepExamples batch : regulariseOn.batches(step)) {
            sum += apply(step, batch, share);
        }
        return sum;
    }

    /** One batch; {@code share} is the weight of an example. */
    private double apply(StepContext step, StepExamples batch, double share) {
        NetworkSurroundings surroundings = step.surroundings();
        GradientPass clean = batch.pass();
        LatentDivergence latent = usesMixture() ? step.latentDivergence(latentKind) : null;
        float[] perturbations = step.memory().perturbations();
        surroundings.batch(batch.x(), null, clean, batch.furtherMode());
        surroundings.divergences(latent, outputWeight, latentWeight);
        batch.draw(StreamPurpose.DIRECTION, surroundings.size(), surroundings.start());
        int zeros = direction.find(surroundings, sigma, perturbations);
        step.countGradients((long) direction.gradients() * batch.size(), zeros);

        // A direction found with other masks than those of the clean pass would follow the masks, not the input.
        GradientPass perturbed =
                surroundings.perturbed(perturbations, 1, freshMasks ? batch.freshMode() : batch.furtherMode());
        SmoothnessLoss loss = new SmoothnessLoss(step.memory(), batch.size());
        double examples = regulariseOn.examples(step);
        if (outputWeight > 0) {
            double sum =
                    loss.addValues(step.outputDivergence(), outputWeight, clean.logits(), perturbed.logits(), batch);
            step.measure(OUTPUT_MEASURE, sum / examples);
        }
        if (latentWeight > 0) {
            double sum = loss.addValues(latent, latentWeight, clean.latent(), perturbed.latent(), batch);
            step.measure(LATENT_MEASURE, sum / examples);
        }
        double value = loss.transform(form, delta, share, batch);
        if (outputWeight > 0) {
            loss.outputGradients(
                    step.outputDivergence(), outputWeight, clean, perturbed, detachClean || detachCleanOutputs);
        }
        if (latentWeight > 0) {
            loss.latentGradients(latent, latentWeight, clean, perturbed, detachClean);
        }
        perturbed.backward();
        return value;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "Smoothness(smoothnessWeight=" + smoothnessWeight + ",outputWeight=" + outputWeight + ",latentWeight="
                + latentWeight + ",latentKind=" + latentKind + ",sigma=" + sigma + ",direction=" + direction + ",form="
                + form
                + ",delta=" + delta + ",detachClean=" + detachClean + ",detachCleanOutputs=" + detachCleanOutputs
                + ",regulariseOn=" + regulariseOn + ",freshMasks=" + freshMasks + ",warmUp=" + warmUp + ")";
    }

    /** Makes a {@link Smoothness}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<Smoothness, Builder> {

        private Builder(Smoothness it) {
            super(it);
        }

        /**
         * Sets the weight of the term.
         *
         * @param smoothnessWeight at least 0; 0.1 if this is not called
         * @return this
         */
        public Builder smoothnessWeight(double smoothnessWeight) {
            return set(it -> it.smoothnessWeight = smoothnessWeight);
        }

        /**
         * Sets the weight a of the divergence of the outputs.
         *
         * @param outputWeight at least 0; 1 if this is not called
         * @return this
         */
        public Builder outputWeight(double outputWeight) {
            return set(it -> it.outputWeight = outputWeight);
        }

        /**
         * Sets the weight b of the divergence in the latent space.
         *
         * @param latentWeight at least 0; 1 if this is not called
         * @return this
         */
        public Builder latentWeight(double latentWeight) {
            return set(it -> it.latentWeight = latentWeight);
        }

        /**
         * Sets the divergence in the latent space.
         *
         * @param latentKind {@link LatentKind#MAHALANOBIS} if this is not called
         * @return this
         */
        public Builder latentKind(LatentKind latentKind) {
            return set(it -> it.latentKind = latentKind);
        }

        /**
         * Sets the size of the perturbation.
         *
         * @param sigma above 0; 2 if this is not called
         * @return this
         */
        public Builder sigma(double sigma) {
            return set(it -> it.sigma = sigma);
        }

        /**
         * Sets how the perturbation is found.
         *
         * @param direction not one that needs labels
         * @return this
         */
        public Builder direction(Direction direction) {
            return set(it -> it.direction = direction);
        }

        /**
         * Sets the form of the term.
         *
         * @param form {@link SmoothnessForm#PLAIN} if this is not called
         * @return this
         */
        public Builder form(SmoothnessForm form) {
            return set(it -> it.form = form);
        }

        /**
         * Sets what the logarithmic forms add.
         *
         * @param delta above 0; 1 if this is not called
         * @return this
         */
        public Builder delta(double delta) {
            return set(it -> it.delta = delta);
        }

        /**
         * Sets whether the clean outputs and latent vectors are constants of the gradient.
         *
         * @param detachClean false if this is not called
         * @return this
         */
        public Builder detachClean(boolean detachClean) {
            return set(it -> it.detachClean = detachClean);
        }

        /**
         * Sets whether the clean outputs alone are constants of the gradient.
         *
         * @param detachCleanOutputs false if this is not called
         * @return this
         */
        public Builder detachCleanOutputs(boolean detachCleanOutputs) {
            return set(it -> it.detachCleanOutputs = detachCleanOutputs);
        }

        /**
         * Sets the examples of the term.
         *
         * @param regulariseOn {@link RegulariseOn#UNLABELLED} if this is not called
         * @return this
         */
        public Builder regulariseOn(RegulariseOn regulariseOn) {
            return set(it -> it.regulariseOn = regulariseOn);
        }

        /**
         * Sets whether the perturbed pass has dropout masks of its own.
         *
         * @param freshMasks false if this is not called
         * @return this
         */
        public Builder freshMasks(boolean freshMasks) {
            return set(it -> it.freshMasks = freshMasks);
        }

        /**
         * Sets the share of the training over which the weight grows.
         *
         * @param warmUp in [0, 1]; 0 if this is not called
         * @return this
         */
        public Builder warmUp(double warmUp) {
            return set(it -> it.warmUp = warmUp);
        }
    }
}
