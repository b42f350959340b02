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

/**
 * Leaky rectifier: y = x for x above 0, else slope * x.
 */
public final class LeakyRelu implements Layer {

    @Config(description = "Slope below 0, finite.")
    private float slope = 0.1f;

    /** For olcut. */
    private LeakyRelu() {}

    /**
     * Makes the layer.
     *
     * @param slope slope below 0, finite
     * @throws PropertyException if it is out of range
     */
    public LeakyRelu(float slope) {
        this.slope = slope;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.finite("slope", slope);
    }

    /**
     * Slope below 0, finite.
     *
     * @return the setting
     */
    public float slope() {
        return slope;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return input;
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
        return "L" + (slope == 0.1f ? "" : slope);
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
