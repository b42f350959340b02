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
 * Parametric rectifier with one trained slope per channel (He et al., 2015): y = x for x above 0, else slope * x.
 */
public final class PRelu implements Layer {

    @Config(description = "Slope before training, finite.")
    private float initialSlope = 0.25f;

    /** For olcut. */
    private PRelu() {}

    /**
     * Makes the layer.
     *
     * @param initialSlope slope before training, finite
     * @throws PropertyException if it is out of range
     */
    public PRelu(float initialSlope) {
        this.initialSlope = initialSlope;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.finite("initialSlope", initialSlope);
    }

    /**
     * Slope before training, finite.
     *
     * @return the setting
     */
    public float initialSlope() {
        return initialSlope;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return input;
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        return List.of(new LayerTensor("slope", List.of(input.channels()), ParameterKind.SLOPE, 0, initialSlope));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "P" + (initialSlope == 0.25f ? "" : initialSlope);
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
