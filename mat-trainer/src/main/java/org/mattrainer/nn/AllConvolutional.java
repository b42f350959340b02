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
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.numbers.Checks;

/**
 * All-CNN-C of Springenberg et al., "Striving for Simplicity: The All Convolutional Net" (2015): 3x3 convolutions with
 * rectifiers, of which two with stride 2 take the place of pooling. For 3 channels and 10 classes it has 1,369,738
 * parameters.
 * <p>
 * The original ends with a 1x1 convolution to the classes and the mean over all positions. Here the mean comes first
 * and the convolution is the linear classifier, which computes the same and gives the network a latent vector of 192
 * values; the original's rectifier on the class maps is left out.
 */
public final class AllConvolutional implements Architecture {

    @Config(description = "Channels of the first stage, in [1, 524288]; the second has twice as many.")
    private int width = 96;

    @Config(description = "Probability with which dropout keeps an input value, above 0 and at most 1; 1 for none.")
    private float inputKeep = 0.8f;

    @Config(description = "Probability with which dropout behind the strides keeps a value, above 0 and at most 1.")
    private float keep = 0.5f;

    /** The standard network. */
    public AllConvolutional() {}

    /**
     * A variant.
     *
     * @param width channels of the first stage, in [1, 524288]
     * @param inputKeep probability with which dropout keeps an input value, in (0, 1]; 1 for no dropout
     * @param keep probability with which dropout behind the strides keeps a value, in (0, 1]; 1 for no dropout
     * @throws PropertyException if a value is out of range
     */
    public AllConvolutional(int width, float inputKeep, float keep) {
        this.width = width;
        this.inputKeep = inputKeep;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("AllConvolutional", "width", width, 1, Sizes.MOST_CHANNELS / 2);
        Checks.probability("inputKeep", inputKeep);
        Checks.probability("keep", keep);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        List<Layer> layers = new ArrayList<>();
        addDropout(layers, inputKeep);
        for (int channels : new int[] {width, 2 * width}) {
            addBlock(layers, new Conv2d(channels, 3, 1, 1, true));
            addBlock(layers, new Conv2d(channels, 3, 1, 1, true));
            addBlock(layers, new Conv2d(channels, 3, 2, 1, true));
            addDropout(layers, keep);
        }
        addBlock(layers, new Conv2d(2 * width, 3, 1, 0, true));
        addBlock(layers, new Conv2d(2 * width, 1, 1, 0, true));
        layers.add(new GlobalAvgPool2d());
        int latent = layers.size();
        layers.add(new Linear(classes, true));
        return new Network(input, layers, latent);
    }

    private static void addBlock(List<Layer> layers, Conv2d convolution) {
        layers.add(convolution);
        layers.add(new Relu());
    }

    private static void addDropout(List<Layer> layers, float keep) {
        if (keep < 1) {
            layers.add(new Dropout(keep));
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "AllConvolutional(width=" + width + ",inputKeep=" + inputKeep + ",keep=" + keep + ")";
    }
}
