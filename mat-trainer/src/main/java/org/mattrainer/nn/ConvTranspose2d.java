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
import java.util.List;

/**
 * Transposed convolution with square kernels, the adjoint of a {@link Conv2d} with its step and padding, which makes maps
 * larger.
 * <ul>
 * <li>input: (batch, n, height, width)
 * <li>output: (batch, outChannels, h, w), h = (height - 1) stride - 2 padding + kernelSize + outputPadding, w likewise;
 *     what outputPadding adds is at the bottom and on the right
 * <li>weight: (n, outChannels, kernelSize, kernelSize), bias: (outChannels)
 * </ul>
 */
public final class ConvTranspose2d extends WeightedLayer {

    @Config(mandatory = true, description = "Number of output channels, in [1, 1048576].")
    private int outChannels;

    @Config(description = "Rows and columns of the kernel, in [1, 15].")
    private int kernelSize = 3;

    @Config(description = "Step between the places where kernels are added, in [1, 15].")
    private int stride = 2;

    @Config(description = "Rows and columns taken away on every side, from 0 to kernelSize - 1.")
    private int padding = 1;

    @Config(description = "Rows and columns added at the bottom and on the right, from 0 to stride - 1.")
    private int outputPadding = 1;

    /** For olcut. */
    private ConvTranspose2d() {}

    /**
     * Starts the layer with the defaults of all other settings.
     *
     * @param outChannels number of output channels, in [1, 1048576]
     * @return the builder
     */
    public static Builder builder(int outChannels) {
        ConvTranspose2d it = new ConvTranspose2d();
        it.outChannels = outChannels;
        return new Builder(it);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Sizes.require("ConvTranspose2d", "outChannels", outChannels, 1, Sizes.MOST_CHANNELS);
        Sizes.require("ConvTranspose2d", "kernelSize", kernelSize, 1, Sizes.MOST_ROWS);
        Sizes.require("ConvTranspose2d", "stride", stride, 1, Sizes.MOST_ROWS);
        Sizes.require("ConvTranspose2d", "padding", padding, 0, kernelSize - 1);
        Sizes.require("ConvTranspose2d", "outputPadding", outputPadding, 0, stride - 1);
        checkWeights("ConvTranspose2d");
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
     * Step between the places where kernels are added, in [1, 15].
     *
     * @return the setting
     */
    public int stride() {
        return stride;
    }

    /**
     * Rows and columns taken away on every side.
     *
     * @return the setting
     */
    public int padding() {
        return padding;
    }

    /**
     * Rows and columns added at the bottom and on the right.
     *
     * @return the setting
     */
    public int outputPadding() {
        return outputPadding;
    }

    @Override
    public TensorShape outputShape(TensorShape input) {
        return new TensorShape(outChannels, enlarged(input, input.height()), enlarged(input, input.width()));
    }

    private int enlarged(TensorShape input, int size) {
        int rows = Math.addExact(Math.multiplyExact(size - 1, stride), kernelSize - 2 * padding + outputPadding);
        if (rows < 1) {
            throw new IllegalArgumentException(
                    "ConvTranspose2d " + notation() + ": the padding takes all of the output of " + input);
        }
        return rows;
    }

    @Override
    public List<LayerTensor> parameters(TensorShape input) {
        return tensors(
                outChannels,
                List.of(input.channels(), outChannels, kernelSize, kernelSize),
                Math.multiplyExact(input.channels(), kernelSize * kernelSize));
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }

    /** The output padding with which the size of the input is multiplied by the step, or the nearest that there is. */
    static int usualOutputPadding(int kernelSize, int stride, int padding) {
        return Math.max(0, Math.min(stride - 1, stride - kernelSize + 2 * padding));
    }

    @Override
    public String notation() {
        int usual = usualOutputPadding(kernelSize, stride, padding);
        return "T" + kernelSize + "x" + outChannels
                + (stride == 2 ? "" : "s" + stride)
                + (padding == (kernelSize - 1) / 2 ? "" : "p" + padding)
                + (outputPadding == usual ? "" : "o" + outputPadding)
                + suffix();
    }

    /** Makes a {@link ConvTranspose2d}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends WeightedLayer.Builder<ConvTranspose2d, Builder> {

        private Builder(ConvTranspose2d it) {
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
         * Sets the step between the places where kernels are added.
         *
         * @param stride in [1, 15]; 2 if this is not called
         * @return this
         */
        public Builder stride(int stride) {
            return set(it -> it.stride = stride);
        }

        /**
         * Sets the rows and columns taken away on every side.
         *
         * @param padding from 0 to kernelSize - 1; 1 if this is not called
         * @return this
         */
        public Builder padding(int padding) {
            return set(it -> it.padding = padding);
        }

        /**
         * Sets the rows and columns added at the bottom and on the right.
         *
         * @param outputPadding from 0 to stride - 1; 1 if this is not called
         * @return this
         */
        public Builder outputPadding(int outputPadding) {
            return set(it -> it.outputPadding = outputPadding);
        }
    }
}
