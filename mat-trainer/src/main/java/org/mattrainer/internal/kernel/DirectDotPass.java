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
 * A pass to few output channels, whose values are inner products of vectors of input channels with weights [output
 * channel][tap][input channel, padded].
 */
final class DirectDotPass extends DirectPass {

    private final int vectors;
    private final int[] table;

    DirectDotPass(DirectGrid grid, DirectTaps taps, int weightStart, ConvolutionKernels kernels) {
        super(grid, taps, weightStart, kernels);
        this.vectors = (taps.inChannels() + kernels.lanes() - 1) / kernels.lanes();
        this.table = new int[taps.count() * vectors];
        for (int k = 0; k < table.length; k++) {
            table[k] = taps.distances()[k / vectors] + k % vectors * kernels.lanes();
        }
    }

    @Override
    int maxPixels() {
        return kernels.maxRows();
    }

    @Override
    int weightSize() {
        return Math.multiplyExact(Math.multiplyExact(taps.outChannels(), table.length), kernels.lanes());
    }

    @Override
    int scratchSize() {
        return kernels.maxRows() * kernels.lanes();
    }

    @Override
    void pack(float[] weight, int offset, float[] packed) {
        int padded = vectors * kernels.lanes();
        for (int o = 0; o < taps.outChannels(); o++) {
            for (int t = 0; t < taps.count(); t++) {
                int to = weightStart + (o * taps.count() + t) * padded;
                for (int c = 0; c < taps.inChannels(); c++) {
                    packed[to + c] = weight[offset + taps.weight(t, c, o)];
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
        int lanes = kernels.lanes();
        for (int o = 0; o < taps.outChannels(); o++) {
            int w = weightStart + o * table.length * lanes;
            kernels.pixelDot(count, table.length, table, x, from, fromStep, packed, w, scratch, 0);
            kernels.laneSums(count, scratch, 0, y, to + o, toStep);
        }
    }
}
