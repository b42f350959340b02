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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;

/**
 * Fully connected layer, y = x w' + b.
 * <ul>
 * <li>input: (batch, n), a vector
 * <li>weight: (units, n), bias: (units)
 * <li>output: (batch, units)
 * </ul>
 */
public final class Linear implements Layer {

    @Config(mandatory = true, description = "Number of output units, in [1, 1048576].")
    private int units;

    @Config(description = "Whether a bias is added.")
    private boolean bias = true;

    @Config(description = "Bias before training, finite; 0 without a bias.")
    private float initialBias = 0f;

    /** For olcut. */
    private Linear() {}

    /**
     * Makes the layer.
     *
     * @param units number of output units, in [1, 1048576]
     * @param bias whether a bias is added
     */
    public Linear(int units, boolean bias) {
        this(units, bias, 0f);
    }

    /**
     * Makes the layer.
     *
     * @param units number of output units, in [1, 1048576]
     * @param bias whether a bias is added
     * @param initialBias bias before training, finite; 0 without a bias
     */
    public Linear(int units, boolean bias, float initialBias) {
        this.units = units;
        this.bias = bias;
        this.initialBias = initialBias;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("Linear", "units", units, 1, Sizes.MOST_CHANNELS);
        Sizes.requireBias("Linear", bias, initialBias);
    }

    /**
     * Number of output units, in [1, 1048576].
     *
     * @return the setting
     */
    public int units() {
        return units;
    }

    /**
     * Whether a bias is added.
     *
     * @return the setting
     */
    public boolean bias() {
        return bias;
    }

    /**
     * Bias before training.
     *
     * @return the setting, 0 without a bias
     */
    public float initialBias() {
        return initialBias;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        if (!input.isVector()) {
            throw new IllegalArgumentException("Linear " + notation() + ": expected a vector as input, found the shape "
                    + input + ": put a Flatten or a GlobalAvgPool2d before it");
        }
        return TensorShape.vector(units);
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        LayerTensor weight =
                new LayerTensor("weight", List.of(units, input.size()), ParameterKind.WEIGHT, input.size(), 0f);
        LayerTensor offset = new LayerTensor("bias", List.of(units), ParameterKind.BIAS, 0, initialBias);
        return bias ? List.of(weight, offset) : List.of(weight);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "D" + units + Sizes.bias(bias, initialBias);
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
