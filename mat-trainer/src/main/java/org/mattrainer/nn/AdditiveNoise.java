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
 * Gaussian noise: in training a normal number of mean 0 is added to each value, drawn from the seed of the training, the
 * step and the example; in evaluation nothing changes.
 */
public final class AdditiveNoise implements Layer {

    @Config(description = "Standard deviation of the noise, above 0.")
    private float deviation = 0.3f;

    /** For olcut. */
    private AdditiveNoise() {}

    /**
     * Makes the layer.
     *
     * @param deviation standard deviation of the noise, above 0
     * @throws PropertyException if it is out of range
     */
    public AdditiveNoise(float deviation) {
        this.deviation = deviation;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("deviation", deviation);
    }

    /**
     * Standard deviation of the noise, above 0.
     *
     * @return the setting
     */
    public float deviation() {
        return deviation;
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
        return "N" + (deviation == 0.3f ? "" : deviation);
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
