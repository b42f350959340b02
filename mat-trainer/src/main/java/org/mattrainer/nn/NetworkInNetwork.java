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
 * Network in Network of Lin, Chen and Yan (2014) for CIFAR-10: 5x5, 5x5 and 3x3 convolutions, each followed by 1x1
 * convolutions, with rectifiers; maximum and mean pooling (3x3 with stride 2) with dropout between. For 3 channels and
 * 10 classes it has 966,986 parameters.
 * <p>
 * The last 1x1 convolution and the mean over all positions are exchanged, as in {@link AllConvolutional}. The mean
 * pooling drops the incomplete last windows, so that the last stage has 7x7 positions and not 8x8.
 */
public final class NetworkInNetwork implements Architecture {

    private static final int MOST_DIVISOR = 32;

    @Config(description = "What the numbers of channels 192, 160 and 96 are divided by: 1, 2, 4, 8, 16 or 32.")
    private int widthDivisor = 1;

    @Config(description = "Probability with which dropout keeps a value, above 0 and at most 1; 1 for no dropout.")
    private float keep = 0.5f;

    /** The standard network. */
    public NetworkInNetwork() {}

    /**
     * A variant.
     *
     * @param widthDivisor what the numbers of channels are divided by: 1, 2, 4, 8, 16 or 32
     * @param keep probability with which dropout keeps a value, in (0, 1]; 1 for no dropout
     * @throws PropertyException if a value is out of range
     */
    public NetworkInNetwork(int widthDivisor, float keep) {
        this.widthDivisor = widthDivisor;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.requireDivisor(widthDivisor, MOST_DIVISOR);
        Checks.probability("keep", keep);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        List<Layer> layers = new ArrayList<>();
        addConvolutions(layers, 5, 192, 160, 96);
        layers.add(new MaxPool2d(3, 2, true));
        addDropout(layers);
        addConvolutions(layers, 5, 192, 192, 192);
        layers.add(new AvgPool2d(3, 2));
        addDropout(layers);
        addConvolutions(layers, 3, 192, 192);
        layers.add(new GlobalAvgPool2d());
        int latent = layers.size();
        layers.add(new Linear(classes, true));
        return new Network(input, layers, latent);
    }

    /** One convolution that sees its surroundings, and 1x1 convolutions behind it. */
    private void addConvolutions(List<Layer> layers, int kernelSize, int... channels) {
        for (int i = 0; i < channels.length; i++) {
            int size = i == 0 ? kernelSize : 1;
            layers.add(new Conv2d(channels[i] / widthDivisor, size, 1, size / 2, true));
            layers.add(new Relu());
        }
    }

    private void addDropout(List<Layer> layers) {
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
        return "NetworkInNetwork(widthDivisor=" + widthDivisor + ",keep=" + keep + ")";
    }
}
