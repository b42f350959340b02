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
 * Convolution by Winograd's minimal filtering F(tile x tile, kernel x kernel) with stride 1: y = A' [(G w G') * (B' x B)]
 * A with an elementwise product, see {@link WinogradPass}. The gradient to the input is the same algorithm with
 * flipped weights, in and out exchanged; the gradient to the weights is its exact adjoint, dw = G' [(B' x B) * (A dy
 * A')] G summed over all tiles, of which the outer factors are applied once for the whole batch.
 */
public final class WinogradConvolution implements Convolution {

    private final ConvolutionShape shape;
    private final int tile;
    private final Layout input;
    private final Layout upstream;
    private final int blockImages;
    private final WinogradPass forward;
    private final WinogradPass backward;
    private final WinogradTransforms forwardTransforms;
    private final WinogradTransforms backwardTransforms;
    private final WinogradProducts forwardProducts;
    private final WinogradProducts backwardProducts;
    private final WeightPanels forwardPanels;
    private final WeightPanels backwardPanels;

    /**
     * Plans the convolution of a shape.
     *
     * @param shape the shape, see {@link #supports}
     * @param tile rows and columns of an output tile
     * @param blockImages most images of one call
     * @param kernels the arithmetic
     * @throws IllegalArgumentException if the shape is not supported
     */
    public WinogradConvolution(ConvolutionShape shape, int tile, int blockImages, ConvolutionKernels kernels) {
        if (!supports(shape)) {
            throw new IllegalArgumentException("expected stride 1, a 3x3 or 5x5 kernel and more than " + Layout.NARROW
                    + " channels, found " + shape);
        }
        this.shape = shape;
        this.tile = tile;
        this.blockImages = blockImages;
        this.forward = new WinogradPass(
                tile,
                shape.kernel(),
                shape.inChannels(),
                shape.outChannels(),
                shape.outHeight(),
                shape.outWidth(),
                blockImages);
        this.backward = new WinogradPass(
                tile,
                shape.kernel(),
                shape.outChannels(),
                shape.inChannels(),
                shape.height(),
                shape.width(),
                blockImages);
        this.forwardTransforms = new WinogradTransforms(forward, kernels);
        this.backwardTransforms = new WinogradTransforms(backward, kernels);
        this.forwardProducts = new WinogradProducts(forward, kernels);
        this.backwardProducts = new WinogradProducts(backward, kernels);
        this.forwardPanels = new WeightPanels(shape.inChannels(), shape.outChannels(), kernels);
        this.backwardPanels = new WeightPanels(shape.outChannels(), shape.inChannels(), kernels);
        this.input = Layout.of(
                shape.inChannels(),
                shape.height(),
                shape.width(),
                shape.padding(),
                after(forward, shape.padding(), shape.height(), shape.width()));
        this.upstream = Layout.of(
                shape.outChannels(),
                shape.outHeight(),
                shape.outWidth(),
                backPadding(),
                Math.max(
                        after(backward, backPadding(), shape.outHeight(), shape.outWidth()),
                        Math.max(forward.tilesY * tile - shape.outHeight(), forward.tilesX * tile - shape.outWidth())));
    }

    /**
     * Whether the algorithm applies.
     *
     * @param shape a shape
     * @return true for 3x3 and 5x5 kernels with stride 1 and more than {@link Layout#NARROW} channels on both sides
     */
    public static boolean supports(ConvolutionShape shape) {
        return shape.stride() == 1
                && (shape.kernel() == 3 || shape.kernel() == 5)
                && shape.inChannels() > Layout.NARROW
                && shape.outChannels() > Layout.NARROW;
    }

    private int backPadding() {
        return shape.kernel() - 1 - shape.padding();
    }

    /** Zeros that the last tiles read below and right of an image. */
    private static int after(WinogradPass pass, int before, int height, int width) {
        int rows = pass.tilesY * pass.tile + pass.kernel - 1 - before - height;
        int columns = pass.tilesX * pass.tile + pass.kernel - 1 - before - width;
        return Math.max(0, Math.max(rows, columns));
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
        return Math.max(forward.scratchSize(), backward.scratchSize());
    }

    @Override
    public int packedSize() {
        return Math.max(forward.weightSize(), backward.weightSize());
    }

    @Override
    public int accumulatorSize() {
        return forward.weightSize();
    }

    @Override
    public void packForward(float[] weight, int offset, float[] packed) {
        int kernel = shape.kernel();
        for (int c = 0; c < shape.inChannels(); c++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                int from = offset + (o * shape.inChannels() + c) * kernel * kernel;
                int to = WinogradPass.START + forwardPanels.index(c, o);
                for (int r = 0; r < kernel; r++) {
                    for (int s = 0; s < kernel; s++) {
                        packed[to + (r * forward.size + s) * forward.weightStride] = weight[from++];
                    }
                }
            }
        }
        forwardTransforms.weights(packed);
    }

    @Override
    public void packBackward(float[] weight, int offset, float[] packed) {
        int kernel = shape.kernel();
        for (int o = 0; o < shape.outChannels(); o++) {
            for (int c = 0; c < shape.inChannels(); c++) {
                int from = offset + (o * shape.inChannels() + c) * kernel * kernel;
                int to = WinogradPass.START + backwardPanels.index(o, c);
                for (int r = kernel - 1; r >= 0; r--) {
                    for (int s = kernel - 1; s >= 0; s--) {
                        packed[to + (r * backward.size + s) * backward.weightStride] = weight[from++];
                    }
                }
            }
        }
        backwardTransforms.weights(packed);
    }

    @Override
    public void forward(
            float[] packed, float[] x, int xStart, float[] y, int yStart, Layout yLayout, int images, float[] scratch) {
        forwardTransforms.input(x, xStart, input, -shape.padding(), images, scratch);
        forwardProducts.multiply(packed, images * forward.tilesY * forward.tilesX, scratch);
        forwardTransforms.output(y, yStart, yLayout, images, scratch);
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
        backwardTransforms.input(dy, dyStart, upstream, -backPadding(), images, scratch);
        backwardProducts.multiply(packed, images * backward.tilesY * backward.tilesX, scratch);
        backwardTransforms.output(dx, dxStart, dxLayout, images, scratch);
    }

    @Override
    public void addWeightGradient(
            float[] x, int xStart, float[] dy, int dyStart, int images, float[] accumulator, float[] scratch) {
        forwardTransforms.input(x, xStart, input, -shape.padding(), images, scratch);
        forwardTransforms.gradient(dy, dyStart, upstream, images, scratch);
        forwardProducts.accumulate(images * forward.tilesY * forward.tilesX, scratch, accumulator);
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        forwardTransforms.weightGradient(accumulator);
        int kernel = shape.kernel();
        for (int c = 0; c < shape.inChannels(); c++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                int from = WinogradPass.START + forwardPanels.index(c, o);
                int to = offset + (o * shape.inChannels() + c) * kernel * kernel;
                for (int r = 0; r < kernel; r++) {
                    for (int s = 0; s < kernel; s++) {
                        gradient[to++] = accumulator[from + (r * forward.size + s) * forward.weightStride];
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return "winograd F(" + tile + "," + shape.kernel() + ")";
    }
}
