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

import java.util.stream.IntStream;

/** A pass whose pixels are the rows of matrix products with panels of weights [tap][input channel][output channel]. */
final class DirectPanelPass extends DirectPass {

    /**
     * Values side by side that pay for loading and storing the sums: fewer than the channels of a block are summed by a
     * table in one go.
     */
    private static final int LEAST_RUN = Layout.CHANNEL_BLOCK;

    private final WeightPanels panels;
    private final int[] table;

    /** Where in the table the runs of neighbouring values begin, and its end; null where they are too short. */
    private final int[] runs;

    DirectPanelPass(DirectGrid grid, DirectTaps taps, int weightStart, ConvolutionKernels kernels) {
        super(grid, taps, weightStart, kernels);
        this.table = new int[Math.multiplyExact(taps.count(), taps.inChannels())];
        for (int k = 0; k < table.length; k++) {
            table[k] = taps.distances()[k / taps.inChannels()] + k % taps.inChannels();
        }
        this.panels = new WeightPanels(table.length, taps.outChannels(), kernels);
        this.runs = runs(table);
    }

    private static int[] runs(int[] table) {
        int[] starts = IntStream.rangeClosed(0, table.length)
                .filter(k -> k == 0 || k == table.length || table[k] != table[k - 1] + 1)
                .toArray();
        int count = starts.length - 1;
        return count == 0 || table.length < LEAST_RUN * count ? null : starts;
    }

    @Override
    int maxPixels() {
        return runs == null ? kernels.maxRows() : kernels.maxRunRows();
    }

    @Override
    int weightSize() {
        return Math.multiplyExact(table.length, panels.paddedOut());
    }

    @Override
    int scratchSize() {
        return maxPixels() * panels.width();
    }

    @Override
    void pack(float[] weight, int offset, float[] packed) {
        for (int first = 0; first < taps.outChannels(); first += panels.width()) {
            int end = Math.min(taps.outChannels(), first + panels.width());
            int to = weightStart + panels.index(0, first);
            for (int t = 0; t < taps.count(); t++) {
                for (int c = 0; c < taps.inChannels(); c++, to += panels.width(first)) {
                    for (int o = first; o < end; o++) {
                        packed[to + o - first] = weight[offset + taps.weight(t, c, o)];
                    }
                }
            }
        }
    }

    @Override
    void pixels(
            int count,
            float[] packed,
            float[] x,
            int from,
            int fromStep,
            float[] y,
            int to,
            int toStep,
            int pixelStride,
            float[] scratch) {
        for (int o = 0; o < panels.paddedOut(); o += panels.width()) {
            int width = panels.width(o);
            int vectors = width / kernels.lanes();
            int w = weightStart + panels.index(0, o);
            if (pixelStride < panels.paddedOut()) {
                multiply(count, vectors, x, from, fromStep, packed, w, scratch, 0, width);
                copy(count, scratch, width, Math.min(width, pixelStride - o), y, to + o, toStep);
            } else {
                multiply(count, vectors, x, from, fromStep, packed, w, y, to + o, toStep);
            }
        }
    }

    private void multiply(
            int rows, int vectors, float[] a, int a0, int aRow, float[] b, int b0, float[] c, int c0, int cRow) {
        if (runs == null) {
            kernels.pixelProduct(rows, vectors, table.length, table, a, a0, aRow, b, b0, c, c0, cRow);
            return;
        }
        int row = vectors * kernels.lanes();
        for (int r = 0; r < runs.length - 1; r++) {
            int k = runs[r];
            int from = a0 + table[k];
            kernels.runProduct(r > 0, rows, vectors, runs[r + 1] - k, a, from, aRow, b, b0 + k * row, c, c0, cRow);
        }
    }

    private static void copy(int rows, float[] from, int fromRow, int length, float[] to, int start, int toRow) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < length; j++) {
                to[start + i * toRow + j] = from[i * fromRow + j];
            }
        }
    }
}
