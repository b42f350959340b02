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

/** The matrix products of a Winograd convolution, one at each position of the transformed tiles. */
final class WinogradProducts {

    private static final int BLOCK = Layout.CHANNEL_BLOCK;

    private final WinogradPass pass;
    private final ConvolutionKernels kernels;
    private final WeightPanels panels;

    /** Floats between the vectors of a row of tiles. */
    private final int vectorStep;

    WinogradProducts(WinogradPass pass, ConvolutionKernels kernels) {
        this.pass = pass;
        this.kernels = kernels;
        this.panels = new WeightPanels(pass.inChannels, pass.outChannels, kernels);
        this.vectorStep = kernels.lanes() == BLOCK ? pass.blockStride : kernels.lanes();
    }

    /**
     * M = V U.
     *
     * @param packed transformed weights U
     * @param tiles number of tiles
     * @param scratch holds V, receives M
     */
    void multiply(float[] packed, int tiles, float[] scratch) {
        int groups = groups(tiles, kernels.maxTileRows());
        for (int p = 0; p < pass.size * pass.size; p++) {
            int v = WinogradPass.START + pass.position(p);
            int u = WinogradPass.START + p * pass.weightStride;
            for (int o = 0; o < panels.paddedOut(); o += panels.width()) {
                int vectors = panels.width(o) / kernels.lanes();
                int m = outputIndex(p, o);
                for (int g = 0, tile = 0; g < groups; g++) {
                    int next = (g + 1) * tiles / groups;
                    kernels.tileProduct(
                            next - tile,
                            vectors,
                            pass.inChannels,
                            scratch,
                            v + tile * ConvolutionKernels.TILE_STRIDE,
                            pass.blockStride,
                            packed,
                            u + panels.index(0, o),
                            scratch,
                            m + tile * ConvolutionKernels.TILE_STRIDE,
                            vectorStep);
                    tile = next;
                }
            }
        }
    }

    /**
     * The part of dU = V' dM that belongs to one block of input channels and one panel of output channels, dense in
     * {@link WinogradPass#halfStart()} with positions {@link WinogradPass#PART_STRIDE} apart.
     *
     * @param tiles number of tiles
     * @param block first input channel
     * @param panel first output channel
     * @param scratch holds V and dM, receives the part
     */
    void outer(int tiles, int block, int panel, float[] scratch) {
        int width = panels.width(panel);
        int channels = Math.min(BLOCK, pass.inChannels - block);
        int groups = groups(channels, kernels.maxOuterRows());
        for (int p = 0; p < pass.size * pass.size; p++) {
            int v = WinogradPass.START + pass.position(p) + block / BLOCK * pass.blockStride;
            int part = pass.halfStart() + p * WinogradPass.PART_STRIDE;
            for (int g = 0, c = 0; g < groups; g++) {
                int next = (g + 1) * channels / groups;
                kernels.tileOuter(
                        next - c,
                        width / kernels.lanes(),
                        tiles,
                        scratch,
                        v + c,
                        scratch,
                        outputIndex(p, panel),
                        vectorStep,
                        scratch,
                        part + c * width);
                c = next;
            }
        }
    }

    private static int groups(int rows, int most) {
        return (rows + most - 1) / most;
    }

    private int outputIndex(int position, int channel) {
        return pass.outputStart() + pass.position(position) + channel / BLOCK * pass.blockStride + channel % BLOCK;
    }
}
