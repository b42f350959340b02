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
 * A trained scale of each channel, then, if wanted, a trained shift, y = gamma x + beta; {@link ChannelAffine} does it in the
 * other order.
 * <ul>
 * <li>parameters: gamma (channels), a setting at first, and beta (channels), 0 at first
 * </ul>
 */
public final class ChannelScale implements Layer {

    @Config(description = "The scale before training, finite.")
    private float initial = 1;

    @Config(description = "Whether the scaled values are shifted as well.")
    private boolean shift = true;

    /** With a scale of 1 at first, and a shift. */
    public ChannelScale() {}

    /**
     * Makes the layer.
     *
     * @param initial the scale before training, finite
     * @param shift whether the scaled values are shifted as well
     * @throws PropertyException if a value is out of range
     */
    public ChannelScale(float initial, boolean shift) {
        this.initial = initial;
        this.shift = shift;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.finite("initial", initial);
    }

    /**
     * Whether the scaled values are shifted as well.
     *
     * @return the setting
     */
    public boolean shift() {
        return shift;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return input;
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        List<Integer> shape = List.of(input.channels());
        List<LayerTensor> tensors = new ArrayList<>();
        tensors.add(new LayerTensor("gamma", shape, ParameterKind.GAMMA, 0, initial));
        if (shift) {
            tensors.add(new LayerTensor("beta", shape, ParameterKind.BETA, 0, 0f));
        }
        return tensors;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "Y" + (initial == 1 ? "" : initial) + (shift ? "" : "n");
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
