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
import java.util.Arrays;
import org.mattrainer.internal.numbers.Checks;

/**
 * The encoder of the ladder network of Rasmus et al., "Semi-supervised learning with ladder networks" (2015), a multilayer
 * perceptron: noise on the pixels, then in every layer a linear map without bias, plain batch normalisation, noise, a trained
 * shift, and a rectifier, for the logits a shift and a scale. The values that the term
 * {@link org.mattrainer.objective.Ladder} reads have the taps {@code p<l>} before the normalisation and {@code z<l>} behind
 * the noise of level l, 0 being the pixels. The latent vector is what the last layer reads. For images of 28x28 pixels and 10
 * classes the standard network has 1,538,770 parameters.
 */
public final class LadderNetwork implements Architecture {

    @Config(description = "Units of the hidden layers, at least one; 1000, 500, 250, 250 and 250 unless set.")
    private int[] units = {1000, 500, 250, 250, 250};

    @Config(description = "Standard deviation of the noise in every layer, at least 0.")
    private float noise = 0.3f;

    @Config(description = "Standard deviation of the noise on the pixels, at least 0.")
    private float inputNoise = 0.3f;

    /** The standard network. */
    public LadderNetwork() {}

    /**
     * A variant.
     *
     * @param noise standard deviation of the noise in every layer, at least 0
     * @param inputNoise standard deviation of the noise on the pixels, at least 0
     * @param units units of the hidden layers, at least one
     * @throws PropertyException if a value is out of range
     */
    public LadderNetwork(float noise, float inputNoise, int... units) {
        this.noise = noise;
        this.inputNoise = inputNoise;
        this.units = units.clone();
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(units.length > 0, "units", "one hidden layer at least", "none");
        for (int width : units) {
            Checks.positive("units", width);
        }
        Checks.atLeastZero("noise", noise);
        Checks.atLeastZero("inputNoise", inputNoise);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        StringBuilder layers = new StringBuilder("F-").append(noise(inputNoise)).append("@z0-");
        for (int i = 0; i < units.length; i++) {
            layers.append(level(units[i], i + 1)).append("Eb-R-");
        }
        layers.append("Z-").append(level(classes, units.length + 1)).append("E");
        return NetworkNotation.parse(input, layers.toString());
    }

    private String level(int width, int level) {
        return "D" + width + "n-@p" + level + "-Bp1.0E-10d0.9-" + noise(noise) + "@z" + level + "-";
    }

    private static String noise(float deviation) {
        return deviation > 0 ? "N" + deviation + "-" : "";
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "LadderNetwork(units=" + Arrays.toString(units) + ",noise=" + noise + ",inputNoise=" + inputNoise + ")";
    }
}
