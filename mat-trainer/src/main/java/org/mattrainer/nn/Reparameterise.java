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
import java.util.List;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;
import org.mattrainer.internal.numbers.SplitMix64;

/**
 * A sample of a Gaussian with independent components (Kingma and Welling, "Auto-encoding variational Bayes", 2014): of vectors
 * mu and l of one size, in this order, {@code mu + exp(l / 2) e} with standard normal e that are drawn for each example and
 * do not depend on anything. In evaluation it is mu, unless predictions are asked to be means over samples.
 */
public final class Reparameterise implements Join {

    /** Most samples of a prediction. */
    private static final int MOST_SAMPLES = 1000;

    @Config(
            description = "Number of samples over which the probabilities of a prediction are averaged, in [0, 1000];"
                    + " 0 for one prediction with the mean.")
    private int samples = 0;

    /** A layer that predicts with the mean. */
    public Reparameterise() {}

    /**
     * Makes the layer.
     *
     * @param samples number of samples over which the probabilities of a prediction are averaged, in [0, 1000]; 0 for one
     *     prediction with the mean
     * @throws PropertyException if it is out of range
     */
    public Reparameterise(int samples) {
        this.samples = samples;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(samples >= 0 && samples <= MOST_SAMPLES, "samples", "0 to " + MOST_SAMPLES, samples);
    }

    /**
     * Number of samples over which the probabilities of a prediction are averaged.
     *
     * @return in [0, 1000], 0 for one prediction with the mean
     */
    public int samples() {
        return samples;
    }

    /**
     * The numbers e of a prediction, the same for every example.
     *
     * @param layer index of the layer in its network
     * @param sample number of the sample, from 0
     * @param size size of the vectors
     * @return standard normal numbers
     */
    public static float[] draws(int layer, int sample, int size) {
        float[] draws = new float[size];
        new RandomStream(SplitMix64.mix(layer * (MOST_SAMPLES + 1L) + sample + 1)).fillGaussian(draws, 0, size);
        return draws;
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        if (inputs.size() != 2 || !inputs.get(0).isVector() || !inputs.get(1).equals(inputs.get(0))) {
            throw new IllegalArgumentException(
                    "Reparameterise: expected the mean and the logarithm of the variance as vectors of one size, found "
                            + inputs);
        }
        return inputs.get(0);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "J" + (samples == 0 ? "" : samples) + "@";
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Layer");
    }

    @Override
    public String toString() {
        return notation();
    }
}
