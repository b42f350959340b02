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
package org.mattrainer.benchmarks.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.benchmarks.check.KernelCase.Measure;
import org.mattrainer.internal.kernel.ConvolutionKernels;
import org.mattrainer.internal.kernel.Layout;

/** The six families of matrix products at every register tile, each on data that fits in the first-level cache. */
public final class ProductCases {

    /** Sums that keep two multiply-add units of latency four busy; tiles of fewer cannot reach the peak. */
    private static final int BUSY_SUMS = 8;

    /** Least share of the FMA peak that a full tile reaches: kernels whose vectors are objects stay below 2 %. */
    private static final double FLOOR = 0.25;

    /** Terms of each sum: as many as the layers of 128 channels have, and as many tiles as a block of a gradient. */
    private static final int DEPTH = 128;

    private static final int OUTER_DEPTH = 64;
    private static final int BLOCK = Layout.CHANNEL_BLOCK;
    private static final int TILE = ConvolutionKernels.TILE_STRIDE;

    private final ConvolutionKernels kernels;
    private final float[] a;
    private final float[] b = ones(DEPTH * TILE);
    private final float[] c;
    private final int[] aTable = table(BLOCK);
    private final int[] bTable = table(ConvolutionKernels.PANEL_VECTORS * BLOCK);

    private ProductCases(ConvolutionKernels kernels) {
        this.kernels = kernels;
        this.a = ones(DEPTH / BLOCK * kernels.maxTileRows() * TILE + DEPTH * TILE);
        int rows = Math.max(kernels.maxRunRows(), Math.max(kernels.maxRows(), kernels.maxTileRows()));
        this.c = new float[rows * TILE];
    }

    private static float[] ones(int length) {
        float[] values = new float[length];
        Arrays.fill(values, 1f);
        return values;
    }

    private static int[] table(int step) {
        int[] table = new int[DEPTH];
        for (int k = 0; k < DEPTH; k++) {
            table[k] = k * step;
        }
        return table;
    }

    /**
     * All cases, the smallest tile of each family first.
     *
     * @param kernels the kernels
     * @return one case for each family and register tile
     */
    public static List<KernelCase> of(ConvolutionKernels kernels) {
        ProductCases data = new ProductCases(kernels);
        List<KernelCase> cases = new ArrayList<>();
        for (int vectors = 1; vectors <= ConvolutionKernels.PANEL_VECTORS; vectors++) {
            for (int rows = 1; rows <= kernels.maxTileRows(); rows++) {
                cases.add(data.named("tile product", rows, vectors, DEPTH, data.tileProduct(rows, vectors)));
            }
            for (int rows = 1; rows <= kernels.maxOuterRows(); rows++) {
                cases.add(data.named("tile outer", rows, vectors, OUTER_DEPTH, data.tileOuter(rows, vectors)));
            }
            for (int rows = 1; rows <= kernels.maxRunRows(); rows++) {
                cases.add(data.named("run product", rows, vectors, DEPTH, data.runProduct(false, rows, vectors)));
                cases.add(data.named("run sum", rows, vectors, DEPTH, data.runProduct(true, rows, vectors)));
            }
            for (int rows = 1; rows <= kernels.maxRows(); rows++) {
                cases.add(data.named("pixel product", rows, vectors, DEPTH, data.pixelProduct(rows, vectors)));
                cases.add(data.named("pixel outer", rows, vectors, DEPTH, data.pixelOuter(rows, vectors)));
                if (vectors == 1) {
                    cases.add(data.named("pixel dot", rows, vectors, DEPTH, data.pixelDot(rows)));
                }
            }
        }
        cases.sort((x, y) -> x.name().compareTo(y.name()));
        return cases;
    }

    private KernelCase named(String family, int rows, int vectors, int depth, Runnable call) {
        String name = family + " " + rows + " x " + vectors;
        double work = 2.0 * rows * vectors * kernels.lanes() * depth;
        double floor = FLOOR * Math.min(1, (double) rows * vectors / BUSY_SUMS);
        return new KernelCase(name, Measure.ARITHMETIC, work, floor, call);
    }

    private Runnable tileProduct(int rows, int vectors) {
        int vector = kernels.lanes() == BLOCK ? TILE / 2 : kernels.lanes();
        return () -> kernels.tileProduct(rows, vectors, DEPTH, a, 0, rows * TILE, b, 0, c, 0, vector);
    }

    private Runnable tileOuter(int rows, int vectors) {
        return () -> kernels.tileOuter(rows, vectors, OUTER_DEPTH, a, 0, b, 0, kernels.lanes(), c, 0);
    }

    private Runnable pixelProduct(int rows, int vectors) {
        return () -> kernels.pixelProduct(rows, vectors, DEPTH, aTable, a, 0, BLOCK, b, 0, c, 0, TILE);
    }

    private Runnable runProduct(boolean adds, int rows, int vectors) {
        return () -> {
            // Sums are added to what is there; zero again each time, they stay small numbers.
            Arrays.fill(c, 0, rows * TILE, 0f);
            kernels.runProduct(adds, rows, vectors, DEPTH, a, 0, BLOCK, b, 0, c, 0, TILE);
        };
    }

    private Runnable pixelOuter(int rows, int vectors) {
        return () -> {
            // Sums are added to what is there; zero again each time, they stay small numbers.
            Arrays.fill(c, 0, rows * vectors * kernels.lanes(), 0f);
            kernels.pixelOuter(rows, vectors, DEPTH, aTable, bTable, a, 0, b, 0, c, 0);
        };
    }

    private Runnable pixelDot(int rows) {
        return () -> kernels.pixelDot(rows, DEPTH, aTable, a, 0, BLOCK, b, 0, c, 0);
    }
}
