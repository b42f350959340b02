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
import java.util.List;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * What terms have in common that train a generator of images beside the model, which is their discriminator: the generator
 * reads uniform random numbers in [0, 1), drawn of the training's seed, and gives images in the units that are fed to the
 * network. In each step the model is updated first, with images of the generator as constants, then the generator, with
 * the model as it is then as a constant and other random numbers. As many images are generated as there are unlabelled
 * examples in the step, or labelled ones where there are no others. The generator is in the checkpoint and no part of the
 * model.
 */
public abstract class GeneratorTerm implements Regulariser {

    /** The value of the generator that is the images. */
    static final Tap IMAGES = new Tap("images");

    @Config(
            mandatory = true,
            description =
                    "Layers of the generator in the compact notation, from a vector of random numbers to an image.")
    String generator;

    @Config(description = "Number of random numbers that the generator reads, in [1, 1048576].")
    int noise = 100;

    @Config(description = "Weight of the term in the model's objective, at least 0.")
    double weight = 1;

    @Config(description = "What the learning rate of the generator is multiplied by, above 0.")
    double learningRateFactor = 1;

    @Config(
            description =
                    "Whether layers of the generator with weight normalisation get their first lengths and biases from the"
                            + " images of random numbers, as in the published networks for CIFAR-10 and SVHN; if not, lengths"
                            + " are 1, as in that for MNIST.")
    boolean startsFromData = false;

    /** For olcut. */
    GeneratorTerm() {}

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!generator.isBlank(), "generator", "layers such as D256-R-D784-S", "none");
        Checks.require(noise >= 1 && noise <= 1 << 20, "noise", "1 to 1048576", noise);
        Checks.atLeastZero("weight", weight);
        Checks.positive("learningRateFactor", learningRateFactor);
    }

    private String learner() {
        return name() + "_generator";
    }

    /**
     * The generator; none where the weight is 0.
     *
     * @throws IllegalArgumentException if its images are not of the shape of the model's input
     */
    @Override
    public List<AuxiliaryNetwork> auxiliaries(Network model) {
        if (weight == 0) {
            return List.of();
        }
        Network network = NetworkNotation.parse(TensorShape.vector(noise), generator + "-@" + IMAGES);
        TensorShape made = network.shape(IMAGES);
        TensorShape wanted = model.input();
        // A vector holds the pixels in their canonical order.
        if (!made.equals(wanted) && !(made.isVector() && made.size() == wanted.size())) {
            throw new IllegalArgumentException("Expected a generator of images of the shape " + wanted
                    + ", or of a vector of " + wanted.size() + " values, for " + name() + ", found " + made + " of "
                    + generator);
        }
        return List.of(AuxiliaryNetwork.answering(learner(), network, learningRateFactor, startsFromData));
    }

    /** The examples that generated images are held against. */
    private static StepExamples real(StepContext step) {
        return step.unlabelled().size() > 0 ? step.unlabelled() : step.labelled();
    }

    @Override
    public double apply(StepContext step) {
        if (weight == 0) {
            return 0;
        }
        StepExamples real = real(step);
        double[] memory = step.memory().logits();
        double value = real(step, real, real.pass(), memory);
        GradientPass images = step.auxiliary(learner()).generate(real, StreamPurpose.GENERATED, false);
        GradientPass fake = step.surroundings()
                .at(images.values(IMAGES), real.size(), real.freshMode(StreamPurpose.GENERATED_DROPOUT));
        value += fake(step, real, fake, memory);
        fake.backward();
        return value;
    }

    /** Adds the gradient of the part of the model's objective that is of real images; returns its value. */
    abstract double real(StepContext step, StepExamples real, GradientPass pass, double[] memory);

    /** Adds the gradient of the part of the model's objective that is of generated images; returns its value. */
    abstract double fake(StepContext step, StepExamples real, GradientPass pass, double[] memory);

    @Override
    public void answer(StepContext step) {
        if (weight == 0) {
            return;
        }
        StepExamples real = real(step);
        double[] target = target(step, real);
        Auxiliary made = step.auxiliary(learner());
        GradientPass images = made.generate(real, StreamPurpose.ANSWER, true);
        GradientPass fake = step.surroundings()
                .at(images.values(IMAGES), real.size(), real.freshMode(StreamPurpose.ANSWER_DROPOUT));
        step.measure("generator", generated(step, real, fake, target));
        float[] gradient = step.memory().perturbations();
        fake.inputGradient(gradient);
        images.addGradient(IMAGES, gradient);
        images.backward();
    }

    /** What generated images are held against in the generator's objective, of a pass of real ones. */
    abstract double[] target(StepContext step, StepExamples real);

    /** Adds the gradient of the generator's objective; returns its value. */
    abstract double generated(StepContext step, StepExamples real, GradientPass pass, double[] target);

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    /** The settings that these terms have in common. */
    final String settings() {
        return "generator=" + generator + ",noise=" + noise + ",weight=" + weight + ",learningRateFactor="
                + learningRateFactor + ",startsFromData=" + startsFromData;
    }

    /**
     * Makes a component: each method is a setting of the name that it has in a configuration.
     *
     * @param <T> the component
     * @param <B> the builder
     */
    public abstract static class Builder<T extends GeneratorTerm, B extends Builder<T, B>>
            extends ComponentBuilder<T, B> {

        Builder(T it) {
            super(it);
        }

        /**
         * Sets the number of random numbers that the generator reads.
         *
         * @param noise in [1, 1048576]; 100 if this is not called
         * @return this
         */
        public B noise(int noise) {
            return set(it -> it.noise = noise);
        }

        /**
         * Sets the weight of the term in the model's objective.
         *
         * @param weight at least 0; 1 if this is not called
         * @return this
         */
        public B weight(double weight) {
            return set(it -> it.weight = weight);
        }

        /**
         * Sets whether layers of the generator with weight normalisation get their first lengths and biases from the images
         * of random numbers.
         *
         * @param startsFromData false if this is not called
         * @return this
         */
        public B startsFromData(boolean startsFromData) {
            return set(it -> it.startsFromData = startsFromData);
        }

        /**
         * Sets what the learning rate of the generator is multiplied by.
         *
         * @param learningRateFactor above 0; 1 if this is not called
         * @return this
         */
        public B learningRateFactor(double learningRateFactor) {
            return set(it -> it.learningRateFactor = learningRateFactor);
        }
    }
}
