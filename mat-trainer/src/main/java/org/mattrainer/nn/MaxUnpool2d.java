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
 * The way back from a {@link MaxPool2d}: of a pooled value and the map that was pooled, in this order, zeros in the shape of
 * the map, and at the place of the maximum of each window the value; values that fall on one place are added. Of equal
 * values the first in the order of rows is the maximum. No gradient goes to the map.
 */
public final class MaxUnpool2d implements Join {

    @Config(description = "Rows and columns of the window, in [1, 15].")
    private int kernelSize = 2;

    @Config(description = "Step between windows, from 1 to kernelSize.")
    private int stride = 2;

    @Config(description = "Whether there is a last, clipped window where the windows do not cover the map.")
    private boolean ceilMode = false;

    /** For olcut. */
    private MaxUnpool2d() {}

    /**
     * Makes the layer with the settings of the pooling.
     *
     * @param kernelSize rows and columns of the window, in [1, 15]
     * @param stride step between windows, from 1 to kernelSize
     * @param ceilMode whether there is a last, clipped window
     * @throws PropertyException if a value is out of range
     */
    public MaxUnpool2d(int kernelSize, int stride, boolean ceilMode) {
        this.kernelSize = kernelSize;
        this.stride = stride;
        this.ceilMode = ceilMode;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("MaxUnpool2d", "kernelSize", kernelSize, 1, Sizes.MOST_ROWS);
        Sizes.require("MaxUnpool2d", "stride", stride, 1, kernelSize);
    }

    /**
     * The pooling that this is the way back from.
     *
     * @return a layer with the same settings
     */
    public MaxPool2d pooling() {
        return new MaxPool2d(kernelSize, stride, ceilMode);
    }

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        if (inputs.size() != 2 || !pooling().outputShape(inputs.get(1)).equals(inputs.get(0))) {
            throw new IllegalArgumentException("MaxUnpool2d: expected a pooled value and the map that was pooled by "
                    + pooling() + ", found " + inputs);
        }
        return inputs.get(1);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "V" + pooling().notation().substring(1) + "@";
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
