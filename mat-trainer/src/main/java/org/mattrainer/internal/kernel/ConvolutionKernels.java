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
     * The most rows of a register tile.
     *
     * @return rows, at least 1
     */
    int maxRows();

    /**
     * One-dimensional Winograd transforms down the columns of a row of tiles: element e of transform i is the vector at
     * {@code s0 + i si + e se} and goes to {@code d0 + i TILE_STRIDE + e CHANNEL_BLOCK}.
     *
     * @param transform which one: of an input, an output or a gradient
     * @param count number of transforms
     * @param s source
     * @param s0 index of the first vector
     * @param si floats between transforms
     * @param se floats between the elements of a transform
     * @param d destination
     * @param d0 index of the first vector
     */
    void transformDown(WinogradTransform transform, int count, float[] s, int s0, int si, int se, float[] d, int d0);

    /**
     * One-dimensional Winograd transforms along a row of half-transformed columns: element e of transform i is the
     * vector at {@code s0 + i si + e TILE_STRIDE} and goes to {@code d0 + i TILE_STRIDE + e CHANNEL_BLOCK}.
     *
     * @param transform which one: of an input or a gradient
     * @param count number of transforms
     * @param s source
     * @param s0 index of the first vector
     * @param si floats between transforms
     * @param d destination
     * @param d0 index of the first vector
     */
    void transformAcross(WinogradTransform transform, int count, float[] s, int s0, int si, float[] d, int d0);

    /**
     * One-dimensional Winograd transforms along a row of half-transformed columns of the output: element e of transform
     * i is the vector at {@code s0 + (8 i + e) TILE_STRIDE} and goes to {@code d0 + i di + e de}.
     *
     * @param transform which one: of an output
     * @param count number of transforms
     * @param s source
     * @param s0 index of the first vector
     * @param d destination
     * @param d0 index of the first vector
     * @param di floats between transforms
     * @param de floats between the elements of a transform
     */
    void transformOut(WinogradTransform transform, int count, float[] s, int s0, float[] d, int d0, int di, int de);

    /**
     * One-dimensional Winograd transforms of neighbouring vectors in place: element e of transform i is the vector at
     * {@code s0 + i lanes() + e se}.
     *
     * @param transform which one: of weights or their gradient
     * @param count number of transforms
     * @param s source and destination
     * @param s0 index of the first vector
     * @param se floats between the elements of a transform
     */
    void transformInPlace(WinogradTransform transform, int count, float[] s, int s0, int se);

    /**
     * Matrix product c = a b of tiles: a has rows {@link #TILE_STRIDE} floats apart and columns in blocks of 16 that are
     * {@code aBlock} floats apart, b is dense, c has rows {@link #TILE_STRIDE} and vectors {@code cVector} floats apart.
     *
     * @param rows rows of a and c, at most {@link #maxRows()}
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
     * Gathers channel blocks.
     *
     * @param count number of blocks of 16 floats
     * @param s source
     * @param s0 index of the first block
     * @param si floats between blocks
     * @param d receives the blocks one after the other
     * @param d0 index of the first
     */
    void copyBlocks(int count, float[] s, int s0, int si, float[] d, int d0);

    /**
     * Adds the matrix product a' b of tiles to c: rows of a and b are {@link #TILE_STRIDE} floats apart, vectors of
     * b {@code bVector} floats, c is dense.
     *
     * @param rows columns of a, rows of c, at most {@link #maxRows()}
     * @param vectors vectors of a row of b and c, at most {@link #PANEL_VECTORS}
     * @param depth rows of a and b
     * @param a left factor
     * @param a0 index of its first value
     * @param b right factor
     * @param b0 index of its first value
     * @param bVector floats between vectors of a row of b
     * @param c result
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
