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
package org.mattrainer.optimise;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;

/**
 * Adam: steps along the mean gradient over the root of the mean squared gradient, both exponentially weighted.
 * Weight decay is added to the gradient.
 *
 * <pre>
 * See: Kingma D, Ba J.
 * "Adam: A Method for Stochastic Optimization"
 * ICLR 2015.
 * </pre>
 */
public final class Adam implements Optimiser {

    /** The value of loweredBeta1 that stands for beta1. */
    public static final double SAME = 1;

    @Config(description = "Learning rate, above 0.")
    private double learningRate = 1e-3;

    @Config(description = "Decay of the mean gradient, in [0, 1).")
    private double beta1 = 0.9;

    @Config(
            description = "Decay of the mean gradient once the schedule has lowered the learning rate, in [0, 1);"
                    + " 1 for beta1.")
    private double loweredBeta1 = SAME;

    @Config(description = "Decay of the mean squared gradient, in [0, 1).")
    private double beta2 = 0.999;

    @Config(description = "Added to the root of the mean squared gradient, above 0.")
    private double epsilon = 1e-8;

    @Config(description = "Where epsilon is added.")
    private AdamForm form = AdamForm.STANDARD;

    @Config(description = "Factor of the squared-norm penalty, at least 0.")
    private double weightDecay = 0.0;

    @Config(description = "Which parameters decay.")
    private WeightDecayScope weightDecayScope = WeightDecayScope.WEIGHTS;

    /** The setting of the paper: rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, no decay. */
    public Adam() {}

    /**
     * Starts the optimiser with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new Adam());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("learningRate", learningRate);
        Checks.singleShare("beta1", beta1);
        if (loweredBeta1 != SAME) {
            Checks.singleShare("loweredBeta1", loweredBeta1);
        }
        Checks.singleShare("beta2", beta2);
        Checks.positive("epsilon", epsilon);
        Checks.present("form", form);
        Checks.atLeastZero("weightDecay", weightDecay);
        Checks.present("weightDecayScope", weightDecayScope);
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    double beta1(boolean lowered) {
        return lowered && loweredBeta1 != SAME ? loweredBeta1 : beta1;
    }

    double beta2() {
        return beta2;
    }

    double epsilon() {
        return epsilon;
    }

    AdamForm form() {
        return form;
    }

    @Override
    public OptimiserState newState(Network network) {
        return new AdamState(
                this, ParameterSegments.of(network, weightDecay, weightDecayScope), network.parameterCount());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Optimiser");
    }

    @Override
    public String toString() {
        return "Adam(learningRate=" + learningRate + ",beta1=" + beta1 + ",loweredBeta1=" + loweredBeta1 + ",beta2="
                + beta2 + ",epsilon=" + epsilon + ",form=" + form + ",weightDecay=" + weightDecay
                + ",weightDecayScope=" + weightDecayScope + ")";
    }

    /** Makes a {@link Adam}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<Adam, Builder> {

        private Builder(Adam it) {
            super(it);
        }

        /**
         * Sets the learning rate.
         *
         * @param learningRate above 0; 1e-3 if this is not called
         * @return this
         */
        public Builder learningRate(double learningRate) {
            return set(it -> it.learningRate = learningRate);
        }

        /**
         * Sets the decay of the mean gradient.
         *
         * @param beta1 in [0, 1); 0.9 if this is not called
         * @return this
         */
        public Builder beta1(double beta1) {
            return set(it -> it.beta1 = beta1);
        }

        /**
         * Sets the decay of the mean gradient once the schedule has lowered the learning rate.
         *
         * @param loweredBeta1 in [0, 1), or {@link #SAME} for beta1, which it is if this is not called
         * @return this
         */
        public Builder loweredBeta1(double loweredBeta1) {
            return set(it -> it.loweredBeta1 = loweredBeta1);
        }

        /**
         * Sets the decay of the mean squared gradient.
         *
         * @param beta2 in [0, 1); 0.999 if this is not called
         * @return this
         */
        public Builder beta2(double beta2) {
            return set(it -> it.beta2 = beta2);
        }

        /**
         * Sets what is added to the root of the mean squared gradient.
         *
         * @param epsilon above 0; 1e-8 if this is not called
         * @return this
         */
        public Builder epsilon(double epsilon) {
            return set(it -> it.epsilon = epsilon);
        }

        /**
         * Sets where epsilon is added.
         *
         * @param form {@link AdamForm#STANDARD} if this is not called
         * @return this
         */
        public Builder form(AdamForm form) {
            return set(it -> it.form = form);
        }

        /**
         * Sets the factor of the squared-norm penalty.
         *
         * @param weightDecay at least 0; 0 if this is not called
         * @return this
         */
        public Builder weightDecay(double weightDecay) {
            return set(it -> it.weightDecay = weightDecay);
        }

        /**
         * Sets which parameters decay.
         *
         * @param weightDecayScope {@link WeightDecayScope#WEIGHTS} if this is not called
         * @return this
         */
        public Builder weightDecayScope(WeightDecayScope weightDecayScope) {
            return set(it -> it.weightDecayScope = weightDecayScope);
        }
    }
}
