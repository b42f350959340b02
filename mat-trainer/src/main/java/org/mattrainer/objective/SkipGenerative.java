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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/**
 * The objective of skip deep generative models (Maaløe et al., "Auxiliary Deep Generative Models", 2016), in the place of
 * {@link CrossEntropy}:
 * {@code - mean L(x_l, y_l) - mean U(x_u) + w mean (-log q(y_l|x_l))}, with
 * {@code L(x, y) = log p(x|a,z,y) - log M + log N(z; 0, I) + log p(a|z,y) - log q(a|x) - log q(z|a,x,y)} for samples of a and z,
 * {@code U(x) = sum_y q(y|x) (L(x, y) - log q(y|x))} with one a for all classes, and q(y|x) the mean of q(y|a,x) over samples
 * of a.
 *
 * <p>The model is q(a|x) and q(y|a,x), a {@link org.mattrainer.nn.SkipGenerativeNetwork} or any network with the taps {@code a},
 * {@code a_mean} and {@code a_logvar} of a sample ({@link org.mattrainer.nn.Reparameterise}) and of what it is of. The
 * perceptrons q(z|a,x,y), p(a|z,y) and p(x|a,z,y) are trained with it and no part of the model; each is a linear map of every
 * value that it reads, added, and hidden layers of rectifiers. Statistics of the batch are those of all rows, one for each
 * class of an unlabelled example. The published prior of the weights is the optimiser's decay of weights, one over the number
 * of examples.
 *
 * <p>Published for MNIST with 100 labels of 60,000: the weight w is 0.1 times 60,000 / 100, five samples, images of zeros and
 * ones drawn anew in each step ({@link org.mattrainer.image.RandomBinarisation}). L is of the order of -100 nats and the
 * cross-entropy of 1, so that too small a weight makes classes of styles. The parts are reported without weights as
 * {@code labelled} and {@code unlabelled}, the means of L and U, and {@code ce}.
 */
public final class SkipGenerative implements Term {

    private static final String NAME = "sdgm";

    @Config(
            description = "Units of the hidden layers of each perceptron beside the model, at least one;"
                    + " 500 and 500 unless set.")
    private int[] units = {500, 500};

    @Config(description = "Size of the latent vector z of the generative model, in [1, 1048576].")
    private int latentSize = 100;

    @Config(description = "Whether hidden layers are normalised over the batch.")
    private boolean normalise = true;

    @Config(description = "Distribution of the image: BERNOULLI, for values from 0 to 1, or GAUSSIAN.")
    private Likelihood likelihood = Likelihood.BERNOULLI;

    @Config(description = "Number of samples of a and z for each example, in [1, 1000].")
    private int samples = 1;

    @Config(description = "Weight of the cross-entropy of the labelled examples, at least 0.")
    private double classWeight = 60;

    /** For olcut. */
    private SkipGenerative() {}

    /**
     * Starts the term with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new SkipGenerative());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(units.length > 0, "units", "one hidden layer at least", "none");
        for (int width : units) {
            Checks.positive("units", width);
        }
        Checks.require(latentSize >= 1 && latentSize <= 1 << 20, "latentSize", "1 to 1048576", latentSize);
        Checks.present("likelihood", likelihood);
        Checks.require(samples >= 1 && samples <= 1000, "samples", "1 to 1000", samples);
        Checks.atLeastZero("classWeight", classWeight);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean includesCrossEntropy() {
        return classWeight > 0;
    }

    @Override
    public int sampledPasses() {
        return samples;
    }

    /**
     * The perceptrons beside the model.
     *
     * @throws IllegalArgumentException if the model has no sample of an auxiliary vector
     */
    @Override
    public List<AuxiliaryNetwork> auxiliaries(Network model) {
        GenerativePart.GaussianTaps a = GenerativePart.A;
        List<Tap> sources = List.of(a.sample(), a.mean(), a.logVariance());
        if (!model.taps().keySet().containsAll(sources)) {
            throw new IllegalArgumentException("Expected the values " + sources + " of a sample, its mean and the"
                    + " logarithm of its variance for " + NAME + ", found "
                    + model.taps().keySet() + " in " + model);
        }
        Network network = new GenerativePart(units, normalise)
                .network(model.input().size(), model.shape(a.sample()).size(), model.classes(), latentSize, likelihood);
        return List.of(AuxiliaryNetwork.copying(NAME, network, sources, model.classes()));
    }

    @Override
    public double apply(StepContext step) {
        double value = labelled(step, step.labelled());
        return step.unlabelled().size() == 0 ? value : value + unlabelled(step, step.unlabelled());
    }

