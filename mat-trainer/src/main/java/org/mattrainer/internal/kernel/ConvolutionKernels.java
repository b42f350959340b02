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
     * One-dimensional Winograd transforms of vectors: element e of transform i is the vector at
     * {@code s0 + i si + e se}, and the result goes to d likewise. d may be s with the same indices.
     *
     * @param transform which one
     * @param count number of transforms
     * @param s source
     * @param s0 index of the first vector
     * @param si floats between transforms
     * @param se floats between the elements of a transform
     * @param d destination
     * @param d0 index of the first vector
     * @param di floats between transforms
     * @param de floats between the elements of a transform
     */
    void transform(
            WinogradTransform transform,
            int count,
            float[] s,
            int s0,
            int si,
            int se,
            float[] d,
            int d0,
            int di,
            int de);

    /**
     * Matrix product c = a b of tiles: a[i][k] is at {@code a0 + 16 i + table[k]}, b is dense, c has rows 16 floats and
     * vectors {@code cVector} floats apart.
     *
     * @param rows rows of a and c, at most {@link #maxRows()}
     * @param vectors vectors of a row of b and c, at most {@link #PANEL_VECTORS}
     * @param depth columns of a, rows of b
     * @param table distances of the columns of a
     * @param a left factor
     * @param a0 index of its first value
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
            int[] table,
            float[] a,
            int a0,
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
     * Adds the matrix product a' b of tiles to c: rows of a and b are 16 floats apart, vectors of b {@code bVector}
     * floats, c is dense.
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
