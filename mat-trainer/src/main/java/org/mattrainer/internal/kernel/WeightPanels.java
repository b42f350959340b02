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
package org.mattrainer.internal.kernel;

/**
 * Where the weights of one kernel tap stand: panels of a few vectors of output channels, each [input channel][output
 * channel of the panel]. The last panel may be narrower. Output channels are padded to whole blocks; the weights of
 * padding channels are zero.
 *
 * @param inChannels input channels
 * @param outChannels output channels
 * @param width floats of a row of a panel
 */
record WeightPanels(int inChannels, int outChannels, int width) {

    WeightPanels(int inChannels, int outChannels, ConvolutionKernels kernels) {
        this(inChannels, outChannels, ConvolutionKernels.PANEL_VECTORS * kernels.lanes());
    }

    /** Output channels with padding. */
    int paddedOut() {
        return (outChannels + Layout.CHANNEL_BLOCK - 1) / Layout.CHANNEL_BLOCK * Layout.CHANNEL_BLOCK;
    }

    /** Width of the panel that starts at output channel {@code first}. */
    int width(int first) {
        return Math.min(width, paddedOut() - first);
    }

    /** Index of a weight. */
    int index(int in, int out) {
        int first = out / width * width;
        return first * inChannels + in * width(first) + out - first;
    }
}
