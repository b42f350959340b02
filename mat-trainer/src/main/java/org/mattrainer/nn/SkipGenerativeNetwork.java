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
 * The part of the skip deep generative model of Maaløe et al., "Auxiliary Deep Generative Models" (2016), that classifies:
 * a perceptron q(a|x) gives mean and logarithm of the variance of an auxiliary vector a, of which a sample is drawn, and a
 * second one, q(y|a,x), the logits from a and the image. Both are linear maps, one for each value that is read, whose sum
 * is normalised over the batch and rectified, and further layers of the same kind. The taps {@code a}, {@code a_mean} and
 * {@code a_logvar} are for the term {@link org.mattrainer.objective.SkipGenerative}. The latent vector is what the last layer
 * reads.
 */
public final class SkipGenerativeNetwork implements Architecture {

    /**
     * What the first weights of means and logarithms of variances are multiplied by, as in the published code: samples begin
     * as standard normal numbers.
     */
    public static final float HEAD_SCALE = 0.02f;

    @Config(description = "Units of the hidden layers of each of the two parts, at least one; 500 and 500 unless set.")
    private int[] units = {500, 500};

    @Config(description = "Size of the auxiliary vector a, in [1, 1048576].")
    private int auxiliary = 100;

    @Config(description = "Whether hidden layers are normalised over the batch.")
    private boolean normalise = true;

    @Config(
            description = "Number of samples of a over which the probabilities of a prediction are averaged,"
                    + " in [0, 1000]; 0 for one prediction with its mean.")
    private int samples = 0;

    /** The published network for MNIST. */
    public SkipGenerativeNetwork() {}

    /**
     * A variant.
     *
     * @param auxiliary size of the auxiliary vector a, in [1, 1048576]
     * @param normalise whether hidden layers are normalised over the batch
     * @param samples number of samples of a over which the probabilities of a prediction are averaged, in [0, 1000]
     * @param units units of the hidden layers of each of the two parts, at least one
     * @throws PropertyException if a value is out of range
     */
    public SkipGenerativeNetwork(int auxiliary, boolean normalise, int samples, int... units) {
        this.auxiliary = auxiliary;
        this.normalise = normalise;
        this.samples = samples;
        this.units = units.clone();
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(units.length > 0, "units", "one hidden layer at least", "none");
        for (int width : units) {
            Sizes.require("SkipGenerativeNetwork", "units", width, 1, Sizes.MOST_CHANNELS);
        }
        Sizes.require("SkipGenerativeNetwork", "auxiliary", auxiliary, 1, Sizes.MOST_CHANNELS);
        new Reparameterise(samples);
    }

    @Override
    public Network network(TensorShape input, int classes) {
        String head = "D" + auxiliary + "i" + HEAD_SCALE + "-";
        String layers = "F-@1-D" + units[0] + "-" + hidden() + "@2-" + head + "@a_mean-<2-" + head + "@a_logvar-"
                + "<a_mean-" + new Reparameterise(samples).notation() + "a_logvar-@a-D" + units[0] + "-@2-<1-D"
                + units[0]
                + "-@3-<2-+3-" + hidden() + "Z-D" + classes;
        return NetworkNotation.parse(input, layers);
    }

    /** What follows the first linear maps. */
    private String hidden() {
        StringBuilder layers = new StringBuilder();
        for (int i = 0; i < units.length; i++) {
            layers.append(i == 0 ? "" : "D" + units[i] + "-").append(normalise ? "B-R-" : "R-");
        }
        return layers.toString();
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Architecture");
    }

    @Override
    public String toString() {
        return "SkipGenerativeNetwork(units=" + Arrays.toString(units) + ",auxiliary=" + auxiliary + ",normalise="
                + normalise + ",samples=" + samples + ")";
    }
}
