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
 * Moves weights between the canonical order [out, in, row, column] and the panels at the positions of a
 * {@link WinogradPass}, where tap (r, s) stands at position {@code r size + s} before it is transformed. The pass from
 * input to output uses the kernel as it is; the pass back exchanges in and out and turns the kernel around.
 */
final class WinogradWeights {

    private final WinogradPass pass;
    private final WeightPanels panels;

    /** For each canonical tap the distance of its position. */
    private final int[] positions;

    /** Canonical floats between the input channels of the pass. */
    private final int inStep;

    /** Canonical floats between the output channels of the pass. */
    private final int outStep;

    /**
     * Plans the moves.
     *
     * @param pass the pass
     * @param kernels the arithmetic
     * @param turned whether this is the pass from the gradient of the output to that of the input
     */
    WinogradWeights(WinogradPass pass, ConvolutionKernels kernels, boolean turned) {
        this.pass = pass;
        this.panels = new WeightPanels(pass.inChannels, pass.outChannels, kernels);
        int taps = pass.kernel * pass.kernel;
        this.positions = new int[taps];
        for (int t = 0; t < taps; t++) {
            int tap = turned && !pass.adjoint ? taps - 1 - t : t;
            positions[t] = (tap / pass.kernel * pass.size + tap % pass.kernel) * pass.weightStride;
        }
        this.inStep = turned ? pass.outChannels * taps : taps;
        this.outStep = turned ? taps : pass.inChannels * taps;
    }

    /** Copies canonical weights to the positions. */
    void scatter(float[] weight, int offset, float[] packed) {
        for (int first = 0; first < pass.outChannels; first += panels.width()) {
            int end = Math.min(pass.outChannels, first + panels.width());
            for (int c = 0; c < pass.inChannels; c++) {
                int to = WinogradPass.START + panels.index(c, first) - first;
                for (int t = 0; t < positions.length; t++) {
                    int from = offset + c * inStep + first * outStep + t;
                    for (int o = first; o < end; o++, from += outStep) {
                        packed[to + positions[t] + o] = weight[from];
                    }
                }
            }
        }
    }

    /** Copies accumulated gradients to canonical weights. */
    void gather(float[] accumulator, float[] weight, int offset) {
        for (int first = 0; first < pass.outChannels; first += panels.width()) {
            int end = Math.min(pass.outChannels, first + panels.width());
            for (int c = 0; c < pass.inChannels; c++) {
                int from = WinogradPass.START + panels.index(c, first) - first;
                for (int t = 0; t < positions.length; t++) {
                    int to = offset + c * inStep + first * outStep + t;
                    for (int o = first; o < end; o++, to += outStep) {
                        weight[to] = accumulator[from + t * pass.weightStride + o];
                    }
                }
            }
        }
    }
}