    private double labelled(StepContext step, StepExamples batch) {
        double[] shares = shares(step, batch);
        SampledClasses classes = new SampledClasses(batch, samples);
        double bound = 0;
        for (int s = 0; s < samples; s++) {
            EvidenceBound evidence =
                    new EvidenceBound(batch, step.input().size(), classes.pass(s), step.auxiliary(NAME), batch.y(), s);
            double[] values = evidence.values();
            double[] weights = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                bound += shares[i] * values[i] / samples;
                weights[i] = -shares[i] / samples;
            }
            evidence.backward(weights);
        }
        double crossEntropy = 0;
        for (int i = 0; i < batch.size(); i++) {
            crossEntropy -= shares[i] * classes.log(i, batch.y()[i]);
            double[] slopes = new double[classes.pass(0).classes()];
            slopes[batch.y()[i]] = -classWeight * shares[i];
            classes.addGradient(i, slopes);
        }
        step.measure("labelled", bound);
        step.measure("ce", crossEntropy);
        return classWeight * crossEntropy - bound;
    }

    private double unlabelled(StepContext step, StepExamples batch) {
        double[] shares = shares(step, batch);
        SampledClasses classes = new SampledClasses(batch, samples);
        int n = batch.size();
        int m = classes.pass(0).classes();
        double[] means = new double[n * m];
        for (int s = 0; s < samples; s++) {
            EvidenceBound evidence =
                    new EvidenceBound(batch, step.input().size(), classes.pass(s), step.auxiliary(NAME), null, s);
            double[] values = evidence.values();
            double[] weights = new double[n * m];
            for (int row = 0; row < n * m; row++) {
                means[row] += values[row] / samples;
                weights[row] = -shares[row % n] * Math.exp(classes.log(row % n, row / n)) / samples;
            }
            evidence.backward(weights);
        }
        double bound = 0;
        for (int i = 0; i < n; i++) {
            double[] slopes = new double[m];
            for (int y = 0; y < m; y++) {
                double log = classes.log(i, y);
                double part = Math.exp(log) * (means[y * n + i] - log);
                bound += shares[i] * part;
                // The derivative of - q log q is one less, which is the same for all classes and goes nowhere.
                slopes[y] = -shares[i] * part;
            }
            classes.addGradient(i, slopes);
        }
        step.measure("unlabelled", bound);
        return -bound;
    }

    /** What examples count in a mean over the batch; the mean weight of all examples of the training is 1. */
    private double[] shares(StepContext step, StepExamples batch) {
        double[] shares = new double[batch.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = batch.weight(i) / batch.size();
        }
        requireProbabilities(batch.x(), batch.size() * step.input().size());
        return shares;
    }

    private void requireProbabilities(float[] x, int length) {
        for (int k = 0; likelihood == Likelihood.BERNOULLI && k < length; k++) {
            if (!(x[k] >= 0 && x[k] <= 1)) {
                throw new IllegalArgumentException(
                        "Expected images of values from 0 to 1 for the likelihood BERNOULLI of " + NAME + ", found "
                                + x[k] + ": leave them as they are or take GAUSSIAN");
            }
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "SkipGenerative(units=" + Arrays.toString(units) + ",latentSize=" + latentSize + ",normalise="
                + normalise + ",likelihood=" + likelihood + ",samples=" + samples + ",classWeight=" + classWeight + ")";
    }

    /** Makes a {@link SkipGenerative}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<SkipGenerative, Builder> {

        private Builder(SkipGenerative it) {
            super(it);
        }

        /**
         * Sets the units of the hidden layers of each perceptron beside the model.
         *
         * @param units at least one; 500 and 500 if this is not called
         * @return this
         */
        public Builder units(int... units) {
            return set(it -> it.units = units.clone());
        }

        /**
         * Sets the size of the latent vector z of the generative model.
         *
         * @param latentSize in [1, 1048576]; 100 if this is not called
         * @return this
         */
        public Builder latentSize(int latentSize) {
            return set(it -> it.latentSize = latentSize);
        }

        /**
         * Sets whether hidden layers are normalised over the batch.
         *
         * @param normalise true if this is not called
         * @return this
         */
        public Builder normalise(boolean normalise) {
            return set(it -> it.normalise = normalise);
        }

        /**
         * Sets the distribution of the image.
         *
         * @param likelihood {@link Likelihood#BERNOULLI} if this is not called
         * @return this
         */
        public Builder likelihood(Likelihood likelihood) {
            return set(it -> it.likelihood = likelihood);
        }

        /**
         * Sets the number of samples of a and z for each example.
         *
         * @param samples in [1, 1000]; 1 if this is not called
         * @return this
         */
        public Builder samples(int samples) {
            return set(it -> it.samples = samples);
        }

        /**
         * Sets the weight of the cross-entropy of the labelled examples.
         *
         * @param classWeight at least 0; 60 if this is not called
         * @return this
         */
        public Builder classWeight(double classWeight) {
            return set(it -> it.classWeight = classWeight);
        }
    }
}
