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

/** The same values in canonical order (channel, row, column) as a map of another shape: the way back from a vector. */
public final class Reshape implements Layer {

    @Config(mandatory = true, description = "Number of output channels, at least 1.")
    private int channels;

    @Config(mandatory = true, description = "Rows of the output, at least 1.")
    private int height;

    @Config(mandatory = true, description = "Columns of the output, at least 1.")
    private int width;

    /** For olcut. */
    private Reshape() {}

    /**
     * Makes the layer.
     *
     * @param channels number of output channels, at least 1
     * @param height rows of the output, at least 1
     * @param width columns of the output, at least 1
     * @throws PropertyException if a value is out of range
     */
    public Reshape(int channels, int height, int width) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("Reshape", "channels", channels, 1, Sizes.MOST_VALUES);
        Sizes.require("Reshape", "height", height, 1, Sizes.MOST_VALUES);
        Sizes.require("Reshape", "width", width, 1, Sizes.MOST_VALUES);
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        if ((long) channels * height != (double) input.size() / width) {
            throw new IllegalArgumentException("Reshape " + notation() + ": expected " + channels + " x " + height
                    + " x " + width + " values, found " + input);
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
        return "W" + channels + "x" + height + "x" + width;
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
