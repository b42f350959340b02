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

/**
 * Every value as often as the factor says in both directions, the nearest neighbour in a larger map.
 * <ul>
 * <li>input: (batch, n, height, width)
 * <li>output: (batch, n, factor height, factor width)
 * </ul>
 */
public final class Upsample2d implements Layer {

    @Config(description = "How many times as many rows and columns there are, in [1, 15].")
    private int factor = 2;

    /** For olcut. */
    private Upsample2d() {}

    /**
     * Makes the layer.
     *
     * @param factor how many times as many rows and columns there are, in [1, 15]
     * @throws PropertyException if it is out of range
     */
    public Upsample2d(int factor) {
        this.factor = factor;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("Upsample2d", "factor", factor, 1, Sizes.MOST_ROWS);
    }

    /**
     * How many times as many rows and columns there are, in [1, 15].
     *
     * @return the setting
     */
    public int factor() {
        return factor;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return new TensorShape(
                input.channels(),
                Math.multiplyExact(factor, input.height()),
                Math.multiplyExact(factor, input.width()));
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        return List.of();
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "U" + factor;
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
