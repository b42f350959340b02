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
public final class WinogradConvolution implements LinearOperator {

    /** Bytes of transformed tiles that stay in the second-level cache of a core, beside other data. */
    private static final int CACHE = 3 << 18;

    /** Bytes of weights that are worth another tile in a block, so that they are read less often. */
    private static final int WEIGHTS_PER_TILE = 1 << 18;

    /** Fewest tiles of a block: two full register tiles. */
    private static final int FEWEST_TILES = 24;

    /** Most tiles of a block: more do not pay, even if the weights are large. */
    private static final int MOST_TILES = 48;

    /** Tiles of a block of the weight gradient, which is transformed and added once for each block. */
    private static final int GRADIENT_TILES = 64;

    private final ConvolutionShape shape;
    private final int tile;
    private final Layout input;
    private final Layout output;
    private final Layout upstream;
    private final Layout inputGradient;
    private final int blockImages;
    private final WinogradSweep forward;
    private final WinogradSweep backward;
    private final WinogradSweep weightGradient;

    /**
     * Plans the convolution of a shape.
     *
     * @param shape the shape, see {@link #supports}
     * @param tile rows and columns of an output tile
     * @param backwardTile rows and columns of a tile of the gradient of the input, unless one tile makes the output
     * @param kernels the arithmetic
     * @throws IllegalArgumentException if the shape is not supported
     */
    public WinogradConvolution(ConvolutionShape shape, int tile, int backwardTile, ConvolutionKernels kernels) {
        if (!supports(shape)) {
            throw new IllegalArgumentException("expected stride 1, a 3x3 or 5x5 kernel and more than " + Layout.NARROW
                    + " channels, found " + shape);
        }
        this.shape = shape;
        this.tile = tile;
        ConvolutionShape turned = shape.turned();
        this.forward = new WinogradSweep(new WinogradPass(tile, shape, tiles(shape, tile)), kernels, false);
        WinogradPass back = WinogradPass.isOneTile(tile, shape)
                ? WinogradPass.adjoint(tile, shape, tiles(shape, tile))
                : new WinogradPass(backwardTile, turned, tiles(turned, backwardTile));
        this.backward = new WinogradSweep(back, kernels, true);
        this.weightGradient = new WinogradSweep(new WinogradPass(tile, shape, GRADIENT_TILES), kernels, false);
        this.blockImages = Math.max(1, weightGradient.pass.blockRows / forward.pass.tilesY);
        this.input = layout(forward.pass, shape, 0);
        this.output = shape.output();
        this.inputGradient = shape.input();
        this.upstream = layout(backward.pass, turned, forward.pass.excess());
    }

    /** The images that a pass reads, with zeros for the first and the last tiles. */
    private static Layout layout(WinogradPass pass, ConvolutionShape shape, int after) {
        int halo = Math.max(after, pass.haloAfter(shape.height(), shape.width()));
        return Layout.of(shape.inChannels(), shape.height(), shape.width(), pass.padding, halo);
    }

    /** How many tiles to handle together. */
    private static int tiles(ConvolutionShape of, int tile) {
        int positions = (tile + of.kernel() - 1) * (tile + of.kernel() - 1);
        long tileBytes = (long) positions * (of.inChannels() + of.outChannels()) * Float.BYTES;
        long weightBytes = (long) positions * of.inChannels() * of.outChannels() * Float.BYTES;
        long tiles = Math.max(CACHE / tileBytes, weightBytes / WEIGHTS_PER_TILE);
        return (int) Math.min(MOST_TILES, Math.max(FEWEST_TILES, tiles));
    }

    /**
     * The largest tile whose rounding errors stay within the stated bounds.
     *
     * @param shape a supported shape
     * @return rows and columns
     */
    static int largestTile(ConvolutionShape shape) {
        return shape.kernel() == 3 ? 6 : 4;
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

    @Override
    public Layout input() {
        return input;
    }

    @Override
    public Layout output() {
        return output;
    }

    @Override
    public Layout inputGradient() {
        return inputGradient;
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
        int passes = Math.max(forward.pass.scratchSize(), backward.pass.scratchSize());
        return Math.max(passes, weightGradient.pass.scratchSize());
    }

    @Override
    public int packedSize() {
        return Math.max(forward.pass.weightSize(), backward.pass.weightSize());
    }

    @Override
    public int accumulatorSize() {
        return weightGradient.pass.gradientSize();
    }

    @Override
    public void packForward(float[] weight, int offset, float[] packed) {
        forward.pack(weight, offset, packed);
    }

    @Override
    public void packBackward(float[] weight, int offset, float[] packed) {
        backward.pack(weight, offset, packed);
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        forward.run(packed, x, xStart, input, y, yStart, output, images, scratch);
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        backward.run(packed, dy, dyStart, upstream, dx, dxStart, inputGradient, images, scratch);
    }

    @Override
    public void addWeightGradient(
            float[] x,
            int xStart,
            float[] dy,
            int dyStart,
            int images,
            float[] accumulator,
            boolean fresh,
            float[] scratch) {
        weightGradient.accumulate(x, xStart, input, dy, dyStart, upstream, images, accumulator, fresh, scratch);
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        weightGradient.unpack(accumulator, gradient, offset);
    }

    @Override
    public String toString() {
        return "winograd F(" + tile + "," + shape.kernel() + ")";
    }
}
