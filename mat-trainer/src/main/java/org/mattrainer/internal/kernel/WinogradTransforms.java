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
        this.input = named("INPUT", pass.size, pass.size);
        this.output = named("OUTPUT", pass.size, pass.tile);
        this.gradient = named("GRADIENT", pass.tile, pass.size);
        this.weight = named("WEIGHT", pass.kernel, pass.size);
        this.weightGradient = named("WEIGHT_GRADIENT", pass.size, pass.kernel);
    }

    private static WinogradTransform named(String kind, int from, int to) {
        return WinogradTransform.valueOf(kind + "_" + from + "_TO_" + to);
    }

    /**
     * V = B' x B of all tiles.
     *
     * @param x images
     * @param xStart start of the first
     * @param layout their layout
     * @param firstRow first row of tiles, counted through the images
     * @param rows number of rows of tiles
     * @param scratch receives V
     */
    void input(float[] x, int xStart, Layout layout, int firstRow, int rows, float[] scratch) {
        int columns = (pass.tilesX - 1) * pass.tile + pass.size;
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
        int half = pass.halfStart();
        for (int row = 0; row < rows; row++) {
            int image = (firstRow + row) / pass.tilesY;
            int y = (firstRow + row) % pass.tilesY * pass.tile;
            int corner = xStart + image * layout.imageStride() + layout.offset(origin + y, origin);
            int tile = start + row * pass.tilesX * TILE;
            for (int c = 0; c < blocks * BLOCK; c += lanes) {
                kernels.transformDown(
                        transform, columns, x, corner + c, layout.pixelStride(), layout.rowStride(), scratch, half);
                int v = tile + c / BLOCK * pass.blockStride + c % BLOCK;
                for (int i = 0; i < pass.size; i++) {
                    kernels.transformAcross(
                            transform,
                            pass.tilesX,
                            scratch,
                            half + i * BLOCK,
                            pass.tile * TILE,
                            scratch,
                            v + i * pass.positionRow);
                }
            }
        }
    }

    /**
     * y = A' M A of all tiles.
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

    /** One row of tiles, one vector of channels. */
    private void contract(int m, int rows, float[] scratch, float[] y, int yStart, Layout layout) {
        int half = pass.halfStart();
        int columns = pass.tilesX * TILE / BLOCK;
        kernels.transformDown(output, columns, scratch, m, BLOCK, pass.positionRow, scratch, half);
        int whole = pass.width / pass.tile;
        int rest = pass.width % pass.tile;
        int edge = half + columns * TILE;
        int edgeStart = yStart + whole * pass.tile * layout.pixelStride();
        for (int i = 0; i < rows; i++) {
            int from = half + i * BLOCK;
            int to = i * layout.rowStride();
            kernels.transformOut(
                    output,
                    whole,
                    scratch,
                    from,
                    y,
                    yStart + to,
                    pass.tile * layout.pixelStride(),
                    layout.pixelStride());
            if (rest > 0) {
                int last = from + whole * TILE * TILE / BLOCK;
                kernels.transformOut(output, 1, scratch, last, scratch, edge, 0, BLOCK);
                for (int j = 0; j < rest; j++) {
                    System.arraycopy(scratch, edge + j * BLOCK, y, edgeStart + to + j * layout.pixelStride(), lanes);
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
        int column = pass.size * pass.weightStride;
        for (int r = 0; r < pass.kernel; r++) {
            inPlace(weight, count, packed, WinogradPass.START + r * column, pass.weightStride);
        }
        for (int j = 0; j < pass.size; j++) {
            inPlace(weight, count, packed, WinogradPass.START + j * pass.weightStride, column);
        }
    }

    /**
     * dw = G' dU G in place: the gradients of the taps (r, s) end at positions r size + s.
     *
     * @param accumulator gradient by position
     */
    void weightGradient(float[] accumulator) {
        int count = pass.weightStride / lanes;
        int column = pass.size * pass.weightStride;
        for (int j = 0; j < pass.size; j++) {
            inPlace(weightGradient, count, accumulator, WinogradPass.START + j * pass.weightStride, column);
        }
        for (int r = 0; r < pass.kernel; r++) {
            inPlace(weightGradient, count, accumulator, WinogradPass.START + r * column, pass.weightStride);
        }
    }

    private void inPlace(WinogradTransform transform, int count, float[] w, int start, int step) {
        kernels.transformInPlace(transform, count, w, start, step);
    }
}
