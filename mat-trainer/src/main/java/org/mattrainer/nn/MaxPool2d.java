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
 * Maximum over square windows, without padding. Of equal maxima the first in row-major order receives the gradient.
 * <ul>
 * <li>input: (batch, channels, height, width)
 * <li>output: (batch, channels, h, w), h = floor((height - kernelSize) / stride) + 1, with {@code ceilMode} the ceiling
 *     instead of the floor and the last window clipped to the input
 * </ul>
 */
public final class MaxPool2d implements Layer {

    @Config(description = "Rows and columns of the window, in [1, 15].")
    private int kernelSize = 2;

    @Config(description = "Step between windows, from 1 to kernelSize.")
    private int stride = 2;

    @Config(description = "Whether a last, clipped window is added when the windows do not cover the input.")
    private boolean ceilMode = false;

    /** For olcut. */
    private MaxPool2d() {}

    /**
     * Makes the layer.
     *
     * @param kernelSize rows and columns of the window, in [1, 15]
     * @param stride step between windows, from 1 to kernelSize
     * @param ceilMode whether a last, clipped window is added when the windows do not cover the input
     * @throws PropertyException if a value is out of range
     */
    public MaxPool2d(int kernelSize, int stride, boolean ceilMode) {
        this.kernelSize = kernelSize;
        this.stride = stride;
        this.ceilMode = ceilMode;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("MaxPool2d", "kernelSize", kernelSize, 1, Sizes.MOST_ROWS);
        Sizes.require("MaxPool2d", "stride", stride, 1, kernelSize);
    }

    /**
     * Rows and columns of the window, in [1, 15].
     *
     * @return the setting
     */
    public int kernelSize() {
        return kernelSize;
    }

    /**
     * Step between windows, from 1 to kernelSize.
     *
     * @return the setting
     */
    public int stride() {
        return stride;
    }

    /**
     * Whether a last, clipped window is added when the windows do not cover the input.
     *
     * @return the setting
     */
    public boolean ceilMode() {
        return ceilMode;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return new TensorShape(input.channels(), pooled(input, input.height()), pooled(input, input.width()));
    }

    private int pooled(TensorShape input, int size) {
        int steps = Sizes.steps(size, kernelSize, stride);
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "MaxPool2d " + notation() + ": the window is larger than the input " + input);
        }
        return ceilMode && (size - kernelSize) % stride > 0 ? steps + 1 : steps;
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
        return "M" + kernelSize + (stride == kernelSize ? "" : "s" + stride) + (ceilMode ? "c" : "");
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
