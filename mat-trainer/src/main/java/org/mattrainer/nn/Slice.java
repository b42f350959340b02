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
 * Some of the values of an input in canonical order (channel, row, column), as a map of another shape: one of several values
 * that a network beside the model reads one behind the other in a vector.
 */
public final class Slice implements Layer {

    @Config(mandatory = true, description = "Index of the first value in the input, at least 0.")
    private int offset;

    @Config(mandatory = true, description = "Number of output channels, at least 1.")
    private int channels;

    @Config(mandatory = true, description = "Rows of the output, at least 1.")
    private int height;

    @Config(mandatory = true, description = "Columns of the output, at least 1.")
    private int width;

    /** For olcut. */
    private Slice() {}

    /**
     * Makes the layer.
     *
     * @param offset index of the first value in the input, at least 0
     * @param shape shape of the output
     * @throws PropertyException if a value is out of range
     */
    public Slice(int offset, TensorShape shape) {
        this.offset = offset;
        this.channels = shape.channels();
        this.height = shape.height();
        this.width = shape.width();
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("Slice", "offset", offset, 0, Sizes.MOST_VALUES);
        Sizes.require("Slice", "channels", channels, 1, Sizes.MOST_VALUES);
        Sizes.require("Slice", "height", height, 1, Sizes.MOST_VALUES);
        Sizes.require("Slice", "width", width, 1, Sizes.MOST_VALUES);
    }

    /**
     * Index of the first value in the input, at least 0.
     *
     * @return the setting
     */
    public int offset() {
        return offset;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        if (offset + (double) channels * height * width > input.size()) {
            throw new IllegalArgumentException("Slice " + notation() + ": expected at least " + offset + " + "
                    + channels + " x " + height + " x " + width + " values, found " + input);
        }
        return new TensorShape(channels, height, width);
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
        return "I" + offset + "x" + channels + "x" + height + "x" + width;
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
