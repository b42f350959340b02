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
import java.util.List;

/**
 * Fully connected layer, y = x w' + b.
 * <ul>
 * <li>input: (batch, n), a vector
 * <li>weight: (units, n), bias: (units)
 * <li>output: (batch, units)
 * </ul>
 */
public final class Linear extends WeightedLayer {

    @Config(mandatory = true, description = "Number of output units, in [1, 1048576].")
    private int units;

    /** For olcut. */
    private Linear() {}

    /**
     * Makes the layer.
     *
     * @param units number of output units, in [1, 1048576]
     * @param bias whether a bias is added
     * @throws PropertyException if a value is out of range
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
     * @throws PropertyException if a value is out of range
     */
    public Linear(int units, boolean bias, float initialBias) {
        this.units = units;
        this.bias = bias;
        this.initialBias = initialBias;
        postConfig();
    }

    /**
     * Starts the layer with the defaults of all other settings.
     *
     * @param units number of output units, in [1, 1048576]
     * @return the builder
     */
    public static Builder builder(int units) {
        Linear it = new Linear();
        it.units = units;
        return new Builder(it);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("Linear", "units", units, 1, Sizes.MOST_CHANNELS);
        checkWeights("Linear");
    }

    /**
     * Number of output units, in [1, 1048576].
     *
     * @return the setting
     */
    public int units() {
        return units;
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
        return tensors(units, List.of(units, input.size()), input.size());
    }

    @Override
    public double epsilon() {
        return 0;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "D" + units + suffix();
    }

    /** Makes a {@link Linear}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends WeightedLayer.Builder<Linear, Builder> {

        private Builder(Linear it) {
            super(it);
        }
    }
}
