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
 * The shortcut without parameters between stages of a residual network (He et al., 2016, option A): every
 * {@code stride}-th row and column from the first on, and channels of zeros behind those of the input.
 * <ul>
 * <li>input: (batch, n, height, width)
 * <li>output: (batch, channels, h, w), h = floor((height - 1) / stride) + 1, w likewise
 * </ul>
 */
public final class ShortcutPad implements Layer {

    @Config(
            mandatory = true,
            description = "Number of output channels, in [1, 1048576] and at least those of the input.")
    private int channels;

    @Config(description = "Step between the rows and columns that are kept, in [1, 15].")
    private int stride = 2;

    /** For olcut. */
    private ShortcutPad() {}

    /**
     * Makes the layer.
     *
     * @param channels number of output channels, at least those of the input
     * @param stride step between the rows and columns that are kept, in [1, 15]
     * @throws PropertyException if a value is out of range
     */
    public ShortcutPad(int channels, int stride) {
        this.channels = channels;
        this.stride = stride;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("ShortcutPad", "channels", channels, 1, Sizes.MOST_CHANNELS);
        Sizes.require("ShortcutPad", "stride", stride, 1, Sizes.MOST_ROWS);
    }

    /**
     * Number of output channels.
     *
     * @return the setting
     */
    public int channels() {
        return channels;
    }

    /**
     * Step between the rows and columns that are kept, in [1, 15].
     *
     * @return the setting
     */
    public int stride() {
        return stride;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        if (input.channels() > channels) {
            throw new IllegalArgumentException(
                    "ShortcutPad " + notation() + ": expected at most " + channels + " channels, found " + input);
        }
        return new TensorShape(channels, (input.height() - 1) / stride + 1, (input.width() - 1) / stride + 1);
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
        return "K" + stride + "x" + channels;
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
