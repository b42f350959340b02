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
import java.util.List;
import java.util.Locale;
import org.mattrainer.benchmarks.check.KernelCase.Measure;
import org.mattrainer.internal.kernel.ConvolutionKernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.WinogradTransform;

/**
 * All Winograd transforms on one row of tiles of one vector of channels. What is counted is the memory that a transform
 * reads and writes; the arithmetic comes on top, so that shares of a copy are well below 1.
 */
public final class TransformCases {

    /** Least share of a copy of as much memory. */
    private static final double FLOOR = 0.2;

    private static final int TILES = 4;
    private static final int WEIGHT_VECTORS = 16;
    private static final int BLOCK = Layout.CHANNEL_BLOCK;
    private static final int TILE = ConvolutionKernels.TILE_STRIDE;
    private static final int LARGEST = 8;
    private static final int ROW = TILES * TILE + BLOCK;
    private static final int HALF = (LARGEST + 1) * ROW;

    private final ConvolutionKernels kernels;
    private final float[] pixels = new float[HALF];
    private final float[] scratch = new float[3 * HALF];

    /** An odd number of channel blocks, as in the engine, so that positions do not compete for the same cache sets. */
    private final int step = (WEIGHT_VECTORS + 1) * BLOCK;

    private final float[] weights = new float[LARGEST * LARGEST * step];
    private final float[] taps = new float[LARGEST * LARGEST * step];

    private TransformCases(ConvolutionKernels kernels) {
        this.kernels = kernels;
    }

    /**
     * All cases.
     *
     * @param kernels the kernels
     * @return one case for each transform
     */
    public static List<KernelCase> of(ConvolutionKernels kernels) {
        TransformCases data = new TransformCases(kernels);
        List<KernelCase> cases = new ArrayList<>();
        for (WinogradTransform transform : WinogradTransform.values()) {
            cases.add(data.of(transform));
        }
        return cases;
    }

    private KernelCase of(WinogradTransform transform) {
        String[] words = transform.name().split("_");
        int from = Integer.parseInt(words[words.length - 3]);
        int to = Integer.parseInt(words[words.length - 1]);
        String kind = transform.name().substring(0, transform.name().indexOf("_" + from));
        switch (kind) {
            case "INPUT":
                // Neighbouring tiles overlap: an F(tile, kernel) with a kernel of 3 or 5 advances by the tile.
                return expand(transform, from, to, (TILES - 1) * (from == 6 ? 4 : 6) + from, from == 6 ? 4 : 6);
            case "GRADIENT":
                return expand(transform, from, to, TILES * from, from);
            case "OUTPUT", "INPUT_GRADIENT":
                Runnable contract = () -> kernels.contract(
                        transform, TILES, scratch, 0, ROW, HALF, to, pixels, 0, TILES * to * BLOCK, BLOCK);
                int columns = TILES * LARGEST;
                return named(transform, columns * (from + to) + TILES * to * (from + to), contract);
            case "WEIGHT":
                Runnable weight = () -> kernels.weights(transform, WEIGHT_VECTORS, weights, 0, step);
                return named(transform, WEIGHT_VECTORS * (from + to) * (from + to), weight);
            case "WEIGHT_GRADIENT":
                Runnable gradient =
                        () -> kernels.addGradient(transform, WEIGHT_VECTORS, weights, 0, step, taps, 0, step);
                int taps = to * (from + 2 * to);
                return named(transform, WEIGHT_VECTORS * (from * (from + to) + taps), gradient);
            default:
                throw new IllegalStateException("expected a known kind of transform, found " + transform);
        }
    }

    private KernelCase expand(WinogradTransform transform, int from, int to, int columns, int advance) {
        Runnable call = () -> kernels.expand(
                transform, columns, pixels, 0, BLOCK, columns * BLOCK, scratch, HALF, TILES, advance * TILE, 0, ROW);
        return named(transform, columns * (from + to) + TILES * to * (from + to), call);
    }

    /** {@code vectors}: how many a call reads and writes in both of its passes. */
    private KernelCase named(WinogradTransform transform, int vectors, Runnable call) {
        double bytes = (double) vectors * kernels.lanes() * Float.BYTES;
        String name = "transform " + transform.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new KernelCase(name, Measure.MEMORY, bytes, FLOOR, call);
    }
}
