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
import java.util.List;

/**
 * Two-dimensional convolution (cross-correlation: the kernel is not flipped) with square kernels and zero padding.
 * <ul>
 * <li>input: (batch, channels, height, width)
 * <li>weight: (outChannels, channels, kernelSize, kernelSize), bias: (outChannels)
 * <li>output: (batch, outChannels, h, w), h = floor((height + 2 padding - kernelSize) / stride) + 1, w likewise
 * </ul>
 */
public final class Conv2d extends WeightedLayer {

    @Config(mandatory = true, description = "Number of output channels, in [1, 1048576].")
    private int outChannels;

    @Config(description = "Rows and columns of the kernel, in [1, 15].")
    private int kernelSize = 3;

    @Config(description = "Step between applications of the kernel, in [1, 15].")
    private int stride = 1;

    @Config(description = "Rows and columns of zeros added on every side, from 0 to kernelSize - 1.")
    private int padding = 1;

    /** For olcut. */
    private Conv2d() {}

    /**
     * Makes the layer.
     *
     * @param outChannels number of output channels, in [1, 1048576]
     * @param kernelSize rows and columns of the kernel, in [1, 15]
     * @param stride step between applications of the kernel, in [1, 15]
     * @param padding rows and columns of zeros added on every side, from 0 to kernelSize - 1
     * @param bias whether a bias is added
     * @throws PropertyException if a value is out of range
     */
    public Conv2d(int outChannels, int kernelSize, int stride, int padding, boolean bias) {
        this.outChannels = outChannels;
        this.kernelSize = kernelSize;
        this.stride = stride;
        this.padding = padding;
        this.bias = bias;
        postConfig();
    }

    /**
     * Starts the layer with the defaults of all other settings.
     *
     * @param outChannels number of output channels, in [1, 1048576]
     * @return the builder
     */
    public static Builder builder(int outChannels) {
        Conv2d it = new Conv2d();
        it.outChannels = outChannels;
        return new Builder(it);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("Conv2d", "outChannels", outChannels, 1, Sizes.MOST_CHANNELS);
        Sizes.require("Conv2d", "kernelSize", kernelSize, 1, Sizes.MOST_ROWS);
        Sizes.require("Conv2d", "stride", stride, 1, Sizes.MOST_ROWS);
        Sizes.require("Conv2d", "padding", padding, 0, kernelSize - 1);
        checkWeights("Conv2d");
    }

    /**
     * Number of output channels, in [1, 1048576].
     *
     * @return the setting
     */
    public int outChannels() {
        return outChannels;
    }

    /**
     * Rows and columns of the kernel, in [1, 15].
     *
     * @return the setting
     */
    public int kernelSize() {
        return kernelSize;
    }

    /**
     * Step between applications of the kernel, in [1, 15].
     *
     * @return the setting
     */
    public int stride() {
        return stride;
    }

    /**
     * Rows and columns of zeros added on every side, from 0 to kernelSize - 1.
     *
     * @return the setting
     */
    public int padding() {
        return padding;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        int height = Sizes.steps(input.height() + 2 * padding, kernelSize, stride);
        int width = Sizes.steps(input.width() + 2 * padding, kernelSize, stride);
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "Conv2d " + notation() + ": the kernel is larger than the padded input " + input);
        }
        return new TensorShape(outChannels, height, width);
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        // Where this is cut off, the network refuses the weight.
        int fanIn = (int) Math.min(Integer.MAX_VALUE, (long) input.channels() * kernelSize * kernelSize);
        return tensors(outChannels, List.of(outChannels, input.channels(), kernelSize, kernelSize), fanIn);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String notation() {
        return "C" + kernelSize + "x" + outChannels + (stride == 1 ? "" : "s" + stride)
                + (padding == kernelSize / 2 ? "" : "p" + padding) + suffix();
    }

    /** Makes a {@link Conv2d}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends WeightedLayer.Builder<Conv2d, Builder> {

        private Builder(Conv2d it) {
            super(it);
        }

        /**
         * Sets the rows and columns of the kernel.
         *
         * @param kernelSize in [1, 15]; 3 if this is not called
         * @return this
         */
        public Builder kernelSize(int kernelSize) {
            return set(it -> it.kernelSize = kernelSize);
        }

        /**
         * Sets the step between applications of the kernel.
         *
         * @param stride in [1, 15]; 1 if this is not called
         * @return this
         */
        public Builder stride(int stride) {
            return set(it -> it.stride = stride);
        }

        /**
         * Sets the rows and columns of zeros added on every side.
         *
         * @param padding from 0 to kernelSize - 1; 1 if this is not called
         * @return this
         */
        public Builder padding(int padding) {
            return set(it -> it.padding = padding);
        }
    }
}
