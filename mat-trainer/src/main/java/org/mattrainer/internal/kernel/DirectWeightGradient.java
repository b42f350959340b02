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
 * The weight gradient of a direct convolution: outer products of input and output-gradient pixels, summed over the
 * pixels of a block of images into an accumulator [panel][tap and input channel][output channel of the panel].
 */
final class DirectWeightGradient {

    private static final int BLOCK = Layout.CHANNEL_BLOCK;

    /**
     * Pixels that are summed up together: what they have of both images stays in the first-level cache meanwhile. Pixels of 128
     * channels are 512 bytes apart, so that they share an eighth of the cache's sets, which hold 96 of them.
     */
    private static final int CHUNK = 64;

    private final ConvolutionShape shape;
    private final Layout input;
    private final Layout upstream;
    private final ConvolutionKernels kernels;
    private final WeightPanels panels;

    /** Pixels of a block of images. */
    private final int pixels;

    /** Floats of a row of taps with all channels. */
    private final int tapRow;

    /** For each chunk of pixels where they lie in the input, and in the gradient of the output. */
    private final int[][] xTables;

    private final int[][] yTables;

    /** Whether pixels of the output gradient are narrower than a vector. */
    private final boolean narrow;

    DirectWeightGradient(
            ConvolutionShape shape, Layout input, Layout upstream, int blockImages, ConvolutionKernels kernels) {
        this.shape = shape;
        this.input = input;
        this.upstream = upstream;
        this.kernels = kernels;
        this.tapRow = Math.multiplyExact(shape.kernel(), input.pixelStride());
        this.panels = new WeightPanels(Math.multiplyExact(shape.kernel(), tapRow), shape.outChannels(), kernels);
        this.narrow = upstream.pixelStride() < BLOCK;
        int pixels = shape.outHeight() * shape.outWidth();
        Math.multiplyExact(blockImages, Math.max(input.imageStride(), upstream.imageStride()));
        this.pixels = Math.multiplyExact(blockImages, pixels);
        int chunks = (this.pixels + CHUNK - 1) / CHUNK;
        this.xTables = new int[chunks][CHUNK];
        this.yTables = new int[chunks][CHUNK];
        for (int p = 0; p < this.pixels; p++) {
            int image = p / pixels;
            int row = p % pixels / shape.outWidth();
            int column = p % shape.outWidth();
            xTables[p / CHUNK][p % CHUNK] = image * input.imageStride()
                    + row * shape.stride() * input.rowStride()
                    + column * shape.stride() * input.pixelStride();
            yTables[p / CHUNK][p % CHUNK] = narrow
                    ? p * BLOCK
                    : image * upstream.imageStride() + row * upstream.rowStride() + column * upstream.pixelStride();
        }
    }

    int accumulatorSize() {
        return Math.addExact(WinogradPass.START, Math.multiplyExact(panels.inChannels(), panels.paddedOut()));
    }

    int scratchSize() {
        return narrow ? Math.multiplyExact(pixels, BLOCK) : 0;
    }

    void add(float[] x, int xStart, float[] dy, int dyStart, int images, float[] accumulator, float[] scratch) {
        int from = xStart + input.offset(-shape.padding(), -shape.padding());
        if (narrow) {
            widen(dy, dyStart, images, scratch);
            outer(x, from, scratch, 0, images, accumulator);
        } else {
            outer(x, from, dy, dyStart + upstream.offset(0, 0), images, accumulator);
        }
    }

    private void outer(float[] x, int xStart, float[] dy, int dyStart, int images, float[] accumulator) {
        int depth = images * shape.outHeight() * shape.outWidth();
        for (int chunk = 0; chunk * CHUNK < depth; chunk++) {
            outer(x, xStart, dy, dyStart, chunk, Math.min(CHUNK, depth - chunk * CHUNK), accumulator);
        }
    }

    private void outer(float[] x, int xStart, float[] dy, int dyStart, int chunk, int depth, float[] accumulator) {
        int[] xTable = xTables[chunk];
        int[] yTable = yTables[chunk];
        int groups = (tapRow + kernels.maxRows() - 1) / kernels.maxRows();
        for (int o = 0; o < panels.paddedOut(); o += panels.width()) {
            int vectors = panels.width(o) / kernels.lanes();
            for (int r = 0; r < shape.kernel(); r++) {
                int from = xStart + r * input.rowStride();
                for (int g = 0, i = 0; g < groups; g++) {
                    int next = (g + 1) * tapRow / groups;
                    int to = WinogradPass.START + panels.index(r * tapRow + i, o);
                    kernels.pixelOuter(
                            next - i, vectors, depth, xTable, yTable, x, from + i, dy, dyStart + o, accumulator, to);
                    i = next;
                }
            }
        }
    }

    /** Copies pixels of few channels into whole channel blocks. */
    private void widen(float[] dy, int dyStart, int images, float[] scratch) {
        int q = 0;
        for (int row = 0; row < images * shape.outHeight(); row++) {
            int p = dyStart
                    + row / shape.outHeight() * upstream.imageStride()
                    + upstream.offset(row % shape.outHeight(), 0);
            for (int j = 0; j < shape.outWidth(); j++, p += upstream.pixelStride()) {
                for (int c = 0; c < BLOCK; c++) {
                    scratch[q++] = c < shape.outChannels() ? dy[p + c] : 0;
                }
            }
        }
    }

    void unpack(float[] accumulator, float[] gradient, int offset) {
        int taps = shape.kernel() * shape.kernel();
        for (int o = 0; o < shape.outChannels(); o++) {
            for (int c = 0; c < shape.inChannels(); c++) {
                int to = offset + (o * shape.inChannels() + c) * taps;
                for (int t = 0; t < taps; t++) {
                    int from = panels.index(t * input.pixelStride() + c, o);
                    gradient[to + t] = accumulator[WinogradPass.START + from];
                }
            }
        }
    }
}
