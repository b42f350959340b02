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
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/**
 * The unsupervised term of stacked what-where auto-encoders (Zhao et al., "Stacked what-where auto-encoders", 2016), beside
 * {@link CrossEntropy}: a decoder goes back from the highest pooled map to the image and puts values to the places where
 * the encoder's max-poolings took them from,
 * {@code a mean (rec - x)^2 + b sum_l mean (d_l - p_l)^2}, the means over examples and elements, rec what the decoder makes of
 * the image x, d_l its map that enters the unpooling of level l below the highest, p_l the output of that pooling. The
 * authors' weights belong to sums of squares; as means of MNIST's size they are about 30 and 6.
 *
 * <p>Each max-pooling of the network has two taps, {@code m<l>} before and {@code p<l>} behind it, l from 1 for the one next to
 * the image, as in {@code C5x16-R-@m1-M2-@p1-C5x32-R-@m2-M2-@p2}. Before the highest pooling the network is a list of
 * convolutions, activations, normalisations, dropout and noise. The decoder mirrors it: a max-unpooling for each pooling, for
 * each convolution a transposed one, with rectifiers between. It is trained with the network and no part of the model.
 *
 * <p>The examples are the unlabelled ones, or the labelled ones where there are no others, in a pass without dropout and
 * noise. The parts are reported without their weights as {@code image} and {@code middle}.
 */
public final class StackedWhatWhere implements Regulariser {

    private static final String NAME = "whatwhere";

    private static final RegulariseOn EXAMPLES = RegulariseOn.UNLABELLED;

    @Config(description = "Weight of the mean squared error of the image, at least 0.")
    private double imageWeight = 30;

    @Config(description = "Weight of the mean squared errors of pooled maps below the highest, at least 0.")
    private double middleWeight = 6;

    @Config(description = "Whether the pooled maps that the decoder is held to are constants of the gradient.")
    private boolean detachTargets = false;

    /** With weights 30 and 6. */
    public StackedWhatWhere() {}

    /**
     * Makes the term.
     *
     * @param imageWeight weight of the mean squared error of the image, at least 0
     * @param middleWeight weight of the mean squared errors of pooled maps below the highest, at least 0
     * @param detachTargets whether the pooled maps that the decoder is held to are constants of the gradient
     * @throws PropertyException if a value is out of range
     */
    public StackedWhatWhere(double imageWeight, double middleWeight, boolean detachTargets) {
        this.imageWeight = imageWeight;
        this.middleWeight = middleWeight;
        this.detachTargets = detachTargets;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("imageWeight", imageWeight);
        Checks.atLeastZero("middleWeight", middleWeight);
    }

    @Override
    public String name() {
        return NAME;
    }

    private boolean isNothing() {
        return imageWeight == 0 && middleWeight == 0;
    }

    @Override
    public boolean usesNoiselessPass() {
        return !isNothing();
    }

    @Override
    public List<AuxiliaryNetwork> auxiliaries(Network model) {
        if (isNothing()) {
            return List.of();
        }
        WhatWhereDecoder decoder = new WhatWhereDecoder(model);
        int levels = WhatWhereDecoder.levels(model.taps().keySet());
        if (imageWeight == 0 && levels == 1) {
            throw new IllegalArgumentException("Expected an imageWeight above 0 where there is one pooling, as"
                    + " middleWeight is that of maps below the highest, found " + this);
        }
        return List.of(new AuxiliaryNetwork(NAME, decoder.network(), decoder.sources(), 1));
    }

    @Override
    public double apply(StepContext step) {
        if (isNothing()) {
            return 0;
        }
        StepExamples batch = EXAMPLES.batches(step).get(0);
        GradientPass encoded = batch.noiseless();
        Auxiliary decoder = step.auxiliary(NAME);
        int levels = WhatWhereDecoder.levels(encoded.taps());
        Tap top = WhatWhereDecoder.pooled(levels);
        int length = decoder.put(encoded.values(top), encoded.shape(top).size(), batch.size(), 0);
        for (int level = levels; level > 0; level--) {
            Tap map = WhatWhereDecoder.map(level);
            length = decoder.put(encoded.values(map), encoded.shape(map).size(), batch.size(), length);
        }
        GradientPass decoded = decoder.pass(batch);
        double sum = 0;
        if (imageWeight > 0) {
            DenoisingCost error = new DenoisingCost(batch, step.input(), step.memory());
            sum = error.add(decoded.values(WhatWhereDecoder.IMAGE), batch.x(), imageWeight);
            decoded.addGradient(WhatWhereDecoder.IMAGE, error.guessGradient());
            step.measure("image", sum / imageWeight);
        }
        for (int level = 1; middleWeight > 0 && level < levels; level++) {
            sum += addMiddle(step, level, decoded, encoded, batch);
        }
        encoded.addGradient(top, decoder.backward(), 0, length);
        return sum;
    }

    private double addMiddle(
            StepContext step, int level, GradientPass decoded, GradientPass encoded, StepExamples batch) {
        Tap target = WhatWhereDecoder.pooled(level);
        Tap guess = WhatWhereDecoder.decoded(level);
        DenoisingCost error = new DenoisingCost(batch, encoded.shape(target), step.memory());
        double value = error.add(decoded.values(guess), encoded.values(target), middleWeight);
        decoded.addGradient(guess, error.guessGradient());
        if (!detachTargets) {
            encoded.addGradient(target, error.targetGradient());
        }
        step.measure("middle", value / middleWeight);
        return value;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }

    @Override
    public String toString() {
        return "StackedWhatWhere(imageWeight=" + imageWeight + ",middleWeight=" + middleWeight + ",detachTargets="
                + detachTargets + ")";
    }
}
