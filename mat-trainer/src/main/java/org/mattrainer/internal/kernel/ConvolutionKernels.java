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
 * The arithmetic of convolutions, on rows of vectors. {@link DirectConvolution} and {@link WinogradConvolution} do the
 * walking; what is here are the loops that the processor spends its time in. Every element of a result is one chain of
 * multiply-adds in ascending order of the summation index, however many rows a call handles.
 */
public interface ConvolutionKernels {

    /** Most vectors of a row of a register tile, and width of the panels that weights are packed in. */
    int PANEL_VECTORS = 2;

    /** Floats between tiles: eight positions of a channel block. */
    int TILE_STRIDE = 8 * Layout.CHANNEL_BLOCK;

    /**
     * Width of a vector.
     *
     * @return floats, a divisor of {@link Layout#CHANNEL_BLOCK}
     */
    int lanes();

    /**
     * The most rows of a register tile of {@link #tileProduct}.
     *
     * @return rows, at least 1
     */
    int maxTileRows();

    /**
     * The most rows of a register tile of {@link #tileOuter}.
     *
     * @return rows, at least 1
     */
    int maxOuterRows();

    /**
     * The most rows of a register tile of {@link #runProduct}.
     *
     * @return rows, at least 1
     */
    int maxRunRows();

    /**
     * The most rows of a register tile of the other products.
     *
     * @return rows, at least 1
     */
    int maxRows();

    /**
     * Transforms a row of tiles of one vector of channels to positions: down the pixel columns into half-transformed
     * columns, element e of column i at {@code h0 + i TILE_STRIDE + e CHANNEL_BLOCK}, then along each row r of those
     * to {@code v0 + r vRow + i TILE_STRIDE + e CHANNEL_BLOCK} for tile i.
     *
     * @param transform of an input or a gradient
     * @param columns pixel columns of all tiles together
     * @param x pixels
     * @param x0 index of the first
     * @param xPixel floats between neighbouring pixels
     * @param xRow floats between rows of pixels
     * @param s scratch
     * @param h0 where half-transformed columns lie
     * @param tiles number of tiles
     * @param hTile floats between the first columns of neighbouring tiles
     * @param v0 where the first position lies
     * @param vRow floats between rows of positions
     */
    void expand(
            WinogradTransform transform,
            int columns,
            float[] x,
            int x0,
            int xPixel,
            int xRow,
            float[] s,
            int h0,
            int tiles,
            int hTile,
            int v0,
            int vRow);

    /**
     * Transforms a row of tiles of one vector of channels from positions to pixels, the counterpart of {@link #expand}.
     *
     * @param transform of an output
     * @param tiles number of tiles
     * @param s scratch
     * @param m0 where the first position lies
     * @param mRow floats between rows of positions
     * @param h0 where half-transformed columns lie
     * @param rows rows of pixels that are wanted
     * @param y receives the pixels
     * @param y0 index of the first
     * @param yRow floats between rows of pixels
     * @param yPixel floats between neighbouring pixels
     */
    void contract(
            WinogradTransform transform,
            int tiles,
            float[] s,
            int m0,
            int mRow,
            int h0,
            int rows,
            float[] y,
            int y0,
            int yRow,
            int yPixel);

    /**
     * Transforms weights in place: tap (r, s) of the kernel stands at position {@code r size + s}.
     *
     * @param transform of weights
     * @param count vectors at a position
     * @param w weights
     * @param w0 index of the first
     * @param step floats between positions
     */
    void weights(WinogradTransform transform, int count, float[] w, int w0, int step);

    /**
     * Transforms a weight gradient from positions to taps, which are added to another; the source is used up.
     *
     * @param transform of a weight gradient
     * @param count vectors at a position
     * @param s gradient at positions
     * @param s0 index of the first
     * @param step floats between positions
     * @param d gradient of the taps
     * @param d0 index of the first
     * @param dStep floats between taps
     */
    void addGradient(WinogradTransform transform, int count, float[] s, int s0, int step, float[] d, int d0, int dStep);

    /**
     * Matrix product c = a b of tiles: a has rows {@link #TILE_STRIDE} floats apart and columns in blocks of 16 that are
     * {@code aBlock} floats apart, b is dense, c has rows {@link #TILE_STRIDE} and vectors {@code cVector} floats apart.
     *
     * @param rows rows of a and c, at most {@link #maxTileRows()}
     * @param vectors vectors of a row of b and c, at most {@link #PANEL_VECTORS}
     * @param depth columns of a, rows of b
     * @param a left factor
     * @param a0 index of its first value
     * @param aBlock floats between column blocks of a
     * @param b right factor
     * @param b0 index of its first value
     * @param c result, overwritten
     * @param c0 index of its first value
     * @param cVector floats between vectors of a row of c
     */
    void tileProduct(
            int rows,
            int vectors,
            int depth,
            float[] a,
            int a0,
            int aBlock,
            float[] b,
            int b0,
            float[] c,
            int c0,
            int cVector);

