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
 * Sizes and scratch layout of a Winograd convolution F(tile x tile, kernel x kernel). The output
 * is cut into tiles of tile x tile pixels; each tile of the input, {@code size = tile + kernel - 1} pixels wide and
 * high, is transformed into {@code size * size} positions, at each of which the tiles are multiplied by the weights of
 * that position as one matrix product.
 *
 * <p>Tiles are handled some rows of tiles at a time. The scratch array holds V, the transformed input [channel
 * block][position row][tile][position column, padded to 8][16], then M, the transformed output or output gradient in the
 * same form, then room for half-transformed tiles or for a part of dU. Rows and blocks lie an odd number of cache lines
 * apart, so that they do not compete for the same cache sets. Packed weights are [position][panel][input channel][output
 * channel of the panel], accumulated weight gradients the same with taps instead of positions.
 */
final class WinogradPass {

    /** Index of the first value: the data of a large array starts 16 bytes after a cache line, so 12 is aligned. */
    static final int START = 12;

    private static final int BLOCK = Layout.CHANNEL_BLOCK;

    /** Floats between positions of a part of dU: a block of input channels times a panel of output channels. */
    static final int PART_STRIDE = (ConvolutionKernels.PANEL_VECTORS * BLOCK + 1) * BLOCK;

    /** Rows and columns of a transformed tile. */
    final int size;

    /** Rows and columns of an output tile. */
    final int tile;

    /** Rows and columns of the part of the input that a tile is made from. */
    final int read;

    /** Whether the input is the gradient of the output, and the pass the forward pass of its one tile backwards. */
    final boolean adjoint;

    /** Rows and columns of the kernel. */
    final int kernel;

    /** Zeros around the input, which the first tile reads. */
    final int padding;

    final int inChannels;
    final int outChannels;
    final int inBlocks;
    final int outBlocks;

    /** Rows of the output. */
    final int height;

    /** Columns of the output. */
    final int width;

    final int tilesY;
    final int tilesX;

    /** Most rows of tiles that V and M hold. */
    final int blockRows;

    /** Floats between rows of positions of V and M. */
    final int positionRow;

    /** Floats between channel blocks of V and M. */
    final int blockStride;

    /** Floats between positions of packed weights. */
    final int weightStride;

    /**
     * Plans a pass.
     *
     * @param tile rows and columns of an output tile
     * @param shape the shape, with stride 1
     * @param tiles number of tiles that are handled together, about
     */
    WinogradPass(int tile, ConvolutionShape shape, int tiles) {
        this(tile + shape.kernel() - 1, tile, shape, shape.padding(), tiles, false);
    }

    /**
     * Plans the way back of images of one tile: dx = B (U' (A dy A')) B', for dy of at most a tile and dx of at most a
     * transformed tile. Tiles of the turned convolution would take more positions, as dx is larger than dy.
     *
     * @param tile rows and columns of an output tile of the forward pass
     * @param shape shape of the forward pass, see {@link #isOneTile}
     * @param tiles number of tiles that are handled together, about
     * @return the pass from dy to dx
     */
    static WinogradPass adjoint(int tile, ConvolutionShape shape, int tiles) {
        int size = tile + shape.kernel() - 1;
        return new WinogradPass(size, size, shape.turned(), 0, tiles, true);
    }

    private WinogradPass(int size, int tile, ConvolutionShape shape, int padding, int tiles, boolean adjoint) {
        this.size = size;
        this.tile = tile;
        this.kernel = shape.kernel();
        this.read = adjoint ? size - kernel + 1 : size;
        this.adjoint = adjoint;
        this.padding = padding;
        this.inChannels = shape.inChannels();
        this.outChannels = shape.outChannels();
        this.height = shape.outHeight();
        this.width = shape.outWidth();
        this.inBlocks = blocks(inChannels);
        this.outBlocks = blocks(outChannels);
        this.tilesY = (height + tile - 1) / tile;
        this.tilesX = (width + tile - 1) / tile;
        this.blockRows = Math.max(1, tiles / tilesX);
        this.positionRow = Math.addExact(Math.multiplyExact(blockRows * tilesX, ConvolutionKernels.TILE_STRIDE), BLOCK);
        this.blockStride = (Math.multiplyExact(size, positionRow) / BLOCK | 1) * BLOCK;
        this.weightStride = Math.multiplyExact(Math.multiplyExact(inChannels, outBlocks) | 1, BLOCK);
    }

    /** Whether one tile without zeros around it makes the whole output. */
    static boolean isOneTile(int tile, ConvolutionShape shape) {
        return shape.padding() == 0 && shape.outHeight() <= tile && shape.outWidth() <= tile;
    }

    private static int blocks(int channels) {
        return (channels + BLOCK - 1) / BLOCK;
    }

    /** Distance of a position of V or M from the first. */
    int position(int p) {
        return p / size * positionRow + p % size * BLOCK;
    }

    /** Rows or columns by which the tiles reach over the output. */
    int excess() {
        return Math.max(tilesY * tile - height, tilesX * tile - width);
    }

    /** Zeros that the last tiles read below and right of an input image. */
    int haloAfter(int inHeight, int inWidth) {
        int rows = (tilesY - 1) * tile + read - padding - inHeight;
        int columns = (tilesX - 1) * tile + read - padding - inWidth;
        return Math.max(0, Math.max(rows, columns));
    }

    /** Start of M. */
    int outputStart() {
        return START + Math.multiplyExact(inBlocks, blockStride);
    }

    /** Start of the half-transformed tiles. */
    int halfStart() {
        return Math.addExact(outputStart(), Math.multiplyExact(outBlocks, blockStride));
    }

    int scratchSize() {
        int columns = (tilesX + 1) * ConvolutionKernels.TILE_STRIDE / BLOCK + size;
        int half = Math.max(Math.multiplyExact(columns, ConvolutionKernels.TILE_STRIDE), size * size * PART_STRIDE);
        return Math.addExact(halfStart(), half);
    }

    /** Size of packed weights. */
    int weightSize() {
        return Math.addExact(START, Math.multiplyExact(size * size, weightStride));
    }

    /** Size of an accumulated gradient. */
    int gradientSize() {
        return Math.addExact(START, Math.multiplyExact(kernel * kernel, weightStride));
    }
}
