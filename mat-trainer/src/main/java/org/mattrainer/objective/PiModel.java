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
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.NetworkSurroundings;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;

/**
 * The Pi-model of Laine and Aila (2017): the mean over examples and classes of the squared difference of the
 * probabilities of the clean pass and of a second pass with other dropout masks and, if asked for, noise added to its
 * input. Both passes are trained. The weight is ramped up as {@code weight exp(-5 (1 - t)^2)}.
 */
public final class PiModel implements Regulariser {

    @Config(description = "Final weight of the term, at least 0.")
    private double weight = 1;

    @Config(description = "Share of the training, in [0, 1], over which the weight is ramped up; 0 for none.")
    private double ramp = 0;

    @Config(description = "Standard deviation of the noise added to the input of the second pass, at least 0.")
    private double inputNoise = 0;

    @Config(description = "Examples of the term: UNLABELLED (the labelled ones where there are no others) or BOTH.")
    private RegulariseOn regulariseOn = RegulariseOn.UNLABELLED;

    /** The term with weight 1, without ramp and noise. */
    public PiModel() {}

    /**
     * Makes the term.
     *
     * @param weight its final weight, at least 0
     * @param ramp share of the training over which the weight is ramped up, in [0, 1]
     * @param inputNoise standard deviation of the noise added to the input of the second pass, at least 0
     * @param regulariseOn examples of the term
     * @throws PropertyException if a value is missing or out of range
     */
    public PiModel(double weight, double ramp, double inputNoise, RegulariseOn regulariseOn) {
        this.weight = weight;
        this.ramp = ramp;
        this.inputNoise = inputNoise;
        this.regulariseOn = regulariseOn;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("weight", weight);
        Checks.fraction("ramp", ramp);
        Checks.atLeastZero("inputNoise", inputNoise);
        Checks.present("regulariseOn", regulariseOn);
    }

    @Override
    public String name() {
        return "pi";
    }

    @Override
    public boolean sumsOverExamples() {
        return true;
    }

    @Override
    public Optional<String> doubt(Network model) {
        return weight == 0 || inputNoise > 0 || DropoutMasks.areDrawnFor(model)
                ? Optional.empty()
                : Optional.of(
                        "The two passes of " + this + " are the same, as they have the same augmented images, and the"
                                + " term is 0: it needs an inputNoise above 0, or dropout (O) or noise (N) in the network");
    }

    @Override
    public double growth() {
        return weight > 0 ? ramp : 0;
    }

    @Override
    public double apply(StepContext step) {
        double current = WarmUp.ramp(weight, ramp, step.progress());
        if (current == 0) {
            return 0;
        }
        double share = current / regulariseOn.examples(step);
        double sum = 0;
        for (StepExamples batch : regulariseOn.batches(step)) {
            sum += apply(step, batch, share);
        }
        return sum;
    }

    private double apply(StepContext step, StepExamples batch, double share) {
        NetworkSurroundings surroundings = step.surroundings();
        GradientPass first = batch.pass();
        surroundings.batch(batch.x(), null, first, batch.furtherMode());
        if (inputNoise > 0) {
            batch.draw(StreamPurpose.NOISE, surroundings.size(), surroundings.start());
        }
        GradientPass second = surroundings.perturbed(surroundings.start(), inputNoise, batch.freshMode());
        double sum = SoftmaxLoss.squaredDifference(batch, first, second, share, step.memory());
        second.backward();
        return sum;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "PiModel(weight=" + weight + ",ramp=" + ramp + ",inputNoise=" + inputNoise + ",regulariseOn="
                + regulariseOn + ")";
    }
}
