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
 * Convolution arithmetic in plain Java. A "vector" is a loop over a channel block, which the just-in-time compiler may
 * or may not vectorise. Products are added as {@code a * b + c}; {@code Math.fma} would be emulated in software on some
 * machines.
 */
public final class ScalarConvolutionKernels implements ConvolutionKernels {

    private static final int LANES = Layout.CHANNEL_BLOCK;

    /** Makes the kernels; they have no state. */
    public ScalarConvolutionKernels() {}

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int maxTileRows() {
        return LANES;
    }

    @Override
    public int maxOuterRows() {
        return LANES;
    }

    @Override
    public int maxRunRows() {
        return LANES;
    }

    @Override
    public int maxRows() {
        return LANES;
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
        ScalarTransforms.down(transform, columns, x, x0, xPixel, xRow, s, h0);
        ScalarTransforms.across(transform, tiles, s, h0, hTile, v0, vRow);
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
        ScalarTransforms.down(transform, columns, s, m0, Layout.CHANNEL_BLOCK, mRow, s, h0);
        ScalarTransforms.out(transform, tiles, rows, s, h0, y, y0, yRow, yPixel);
    }

    @Override
    public void weights(WinogradTransform transform, int count, float[] w, int w0, int step) {
        ScalarTransforms.weightRows(transform, count, w, w0, step);
        ScalarTransforms.weightColumns(transform, count, w, w0, step);
    }

    @Override
    public void addGradient(
            WinogradTransform transform, int count, float[] s, int s0, int step, float[] d, int d0, int dStep) {
        ScalarTransforms.weightColumns(transform, count, s, s0, step);
        ScalarTransforms.taps(transform, count, s, s0, step, d, d0, dStep);
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
        for (int j = 0; j < vectors; j++) {
            for (int i = 0; i < rows; i++) {
                int q = c0 + i * TILE_STRIDE + j * cVector;
                clear(c, q);
                for (int k = 0; k < depth; k++) {
                    multiplyAdd(
                            a[a0 + i * TILE_STRIDE + k / LANES * aBlock + k % LANES],
                            b,
                            b0 + (k * vectors + j) * LANES,
                            c,
                            q);
                }
            }
        }
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
        for (int j = 0; j < vectors; j++) {
            for (int i = 0; i < rows; i++) {
                int q = c0 + i * cRow + j * LANES;
                clear(c, q);
                for (int k = 0; k < depth; k++) {
                    multiplyAdd(a[a0 + i * aRow + table[k]], b, b0 + (k * vectors + j) * LANES, c, q);
                }
            }
        }
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
        for (int j = 0; j < vectors; j++) {
            for (int i = 0; i < rows; i++) {
                int q = c0 + i * cRow + j * LANES;
                if (!adds) {
                    clear(c, q);
                }
                for (int k = 0; k < depth; k++) {
                    multiplyAdd(a[a0 + i * aRow + k], b, b0 + (k * vectors + j) * LANES, c, q);
                }
            }
        }
    }

    @Override
    public void pixelDot(
            int rows, int depth, int[] table, float[] a, int a0, int aRow, float[] b, int b0, float[] c, int c0) {
        for (int i = 0; i < rows; i++) {
            int q = c0 + i * LANES;
            clear(c, q);
            for (int k = 0; k < depth; k++) {
                int p = a0 + i * aRow + table[k];
                for (int l = 0; l < LANES; l++) {
                    c[q + l] = a[p + l] * b[b0 + k * LANES + l] + c[q + l];
                }
            }
        }
    }

    @Override
    public void laneSums(int count, float[] s, int s0, float[] d, int d0, int di) {
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int l = 0; l < LANES; l++) {
                sum += s[s0 + i * LANES + l];
            }
            d[d0 + i * di] = sum;
        }
    }

    @Override
    public void tileOuter(
            int rows, int vectors, int depth, float[] a, int a0, float[] b, int b0, int bVector, float[] c, int c0) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                clear(c, c0 + (i * vectors + j) * LANES);
                for (int k = 0; k < depth; k++) {
                    multiplyAdd(
                            a[a0 + k * TILE_STRIDE + i],
                            b,
                            b0 + k * TILE_STRIDE + j * bVector,
                            c,
                            c0 + (i * vectors + j) * LANES);
                }
            }
        }
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
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < vectors; j++) {
                for (int k = 0; k < depth; k++) {
                    multiplyAdd(
                            a[a0 + aTable[k] + i], b, b0 + bTable[k] + j * LANES, c, c0 + (i * vectors + j) * LANES);
                }
            }
        }
    }

    private static void clear(float[] c, int c0) {
        for (int l = 0; l < LANES; l++) {
            c[c0 + l] = 0;
        }
    }

    private static void multiplyAdd(float a, float[] b, int b0, float[] c, int c0) {
        for (int l = 0; l < LANES; l++) {
            c[c0 + l] = a * b[b0 + l] + c[c0 + l];
        }
    }
}
