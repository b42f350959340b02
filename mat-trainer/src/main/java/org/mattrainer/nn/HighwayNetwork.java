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
import org.mattrainer.internal.numbers.Checks;

/**
 * The convolutional highway network of 19 layers of Srivastava, Greff and Schmidhuber, "Training Very Deep Networks"
 * (2015), for CIFAR-10: three stages that begin with a 3x3 convolution of 32, 80 and 128 channels and go on with 4, 5 and
 * 5 highway layers, y = t h + (1 - t) x with h a 3x3 convolution with rectifier and t a 3x3 convolution with logistic
 * function; max-pooling and dropout between, a 1x1 convolution of 100 channels, the mean over all positions as latent
 * vector, dropout and a linear classifier. For 3 channels and 10 classes it has 2,256,838 parameters.
 */
public final class HighwayNetwork implements Architecture {

    private static final int[] CHANNELS = {32, 80, 128};
    private static final int[] LAYERS = {4, 5, 5};
    private static final int LAST_CHANNELS = 100;

    @Config(description = "What the numbers of channels 32, 80, 128 and 100 are divided by: 1, 2 or 4.")
    private int widthDivisor = 1;

    @Config(description = "Bias of the gates before training, below 0 to let values pass; finite.")
    private float gateBias = -2f;

    @Config(description = "Probability with which dropout keeps a value, above 0 and at most 1; 1 for no dropout.")
    private float keep = 0.8f;

    /** The standard network. */
    public HighwayNetwork() {}

    /**
     * A variant.
     *
     * @param widthDivisor what the numbers of channels are divided by: 1, 2 or 4
     * @param gateBias bias of the gates before training, finite
     * @param keep probability with which dropout keeps a value, in (0, 1]; 1 for no dropout
     * @throws PropertyException if a value is out of range
     */
    public HighwayNetwork(int widthDivisor, float gateBias, float keep) {
        this.widthDivisor = widthDivisor;
        this.gateBias = gateBias;
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(
                widthDivisor == 1 || widthDivisor == 2 || widthDivisor == 4, "widthDivisor", "1, 2 or 4", widthDivisor);
        Checks.finite("gateBias", gateBias);
        Checks.probability("keep", keep);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        StringBuilder layers = new StringBuilder(dropout());
        for (int stage = 0; stage < CHANNELS.length; stage++) {
            String convolution = "C3x" + CHANNELS[stage] / widthDivisor;
            if (stage > 0) {
                layers.append("M2-").append(dropout());
            }
            layers.append(convolution + "-R-(@1-" + convolution + "-R-@2-<1-" + convolution + "b" + gateBias
                    + "-S-*2,1)x" + LAYERS[stage] + "-");
        }
        layers.append("C1x" + LAST_CHANNELS / widthDivisor + "-R-G-Z-").append(dropout());
        return NetworkNotation.parse(input, layers + "D" + classes);
    }

    private String dropout() {
        return keep < 1 ? "O" + keep + "-" : "";
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "HighwayNetwork(widthDivisor=" + widthDivisor + ",gateBias=" + gateBias + ",keep=" + keep + ")";
    }
}
