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
package org.mattrainer.nn;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;

/**
 * A layer with weights and perhaps a bias. With weight normalisation (Salimans and Kingma, 2016) the weights of an output
 * are {@code w = g v / sqrt(epsilon + |v|^2)} with a direction v of the shape of w and a length g; epsilon is 0 in {@link
 * Linear} and 1e-6 in convolutions. Lengths and biases then start from data: such that over the first examples of the
 * training the layer's outputs have the mean {@link #initialBias()} and the deviation {@link #startDeviation()}.
 */
public abstract sealed class WeightedLayer implements Layer permits Conv2d, ConvTranspose2d, Linear {

    @Config(description = "Whether a bias is added.")
    boolean bias = true;

    @Config(description = "Bias before training, finite; 0 without a bias.")
    float initialBias = 0f;

    @Config(
            description = "Whether weights are trained as directions and lengths, and the lengths too:"
                    + " NONE, FIXED_LENGTH or TRAINED_LENGTH.")
    WeightNorm weightNorm = WeightNorm.NONE;

    @Config(
            description =
                    "Standard deviation of the layer's outputs before training, above 0, which weight normalisation"
                            + " sets; 1 without it.")
    float startDeviation = 1f;

    @Config(description = "What the weights that are drawn before training are multiplied by, above 0.")
    float initialScale = 1f;

    @Config(description = "What the learning rate of the training is multiplied by in this layer, above 0.")
    float learningRateFactor = 1f;

    @Config(description = "What that of the bias is multiplied by besides, above 0; 1 without a bias.")
    float biasLearningRateFactor = 1f;

    /** For olcut. */
    WeightedLayer() {}

    /** Checks the settings of all layers with weights. */
    final void checkWeights(String layer) {
        Sizes.requireBias(layer, bias, initialBias);
        Checks.present("weightNorm", weightNorm);
        Checks.positive("startDeviation", startDeviation);
        Checks.require(
                startDeviation == 1 || weightNorm != WeightNorm.NONE,
                "startDeviation",
                "1 without weight normalisation",
                startDeviation);
        Checks.positive("initialScale", initialScale);
        Checks.positive("learningRateFactor", learningRateFactor);
        Checks.positive("biasLearningRateFactor", biasLearningRateFactor);
        Checks.require(
                biasLearningRateFactor == 1 || bias,
                "biasLearningRateFactor",
                "1 without a bias",
                biasLearningRateFactor);
    }

    /**
     * Whether a bias is added.
     *
     * @return the setting
     */
    public boolean bias() {
        return bias;
    }

    /**
     * Bias before training.
     *
     * @return the setting, 0 without a bias
     */
    public float initialBias() {
        return initialBias;
    }

    /**
     * Whether weights are trained as directions and lengths.
     *
     * @return the setting
     */
    public WeightNorm weightNorm() {
        return weightNorm;
    }

    /**
     * Standard deviation of the layer's outputs before training, which weight normalisation sets.
     *
     * @return the setting, 1 without weight normalisation
     */
    public float startDeviation() {
        return startDeviation;
    }

    /**
     * What the weights that are drawn before training are multiplied by.
     *
     * @return the setting
     */
    public float initialScale() {
        return initialScale;
    }

    /**
     * What is added to the squared length of a direction before the root is taken.
     *
     * @return at least 0
     */
    public double epsilon() {
        return 1e-6;
    }

    /**
     * The layer's tensors: weight or direction, then bias, then length.
     *
     * @param outputs number of outputs
     * @param shape dimensions of the weights
     * @param fanIn number of inputs that each output sums
     */
    final List<LayerTensor> tensors(int outputs, List<Integer> shape, int fanIn) {
        List<LayerTensor> tensors = new ArrayList<>();
        String name = weightNorm == WeightNorm.NONE ? "weight" : "direction";
        tensors.add(new LayerTensor(name, shape, ParameterKind.WEIGHT, fanIn, initialScale, learningRateFactor));
        if (bias) {
            float factor = learningRateFactor * biasLearningRateFactor;
            tensors.add(new LayerTensor("bias", List.of(outputs), ParameterKind.BIAS, 0, initialBias, factor));
        }
        if (weightNorm != WeightNorm.NONE) {
            float factor = weightNorm == WeightNorm.TRAINED_LENGTH ? learningRateFactor : 0f;
            tensors.add(new LayerTensor("length", List.of(outputs), ParameterKind.LENGTH, 0, 1f, factor));
        }
        return List.copyOf(tensors);
    }

    /** How all that layers with weights have in common is written. */
    final String suffix() {
        String normalised = weightNorm == WeightNorm.NONE
                ? ""
                : (weightNorm == WeightNorm.TRAINED_LENGTH ? "wg" : "w") + (startDeviation == 1 ? "" : startDeviation);
        String ofBias = biasLearningRateFactor == 1 ? "" : "," + biasLearningRateFactor;
        String rate = learningRateFactor == 1 && ofBias.isEmpty() ? "" : "r" + learningRateFactor + ofBias;
        String drawn = initialScale == 1 ? "" : "i" + initialScale;
        return Sizes.bias(bias, initialBias) + normalised + drawn + rate;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Layer");
    }

    @Override
    public String toString() {
        return notation();
    }

    /**
     * Makes a layer: each method is a setting of the name that it has in a configuration.
     *
     * @param <T> the layer
     * @param <B> the builder
     */
    public abstract static class Builder<T extends WeightedLayer, B extends Builder<T, B>>
            extends ComponentBuilder<T, B> {

        Builder(T it) {
            super(it);
        }

        /**
         * Sets whether a bias is added.
         *
         * @param bias true if this is not called
         * @return this
         */
        public B bias(boolean bias) {
            return set(it -> it.bias = bias);
        }

        /**
         * Sets the bias before training.
         *
         * @param initialBias finite, 0 without a bias; 0 if this is not called
         * @return this
         */
        public B initialBias(float initialBias) {
            return set(it -> it.initialBias = initialBias);
        }

        /**
         * Sets whether weights are trained as directions and lengths.
         *
         * @param weightNorm {@link WeightNorm#NONE} if this is not called
         * @return this
         */
        public B weightNorm(WeightNorm weightNorm) {
            return set(it -> it.weightNorm = weightNorm);
        }

        /**
         * Sets the standard deviation of the layer's outputs before training.
         *
         * @param startDeviation above 0, 1 without weight normalisation; 1 if this is not called
         * @return this
         */
        public B startDeviation(float startDeviation) {
            return set(it -> it.startDeviation = startDeviation);
        }

        /**
         * Sets what the weights that are drawn before training are multiplied by.
         *
         * @param initialScale above 0; 1 if this is not called
         * @return this
         */
        public B initialScale(float initialScale) {
            return set(it -> it.initialScale = initialScale);
        }

        /**
         * Sets what the learning rate of the training is multiplied by in this layer.
         *
         * @param learningRateFactor above 0; 1 if this is not called
         * @return this
         */
        public B learningRateFactor(float learningRateFactor) {
            return set(it -> it.learningRateFactor = learningRateFactor);
        }

        /**
         * Sets what the learning rate of the bias is multiplied by besides.
         *
         * @param biasLearningRateFactor above 0, 1 without a bias; 1 if this is not called
         * @return this
         */
        public B biasLearningRateFactor(float biasLearningRateFactor) {
            return set(it -> it.biasLearningRateFactor = biasLearningRateFactor);
        }
    }
}
