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
 * The two-dimensional transforms of a Winograd convolution, each done as one-dimensional ones down the columns of a row
 * of tiles and then along its rows.
 */
final class WinogradTransforms {

    private static final int BLOCK = Layout.CHANNEL_BLOCK;
    private static final int TILE = ConvolutionKernels.TILE_STRIDE;

    /** Vectors of weights that are transformed together: all positions of them stay in a cache. */
    private static final int WEIGHT_VECTORS = 64;

    private final WinogradPass pass;
    private final ConvolutionKernels kernels;
    private final int lanes;
    private final WinogradTransform input;
    private final WinogradTransform output;
    private final WinogradTransform gradient;
    private final WinogradTransform weight;
    private final WinogradTransform weightGradient;

    WinogradTransforms(WinogradPass pass, ConvolutionKernels kernels) {
        this.pass = pass;
        this.kernels = kernels;
        this.lanes = kernels.lanes();
        this.gradient = named("GRADIENT", pass.size - pass.kernel + 1, pass.size);
        this.input = pass.adjoint ? gradient : named("INPUT", pass.size, pass.size);
        this.output = named(pass.adjoint ? "INPUT_GRADIENT" : "OUTPUT", pass.size, pass.tile);
        this.weight = named("WEIGHT", pass.kernel, pass.size);
        this.weightGradient = named("WEIGHT_GRADIENT", pass.size, pass.kernel);
    }

    private static WinogradTransform named(String kind, int from, int to) {
        return WinogradTransform.valueOf(kind + "_" + from + "_TO_" + to);
    }

    /**
     * V = B' x B of all tiles, or the dM = A dy A' of the way back.
     *
     * @param x images
     * @param xStart start of the first
     * @param layout their layout
     * @param firstRow first row of tiles, counted through the images
     * @param rows number of rows of tiles
     * @param scratch receives V
     */
    void input(float[] x, int xStart, Layout layout, int firstRow, int rows, float[] scratch) {
        int columns = (pass.tilesX - 1) * pass.tile + pass.read;
        expand(
                input,
                columns,
                pass.inBlocks,
                x,
                xStart,
                layout,
                -pass.padding,
                firstRow,
                rows,
                scratch,
                WinogradPass.START);
    }

    /**
     * dM = A dy A' of all tiles.
     *
     * @param dy gradient of the output, zero where incomplete tiles reach over the border
     * @param dyStart start of the first image
     * @param layout layout of dy
     * @param firstRow first row of tiles, counted through the images
     * @param rows number of rows of tiles
     * @param scratch receives dM
     */
    void gradient(float[] dy, int dyStart, Layout layout, int firstRow, int rows, float[] scratch) {
        int columns = pass.tilesX * pass.tile;
        expand(gradient, columns, pass.outBlocks, dy, dyStart, layout, 0, firstRow, rows, scratch, pass.outputStart());
    }

    private void expand(
            WinogradTransform transform,
            int columns,
            int blocks,
            float[] x,
            int xStart,
            Layout layout,
            int origin,
            int firstRow,
            int rows,
            float[] scratch,
            int start) {
        for (int row = 0; row < rows; row++) {
            int image = (firstRow + row) / pass.tilesY;
            int y = (firstRow + row) % pass.tilesY * pass.tile;
            int corner = xStart + image * layout.imageStride() + layout.offset(origin + y, origin);
            int tile = start + row * pass.tilesX * TILE;
            for (int c = 0; c < blocks * BLOCK; c += lanes) {
                kernels.expand(
                        transform,
                        columns,
                        x,
                        corner + c,
                        layout.pixelStride(),
                        layout.rowStride(),
                        scratch,
                        pass.halfStart(),
                        pass.tilesX,
                        pass.tile * TILE,
                        tile + c / BLOCK * pass.blockStride + c % BLOCK,
                        pass.positionRow);
            }
        }
    }

    /**
     * y = A' M A of all tiles, or the dx = B dV B' of the way back.
     *
     * @param y receives the output
     * @param yStart start of the first image
     * @param layout layout of y
     * @param firstRow first row of tiles, counted through the images
     * @param rows number of rows of tiles
     * @param scratch holds M
     */
    void output(float[] y, int yStart, Layout layout, int firstRow, int rows, float[] scratch) {
        for (int row = 0; row < rows; row++) {
            int image = (firstRow + row) / pass.tilesY;
            int i = (firstRow + row) % pass.tilesY * pass.tile;
            int corner = yStart + image * layout.imageStride() + layout.offset(i, 0);
            int tile = pass.outputStart() + row * pass.tilesX * TILE;
            for (int c = 0; c < pass.outBlocks * BLOCK; c += lanes) {
                int m = tile + c / BLOCK * pass.blockStride + c % BLOCK;
                contract(m, Math.min(pass.tile, pass.height - i), scratch, y, corner + c, layout);
            }
        }
    }

    /** One row of tiles, one vector of channels; a tile that reaches over the border goes through scratch space. */
    private void contract(int m, int rows, float[] scratch, float[] y, int start, Layout layout) {
        int half = pass.halfStart();
        int whole = pass.width / pass.tile;
        int pixel = layout.pixelStride();
        int row = layout.rowStride();
        if (whole > 0) {
            kernels.contract(output, whole, scratch, m, pass.positionRow, half, rows, y, start, row, pixel);
        }
        int rest = pass.width % pass.tile;
        if (rest > 0) {
            int last = m + whole * TILE;
            int edge = half + TILE * TILE / BLOCK;
            int to = start + whole * pass.tile * pixel;
            kernels.contract(output, 1, scratch, last, pass.positionRow, half, rows, scratch, edge, TILE, BLOCK);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < rest; j++) {
                    System.arraycopy(scratch, edge + i * TILE + j * BLOCK, y, to + i * row + j * pixel, lanes);
                }
            }
        }
    }

    /**
     * U = G w G' in place: the kernel's taps (r, s) stand at positions r size + s.
     *
     * @param packed weights by position
     */
    void weights(float[] packed) {
        int count = pass.weightStride / lanes;
        for (int first = 0; first < count; first += WEIGHT_VECTORS) {
            int start = WinogradPass.START + first * lanes;
            kernels.weights(weight, Math.min(WEIGHT_VECTORS, count - first), packed, start, pass.weightStride);
        }
    }

    /**
     * dw += G' dU G for a part of dU, whose place is used up.
     *
     * @param values number of values at a position
     * @param scratch holds the part
     * @param accumulator dw
     * @param start index of the part's first value
     */
    void addWeightGradient(int values, float[] scratch, float[] accumulator, int start) {
        int step = WinogradPass.PART_STRIDE;
        int from = pass.halfStart();
        kernels.addGradient(weightGradient, values / lanes, scratch, from, step, accumulator, start, pass.weightStride);
    }
}