    /**
     * Matrix product c = a b of pixels: a[i][k] is at {@code a0 + aRow i + table[k]}, b is dense, c has rows
     * {@code cRow} floats apart.
     *
     * @param rows rows of a and c, at most {@link #maxRows()}
     * @param vectors vectors of a row of b and c, at most {@link #PANEL_VECTORS}
     * @param depth columns of a, rows of b
     * @param table distances of the columns of a
     * @param a left factor
     * @param a0 index of its first value
     * @param aRow floats between rows of a
     * @param b right factor
     * @param b0 index of its first value
     * @param c result, overwritten
     * @param c0 index of its first value
     * @param cRow floats between rows of c
     */
    void pixelProduct(
            int rows,
            int vectors,
            int depth,
            int[] table,
            float[] a,
            int a0,
            int aRow,
            float[] b,
            int b0,
            float[] c,
            int c0,
            int cRow);

    /**
     * Part of a matrix product of pixels whose columns lie side by side: a[i][k] is at {@code a0 + aRow i + k}, b is
     * dense, c has rows {@code cRow} floats apart.
     *
     * @param adds whether the part is added to c; if not, c is overwritten
     * @param rows rows of a and c, at most {@link #maxRunRows()}
     * @param vectors vectors of a row of b and c, at most {@link #PANEL_VECTORS}
     * @param depth columns of a, rows of b
     * @param a left factor
     * @param a0 index of its first value
     * @param aRow floats between rows of a
     * @param b right factor
     * @param b0 index of its first value
     * @param c result
     * @param c0 index of its first value
     * @param cRow floats between rows of c
     */
    void runProduct(
            boolean adds,
            int rows,
            int vectors,
            int depth,
            float[] a,
            int a0,
            int aRow,
            float[] b,
            int b0,
            float[] c,
            int c0,
            int cRow);

    /**
     * Inner products of pixels, lane by lane: vector i of c is the sum over k of the vector at
     * {@code a0 + aRow i + table[k]} times vector k of b.
     *
     * @param rows pixels, at most {@link #maxRows()}
     * @param depth vectors of a pixel's sum
     * @param table distances of the vectors of a
     * @param a pixels
     * @param a0 index of the first
     * @param aRow floats between pixels
     * @param b weights
     * @param b0 index of the first
     * @param c receives a vector for each pixel
     * @param c0 index of the first
     */
    void pixelDot(int rows, int depth, int[] table, float[] a, int a0, int aRow, float[] b, int b0, float[] c, int c0);

    /**
     * Sums the lanes of vectors, always in the same order.
     *
     * @param count number of vectors
     * @param s vectors
     * @param s0 index of the first
     * @param d receives the sums
     * @param d0 index of the first
     * @param di floats between sums
     */
    void laneSums(int count, float[] s, int s0, float[] d, int d0, int di);

    /**
     * Matrix product c = a' b of tiles: rows of a and b are {@link #TILE_STRIDE} floats apart, vectors of
     * b {@code bVector} floats, c is dense.
     *
     * @param rows columns of a, rows of c, at most {@link #maxOuterRows()}
     * @param vectors vectors of a row of b and c, at most {@link #PANEL_VECTORS}
     * @param depth rows of a and b
     * @param a left factor
     * @param a0 index of its first value
     * @param b right factor
     * @param b0 index of its first value
     * @param bVector floats between vectors of a row of b
     * @param c result, overwritten
     * @param c0 index of its first value
     */
    void tileOuter(
            int rows, int vectors, int depth, float[] a, int a0, float[] b, int b0, int bVector, float[] c, int c0);

    /**
     * Adds the matrix product a' b of pixels to c: row k of a is at {@code a0 + aTable[k]}, row k of b at
     * {@code b0 + bTable[k]}, c is dense.
     *
     * @param rows columns of a, rows of c, at most {@link #maxRows()}
     * @param vectors vectors of a row of b and c, at most {@link #PANEL_VECTORS}
     * @param depth rows of a and b
     * @param aTable distances of the rows of a
     * @param bTable distances of the rows of b
     * @param a left factor
     * @param a0 index of its first value
     * @param b right factor
     * @param b0 index of its first value
     * @param c result
     * @param c0 index of its first value
     */
    void pixelOuter(
            int rows,
            int vectors,
            int depth,
            int[] aTable,
            int[] bTable,
            float[] a,
            int a0,
            float[] b,
            int b0,
            float[] c,
            int c0);
}
