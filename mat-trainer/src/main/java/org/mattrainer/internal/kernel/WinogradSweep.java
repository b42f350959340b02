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

import java.util.Arrays;

/** A Winograd convolution of some images, or its weight gradient: block after block of rows of tiles. */
final class WinogradSweep {

    final WinogradPass pass;
    private final WinogradTransforms transforms;
    private final WinogradProducts products;
    private final WinogradWeights weights;
    private final WeightPanels panels;

    /**
     * Plans a sweep.
     *
     * @param pass sizes
     * @param kernels the arithmetic
     * @param turned whether the weights are turned around, for the pass to the input
     */
    WinogradSweep(WinogradPass pass, ConvolutionKernels kernels, boolean turned) {
        this.pass = pass;
        this.transforms = new WinogradTransforms(pass, kernels);
        this.products = new WinogradProducts(pass, kernels);
        this.panels = new WeightPanels(pass.inChannels, pass.outChannels, kernels);
        this.weights = new WinogradWeights(pass, kernels, turned);
    }

    /** Transforms canonical weights. */
    void pack(float[] weight, int offset, float[] packed) {
        weights.scatter(weight, offset, packed);
        transforms.weights(packed);
    }

    /** Copies an accumulated gradient to canonical weights. */
    void unpack(float[] accumulator, float[] gradient, int offset) {
        weights.gather(accumulator, gradient, offset);
    }

    /** y = x * w. */
    void run(
            float[] packed,
            float[] x,
            int xStart,
            Layout xLayout,
            float[] y,
            int yStart,
            Layout yLayout,
            int images,
            float[] scratch) {
        int end = images * pass.tilesY;
        int blocks = (end + pass.blockRows - 1) / pass.blockRows;
        for (int block = 0, row = 0; block < blocks; block++) {
            int rows = (block + 1) * end / blocks - row;
            transforms.input(x, xStart, xLayout, row, rows, scratch);
            products.multiply(packed, rows * pass.tilesX, scratch);
            transforms.output(y, yStart, yLayout, row, rows, scratch);
            row += rows;
        }
    }

    /** dw += G' [(B' x B)' (A dy A')] G, where a fresh dw counts as zero. */
    void accumulate(
            float[] x,
            int xStart,
            Layout xLayout,
            float[] dy,
            int dyStart,
            Layout dyLayout,
            int images,
            float[] accumulator,
            boolean fresh,
            float[] scratch) {
        int end = images * pass.tilesY;
        int blocks = (end + pass.blockRows - 1) / pass.blockRows;
        for (int block = 0, row = 0; block < blocks; block++) {
            int rows = (block + 1) * end / blocks - row;
            transforms.input(x, xStart, xLayout, row, rows, scratch);
            transforms.gradient(dy, dyStart, dyLayout, row, rows, scratch);
            accumulate(rows * pass.tilesX, accumulator, fresh && block == 0, scratch);
            row += rows;
        }
    }

    private void accumulate(int tiles, float[] accumulator, boolean fresh, float[] scratch) {
        for (int o = 0; o < panels.paddedOut(); o += panels.width()) {
            for (int c = 0; c < pass.inChannels; c += Layout.CHANNEL_BLOCK) {
                int channels = Math.min(Layout.CHANNEL_BLOCK, pass.inChannels - c);
                products.outer(tiles, c, o, scratch);
                int to = WinogradPass.START + panels.index(c, o);
                int values = channels * panels.width(o);
                if (fresh) {
                    clear(accumulator, to, values);
                }
                transforms.addWeightGradient(values, scratch, accumulator, to);
            }
        }
    }

    /** Just before they are used, so that they are in the cache by then. */
    private void clear(float[] accumulator, int start, int values) {
        for (int tap = 0; tap < pass.kernel * pass.kernel; tap++) {
            int from = start + tap * pass.weightStride;
            Arrays.fill(accumulator, from, from + values, 0f);
        }
    }
}
