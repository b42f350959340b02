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
import java.util.ArrayList;
import java.util.List;

/**
 * A trained shift of each channel, then, if wanted, a trained scale, y = gamma (x + beta): the second half of batch
 * normalisation apart, as in ladder networks (Rasmus et al., 2015), which add noise between the halves.
 * <ul>
 * <li>parameters: beta (channels), 0 at first, and gamma (channels), 1 at first
 * </ul>
 */
public final class ChannelAffine implements Layer {

    @Config(description = "Whether the shifted values are scaled as well.")
    private boolean scale = true;

    /** With shift and scale. */
    public ChannelAffine() {}

    /**
     * Makes the layer.
     *
     * @param scale whether the shifted values are scaled as well
     */
    public ChannelAffine(boolean scale) {
        this.scale = scale;
    }

    /**
     * Whether the shifted values are scaled as well.
     *
     * @return the setting
     */
    public boolean scale() {
        return scale;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return input;
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        List<Integer> shape = List.of(input.channels());
        List<LayerTensor> tensors = new ArrayList<>();
        tensors.add(new LayerTensor("bias", shape, ParameterKind.BIAS, 0, 0f));
        if (scale) {
            tensors.add(new LayerTensor("gamma", shape, ParameterKind.GAMMA, 0, 1f));
        }
        return tensors;
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return scale ? "E" : "Eb";
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
