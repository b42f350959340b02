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
package org.mattrainer.internal.kernel.vector;

import org.mattrainer.internal.kernel.ConvolutionKernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.WinogradTransform;

/** Convolution arithmetic on SIMD vectors, in classes that the build generates. */
public final class VectorConvolutionKernels implements ConvolutionKernels {

    /** Makes the kernels; they have no state. */
    public VectorConvolutionKernels() {}

    @Override
    public int lanes() {
        return VectorSize.LENGTH;
    }

    @Override
    public int maxTileRows() {
        return VectorSize.MAX_TILE_ROWS;
    }

    @Override
    public int maxOuterRows() {
        return VectorSize.MAX_OUTER_ROWS;
    }

    @Override
    public int maxRunRows() {
        return VectorSize.MAX_RUN_ROWS;
    }

    @Override
    public int maxRows() {
        return VectorSize.MAX_ROWS;
    }

    @Override
    public void expand(
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
            int vRow) {
        VectorTransforms.down(transform, columns, x, x0, xPixel, xRow, s, h0);
        VectorTransforms.across(transform, tiles, s, h0, hTile, v0, vRow);
    }

    @Override
    public void contract(
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
            int yPixel) {
        int columns = tiles * (TILE_STRIDE / Layout.CHANNEL_BLOCK);
        VectorTransforms.down(transform, columns, s, m0, Layout.CHANNEL_BLOCK, mRow, s, h0);
        VectorTransforms.out(transform, tiles, rows, s, h0, y, y0, yRow, yPixel);
    }

    @Override
    public void weights(WinogradTransform transform, int count, float[] w, int w0, int step) {
        VectorTransforms.weightRows(transform, count, w, w0, step);
        VectorTransforms.weightColumns(transform, count, w, w0, step);
    }

    @Override
    public void addGradient(
            WinogradTransform transform, int count, float[] s, int s0, int step, float[] d, int d0, int dStep) {
        VectorTransforms.weightColumns(transform, count, s, s0, step);
        VectorTransforms.taps(transform, count, s, s0, step, d, d0, dStep);
    }

    @Override
    public void tileProduct(
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
            int cVector) {
        TileProduct.run(rows, vectors, depth, a, a0, aBlock, b, b0, c, c0, cVector);
    }

    @Override
    public void pixelProduct(
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
            int cRow) {
        PixelProduct.run(rows, vectors, depth, table, a, a0, aRow, b, b0, c, c0, cRow);
    }

    @Override
    public void runProduct(
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
            int cRow) {
        if (adds) {
            RunSum.run(rows, vectors, depth, a, a0, aRow, b, b0, c, c0, cRow);
        } else {
            RunProduct.run(rows, vectors, depth, a, a0, aRow, b, b0, c, c0, cRow);
        }
    }

    @Override
    public void pixelDot(
            int rows, int depth, int[] table, float[] a, int a0, int aRow, float[] b, int b0, float[] c, int c0) {
        PixelDot.run(rows, 1, depth, table, a, a0, aRow, b, b0, c, c0);
    }

    @Override
    public void laneSums(int count, float[] s, int s0, float[] d, int d0, int di) {
        LaneSums.run(count, s, s0, d, d0, di);
    }

    @Override
    public void tileOuter(
            int rows, int vectors, int depth, float[] a, int a0, float[] b, int b0, int bVector, float[] c, int c0) {
        TileOuter.run(rows, vectors, depth, a, a0, b, b0, bVector, c, c0);
    }

    @Override
    public void pixelOuter(
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
            int c0) {
        PixelOuter.run(rows, vectors, depth, aTable, bTable, a, a0, b, b0, c, c0);
    }
}
