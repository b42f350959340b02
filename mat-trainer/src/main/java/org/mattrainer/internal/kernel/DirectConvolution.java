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
 * Convolution as the sum of products that defines it, for every shape. Output pixels that are neighbours in a row form
 * the rows of a register tile, output channels its columns, and the sum runs over a table of taps and input channels.
 * The gradient to the input of a convolution with stride s is s x s such convolutions, one for each phase of the input
 * pixel, with the taps that meet it.
 */
public final class DirectConvolution implements Convolution {

    private static final int START = WinogradPass.START;

    /** Pixels that one weight-gradient kernel sums up at least, so that loading and storing its tile costs little. */
    private static final int PIXELS = 512;

    private final ConvolutionShape shape;
    private final Layout input;
    private final Layout upstream;
    private final DirectProducts products;
    private final int blockImages;
    private final DirectPass forward;
    private final WeightPanels forwardPanels;
    private final DirectPass[] backward;
    private final WeightPanels[] backwardPanels;
    private final WeightPanels gradientPanels;
    private final int[] gradientRows;
    private final int[] xTable;
    private final int[] yTable;
    private final boolean narrowUpstream;

    /**
     * Plans the convolution of a shape.
     *
     * @param shape the shape
     * @param kernels the arithmetic
     */
    public DirectConvolution(ConvolutionShape shape, ConvolutionKernels kernels) {
        this.shape = shape;
        this.products = new DirectProducts(kernels);
        this.input = inputLayout(shape);
        this.upstream = upstreamLayout(shape);
        int pixels = shape.outHeight() * shape.outWidth();
        this.blockImages = (PIXELS + pixels - 1) / pixels;
        int kernel = shape.kernel();
        int depth = kernel * kernel * shape.inChannels();
        this.forward = new DirectPass(
                forwardTable(), shape.outHeight(), shape.outWidth(), shape.stride(), -shape.padding(), 1, 0, 0, START);
        this.forwardPanels = new WeightPanels(depth, shape.outChannels(), kernels);
        int stride = shape.stride();
        this.backward = new DirectPass[stride * stride];
        this.backwardPanels = new WeightPanels[stride * stride];
        planBackward(kernels);
        this.gradientPanels = new WeightPanels(kernel * kernel * input.pixelStride(), shape.outChannels(), kernels);
        this.gradientRows = new int[kernel];
        for (int r = 0; r < kernel; r++) {
            gradientRows[r] = r * input.rowStride();
        }
        this.narrowUpstream = upstream.pixelStride() < Layout.CHANNEL_BLOCK;
        this.xTable = new int[blockImages * pixels];
        this.yTable = new int[blockImages * pixels];
        planPixels();
    }

    private static Layout inputLayout(ConvolutionShape shape) {
        int rows = (shape.outHeight() - 1) * shape.stride() + shape.kernel() - shape.padding() - shape.height();
        int columns = (shape.outWidth() - 1) * shape.stride() + shape.kernel() - shape.padding() - shape.width();
        int after = Math.max(0, Math.max(rows, columns));
        return Layout.of(shape.inChannels(), shape.height(), shape.width(), shape.padding(), after);
    }

    private static Layout upstreamLayout(ConvolutionShape shape) {
        int before = 0;
        int after = 0;
        for (int phase = 0; phase < shape.stride(); phase++) {
            DirectGradientTaps taps = DirectGradientTaps.of(shape, phase);
            before = Math.max(before, taps.before());
            after = Math.max(after, taps.after(shape, shape.height(), shape.outHeight()));
            after = Math.max(after, taps.after(shape, shape.width(), shape.outWidth()));
        }
        return Layout.of(shape.outChannels(), shape.outHeight(), shape.outWidth(), before, after);
    }

    private int[] forwardTable() {
        int[] table = new int[shape.kernel() * shape.kernel() * shape.inChannels()];
        int k = 0;
        for (int r = 0; r < shape.kernel(); r++) {
            for (int s = 0; s < shape.kernel(); s++) {
                for (int c = 0; c < shape.inChannels(); c++) {
                    table[k++] = r * input.rowStride() + s * input.pixelStride() + c;
                }
            }
        }
        return table;
    }

    private void planBackward(ConvolutionKernels kernels) {
        int start = START;
        for (int p = 0; p < backward.length; p++) {
            DirectGradientTaps row = DirectGradientTaps.of(shape, p / shape.stride());
            DirectGradientTaps column = DirectGradientTaps.of(shape, p % shape.stride());
            int[] table = new int[row.count() * column.count() * shape.outChannels()];
            int k = 0;
            for (int t = 0; t < row.count(); t++) {
                for (int u = 0; u < column.count(); u++) {
                    for (int o = 0; o < shape.outChannels(); o++) {
                        table[k++] = (row.lead() - t) * upstream.rowStride()
                                + (column.lead() - u) * upstream.pixelStride()
                                + o;
                    }
                }
            }
            backwardPanels[p] = new WeightPanels(table.length, shape.inChannels(), kernels);
            backward[p] = new DirectPass(
                    table,
                    row.inputs(shape, shape.height()),
                    column.inputs(shape, shape.width()),
                    1,
                    0,
                    shape.stride(),
                    row.phase(),
                    column.phase(),
                    start);
            start += table.length * backwardPanels[p].paddedOut();
        }
    }

