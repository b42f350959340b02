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
 * Inverted dropout: in training each value is kept with probability {@code keep} and divided by it, else set to 0; in
 * evaluation nothing changes (Srivastava et al., 2014).
 */
public final class Dropout implements Layer {

    @Config(description = "Probability with which a value is kept, in (0, 1].")
    private float keep = 0.5f;

    /** For olcut. */
    private Dropout() {}

    /**
     * Makes the layer.
     *
     * @param keep probability with which a value is kept, in (0, 1]
     * @throws PropertyException if it is out of range
     */
    public Dropout(float keep) {
        this.keep = keep;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.probability("keep", keep);
    }

    /**
     * Probability with which a value is kept, in (0, 1].
     *
     * @return the setting
     */
    public float keep() {
        return keep;
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
        return "O" + (keep == 0.5f ? "" : keep);
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
