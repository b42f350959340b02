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
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
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
     * Makes the optimiser.
     *
     * @param learningRate learning rate, above 0
     * @param beta1 decay of the mean gradient, in [0, 1)
     * @param loweredBeta1 decay of the mean gradient once the schedule has lowered the learning rate, in [0, 1), or
     *     {@link #SAME} for beta1
     * @param beta2 decay of the mean squared gradient, in [0, 1)
     * @param epsilon added to the root of the mean squared gradient, above 0
     * @param form where epsilon is added
     * @param weightDecay factor of the squared-norm penalty, at least 0
     * @param weightDecayScope which parameters decay
     * @throws PropertyException if a value is out of range
     */
    public Adam(
            double learningRate,
            double beta1,
            double loweredBeta1,
            double beta2,
            double epsilon,
            AdamForm form,
            double weightDecay,
            WeightDecayScope weightDecayScope) {
        this.learningRate = learningRate;
        this.beta1 = beta1;
        this.loweredBeta1 = loweredBeta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.form = form;
        this.weightDecay = weightDecay;
        this.weightDecayScope = weightDecayScope;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("learningRate", learningRate);
        Checks.share("beta1", beta1);
        if (loweredBeta1 != SAME) {
            Checks.share("loweredBeta1", loweredBeta1);
        }
        Checks.share("beta2", beta2);
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
        return new AdamState(this, DecaySegments.of(network, weightDecay, weightDecayScope), network.parameterCount());
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
}
