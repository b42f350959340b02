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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;

/** The channels of two or more values of one height and width, one value's behind the other's. */
public final class Concatenate implements Join {

    /** Makes the layer. */
    public Concatenate() {}

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("Concatenate: expected two values or more, found " + inputs.size());
        }
        TensorShape first = inputs.get(0);
        long channels = 0;
        for (TensorShape shape : inputs) {
            if (shape.height() != first.height() || shape.width() != first.width()) {
                throw new IllegalArgumentException(
                        "Concatenate: expected values of one height and width, found " + inputs);
            }
            channels += shape.channels();
        }
        if (channels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Concatenate: expected fewer than 2^31 channels, found " + inputs);
        }
        return new TensorShape((int) channels, first.height(), first.width());
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "&";
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
