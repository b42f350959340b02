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
import java.util.List;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.nn.Tap;

/**
 * A companion objective of deeply supervised nets (Lee et al., 2015): a small classifier, the side head, reads a named
 * value inside the network, and its loss on the labelled examples, as far as it is above a threshold, is added,
 * {@code w max(0, L - threshold)}. The head is trained with the network and is no part of the model.
 */
public abstract class SideLoss implements Regulariser {

    @Config(mandatory = true, description = "Name of the value in the network that the head reads.")
    String tap;

    @Config(description = "Layers of the head in the compact notation; the last has * units, the number of classes.")
    String head = "F-D*";

    @Config(description = "Weight of the term, at least 0.")
    double weight = 1;

    @Config(description = "What the loss is let go down to for nothing: only what is above is counted; at least 0.")
    double threshold = 0;

    @Config(description = "Share of the training, above 0 and at most 1, after which the head is dropped.")
    double until = 1;

    @Config(description = "Whether the weight falls linearly to 0 until the head is dropped.")
    boolean decay = false;

    @Config(description = "What the learning rate of the head is multiplied by, above 0.")
    double learningRateFactor = 1e-3;

    private Tap source;
    private String name;

    /** For olcut. */
    SideLoss() {}

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        try {
            source = new Tap(tap);
        } catch (IllegalArgumentException e) {
            throw new PropertyException(
                    e, "", "tap", "expected a letter and then letters, digits and underscores, found '" + tap + "'");
        }
        name = "side_" + tap;
        Checks.require(!head.isBlank(), "head", "layers such as F-D*", "none");
        Checks.atLeastZero("weight", weight);
        Checks.atLeastZero("threshold", threshold);
        Checks.fraction("until", until);
        Checks.positive("until", until);
        Checks.positive("learningRateFactor", learningRateFactor);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<AuxiliaryNetwork> auxiliaries(Network model) {
        if (weight == 0) {
            return List.of();
        }
        Network network =
                new NotationArchitecture(head + "-@" + Tap.LOGITS).network(model.shape(source), model.classes());
        return List.of(new AuxiliaryNetwork(name, network, List.of(source), learningRateFactor));
    }

    @Override
    public double apply(StepContext step) {
        double current = currentWeight(step.progress());
        if (current == 0) {
            return 0;
        }
        Auxiliary side = step.auxiliary(name);
        StepExamples batch = step.labelled();
        GradientPass pass = side.pass(batch.pass().values(source), batch);
        double excess = addLoss(batch, pass, current, step.memory()) - current * threshold;
        if (excess <= 0) {
            pass.clearGradients();
            return 0;
        }
        batch.pass().addGradient(source, side.backward());
        return excess;
    }

    private double currentWeight(double progress) {
        if (progress >= until) {
            return 0;
        }
        return decay ? weight * (1 - progress / until) : weight;
    }

    /** Adds the gradient of the weighted loss to the pass of the head; returns its value. */
    abstract double addLoss(StepExamples batch, GradientPass pass, double current, RowMemory memory);

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(tap=" + tap + ",head=" + head + ",weight=" + weight + ",threshold="
                + threshold + ",until=" + until + ",decay=" + decay + ",learningRateFactor=" + learningRateFactor + ")";
    }

    /**
     * Makes a component: each method is a setting of the name that it has in a configuration.
     *
     * @param <T> the component
     * @param <B> the builder
     */
    public abstract static class Builder<T extends SideLoss, B extends Builder<T, B>> extends ComponentBuilder<T, B> {

        Builder(T it) {
            super(it);
        }

        /**
         * Sets the layers of the head in the compact notation.
         *
         * @param head the last with {@code *} units, the number of classes
         * @return this
         */
        public B head(String head) {
            return set(it -> it.head = head);
        }

        /**
         * Sets the weight of the term.
         *
         * @param weight at least 0; 1 if this is not called
         * @return this
         */
        public B weight(double weight) {
            return set(it -> it.weight = weight);
        }

        /**
         * Sets what the loss is let go down to for nothing.
         *
         * @param threshold at least 0; 0 if this is not called
         * @return this
         */
        public B threshold(double threshold) {
            return set(it -> it.threshold = threshold);
        }

        /**
         * Sets the share of the training after which the head is dropped.
         *
         * @param until above 0 and at most 1; 1 if this is not called
         * @return this
         */
        public B until(double until) {
            return set(it -> it.until = until);
        }

        /**
         * Sets whether the weight falls linearly to 0 until the head is dropped.
         *
         * @param decay false if this is not called
         * @return this
         */
        public B decay(boolean decay) {
            return set(it -> it.decay = decay);
        }

        /**
         * Sets what the learning rate of the head is multiplied by.
         *
         * @param learningRateFactor above 0; 1e-3 if this is not called
         * @return this
         */
        public B learningRateFactor(double learningRateFactor) {
            return set(it -> it.learningRateFactor = learningRateFactor);
        }
    }
}