    private void planPixels() {
        for (int n = 0, p = 0; n < blockImages; n++) {
            for (int i = 0; i < shape.outHeight(); i++) {
                for (int j = 0; j < shape.outWidth(); j++, p++) {
                    xTable[p] = n * input.imageStride()
                            + i * shape.stride() * input.rowStride()
                            + j * shape.stride() * input.pixelStride();
                    yTable[p] = narrowUpstream
                            ? p * Layout.CHANNEL_BLOCK
                            : n * upstream.imageStride() + i * upstream.rowStride() + j * upstream.pixelStride();
                }
            }
        }
    }

    @Override
    public Layout input() {
        return input;
    }

    @Override
    public Layout upstream() {
        return upstream;
    }

    @Override
    public int blockImages() {
        return blockImages;
    }

    @Override
    public int scratchSize() {
        int expanded = narrowUpstream ? yTable.length * Layout.CHANNEL_BLOCK : 0;
        return Math.max(products.scratchSize(), expanded);
    }

    @Override
    public int packedSize() {
        int taps = shape.kernel() * shape.kernel();
        WeightPanels backwardWeights = backwardPanels[0];
        return START
                + taps
                        * Math.max(
                                shape.inChannels() * forwardPanels.paddedOut(),
                                shape.outChannels() * backwardWeights.paddedOut());
    }

    @Override
    public int accumulatorSize() {
        return START + gradientPanels.inChannels() * gradientPanels.paddedOut();
    }

    @Override
    public void packForward(float[] weight, int offset, float[] packed) {
        int taps = shape.kernel() * shape.kernel();
        for (int o = 0; o < shape.outChannels(); o++) {
            for (int c = 0; c < shape.inChannels(); c++) {
                int from = offset + (o * shape.inChannels() + c) * taps;
                for (int t = 0; t < taps; t++) {
                    packed[START + forwardPanels.index(t * shape.inChannels() + c, o)] = weight[from + t];
                }
            }
        }
    }

    @Override
    public void packBackward(float[] weight, int offset, float[] packed) {
        int kernel = shape.kernel();
        for (int p = 0; p < backward.length; p++) {
            DirectGradientTaps row = DirectGradientTaps.of(shape, p / shape.stride());
            DirectGradientTaps column = DirectGradientTaps.of(shape, p % shape.stride());
            for (int t = 0; t < row.count(); t++) {
                for (int u = 0; u < column.count(); u++) {
                    int from = offset + row.tap(shape, t) * kernel + column.tap(shape, u);
                    int k = (t * column.count() + u) * shape.outChannels();
                    for (int o = 0; o < shape.outChannels(); o++) {
                        for (int c = 0; c < shape.inChannels(); c++) {
                            packed[backward[p].weightStart() + backwardPanels[p].index(k + o, c)] =
                                    weight[from + (o * shape.inChannels() + c) * kernel * kernel];
                        }
                    }
                }
            }
        }
    }

    @Override
    public void forward(
            float[] packed, float[] x, int xStart, float[] y, int yStart, Layout yLayout, int images, float[] scratch) {
        products.run(forward, forwardPanels, packed, x, xStart, input, y, yStart, yLayout, images, scratch);
    }

    @Override
    public void inputGradient(
            float[] packed,
            float[] dy,
            int dyStart,
            float[] dx,
            int dxStart,
            Layout dxLayout,
            int images,
            float[] scratch) {
        for (int p = 0; p < backward.length; p++) {
            products.run(
                    backward[p],
                    backwardPanels[p],
                    packed,
                    dy,
                    dyStart,
                    upstream,
                    dx,
                    dxStart,
                    dxLayout,
                    images,
                    scratch);
        }
    }

    @Override
    public void addWeightGradient(
            float[] x, int xStart, float[] dy, int dyStart, int images, float[] accumulator, float[] scratch) {
        int pixels = images * shape.outHeight() * shape.outWidth();
        if (narrowUpstream) {
            expand(dy, dyStart, images, scratch);
        }
        products.outer(
                gradientPanels,
                gradientRows,
                shape.kernel() * input.pixelStride(),
                xTable,
                yTable,
                pixels,
                x,
                xStart + input.offset(-shape.padding(), -shape.padding()),
                narrowUpstream ? scratch : dy,
                narrowUpstream ? 0 : dyStart + upstream.offset(0, 0),
                accumulator,
                START);
    }

    /** Copies pixels of few channels into whole channel blocks. */
    private void expand(float[] dy, int dyStart, int images, float[] scratch) {
        int q = 0;
        for (int n = 0; n < images; n++) {
            for (int i = 0; i < shape.outHeight(); i++) {
                int p = dyStart + n * upstream.imageStride() + upstream.offset(i, 0);
                for (int j = 0; j < shape.outWidth(); j++, p += upstream.pixelStride()) {
                    for (int c = 0; c < Layout.CHANNEL_BLOCK; c++) {
                        scratch[q++] = c < shape.outChannels() ? dy[p + c] : 0;
                    }
                }
            }
        }
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        int taps = shape.kernel() * shape.kernel();
        for (int o = 0; o < shape.outChannels(); o++) {
            for (int c = 0; c < shape.inChannels(); c++) {
                int to = offset + (o * shape.inChannels() + c) * taps;
                for (int t = 0; t < taps; t++) {
                    gradient[to + t] = accumulator[START + gradientPanels.index(t * input.pixelStride() + c, o)];
                }
            }
        }
    }

    @Override
    public String toString() {
        return "direct";
    }
}
