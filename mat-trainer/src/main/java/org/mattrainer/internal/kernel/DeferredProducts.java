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

import java.util.Arrays;

/**
 * The products dU += V' dM of a Winograd weight gradient, put off until V and dM of the whole batch are there. They are
 * kept position by position, so that at each position one product over all tiles sums the gradient: no accumulators of
 * several threads have to be added, and a position's part stays in the second-level cache.
 *
 * <p>The array holds V and then dM, each [position][group of 128 channels][tile][channel of the group]: rows of tiles
 * have the stride that {@link ConvolutionKernels#tileOuter} is made for.
 */
final class DeferredProducts {

    private static final int BLOCK = Layout.CHANNEL_BLOCK;
    private static final int TILE = ConvolutionKernels.TILE_STRIDE;
    private static final int BLOCKS = TILE / BLOCK;

    private final WinogradPass pass;
    private final ConvolutionKernels kernels;
    private final WeightPanels panels;
    private final int positions;
    private final int imageTiles;

    DeferredProducts(WinogradPass pass, ConvolutionKernels kernels) {
        this.pass = pass;
        this.kernels = kernels;
        this.panels = new WeightPanels(pass.inChannels, pass.outChannels, kernels);
        this.positions = pass.size * pass.size;
        this.imageTiles = pass.tilesY * pass.tilesX;
    }

    /** Floats for the factors of some images. */
    int size(int images) {
        long size = WinogradPass.START + (long) positions * (inStride(images) + outStride(images));
        return Math.toIntExact(size);
    }

    /** Number of independent parts of the sum. */
    int parts() {
        return positions;
    }

    private int inStride(int capacity) {
        return stride(pass.inBlocks, capacity);
    }

    private int outStride(int capacity) {
        return stride(pass.outBlocks, capacity);
    }

    /** Floats between positions; not a power of two, so that positions do not compete for the same cache sets. */
    private int stride(int blocks, int capacity) {
        return (blocks + BLOCKS - 1) / BLOCKS * groupStride(capacity) + BLOCK;
    }

    private int groupStride(int capacity) {
        return capacity * imageTiles * TILE;
    }

    private int outStart(int capacity) {
        return WinogradPass.START + positions * inStride(capacity);
    }

    /**
     * Takes over V and dM of some tiles.
     *
     * @param scratch holds them in the form of a {@link WinogradPass}
     * @param tiles number of tiles
     * @param factors receives them
     * @param firstTile number of tiles before them
     * @param capacity images that there is room for
     */
    void put(float[] scratch, int tiles, float[] factors, int firstTile, int capacity) {
        int group = groupStride(capacity);
        for (int p = 0; p < positions; p++) {
            int v = WinogradPass.START + p * inStride(capacity) + firstTile * TILE;
            put(scratch, WinogradPass.START + pass.position(p), pass.inBlocks, tiles, factors, v, group);
            int m = outStart(capacity) + p * outStride(capacity) + firstTile * TILE;
            put(scratch, pass.outputStart() + pass.position(p), pass.outBlocks, tiles, factors, m, group);
        }
    }

    private void put(float[] scratch, int from, int blocks, int tiles, float[] factors, int to, int groupStride) {
        for (int first = 0; first < blocks; first += BLOCKS) {
            int count = Math.min(BLOCKS, blocks - first);
            int source = from + first * pass.blockStride;
            int target = to + first / BLOCKS * groupStride;
            for (int t = 0; t < tiles; t++) {
                kernels.copyBlocks(count, scratch, source + t * TILE, pass.blockStride, factors, target + t * TILE);
            }
        }
    }

    /**
     * Adds the products of some images at one position, in steps of a number of images.
     *
     * @param part the position
     * @param factors V and dM
     * @param capacity images that there is room for
     * @param images number of images
     * @param step images per step; the last step may have fewer
     * @param accumulator dU
     * @param fresh whether dU is to be set to 0 before
     */
    void add(int part, float[] factors, int capacity, int images, int step, float[] accumulator, boolean fresh) {
        int u = WinogradPass.START + part * pass.weightStride;
        if (fresh) {
            Arrays.fill(accumulator, u, u + pass.weightStride, 0f);
        }
        int v = WinogradPass.START + part * inStride(capacity);
        int m = outStart(capacity) + part * outStride(capacity);
        int group = groupStride(capacity);
        for (int o = 0; o < panels.paddedOut(); o += panels.width()) {
            int vectors = panels.width(o) / kernels.lanes();
            int b = m + o / TILE * group + o % TILE;
            for (int block = 0; block < pass.inChannels; block += BLOCK) {
                int channels = Math.min(BLOCK, pass.inChannels - block);
                int a = v + block / TILE * group + block % TILE;
                int cuts = (channels + kernels.maxRows() - 1) / kernels.maxRows();
                for (int cut = 0, c = 0; cut < cuts; cut++) {
                    int next = (cut + 1) * channels / cuts;
                    int to = u + panels.index(block + c, o);
                    addSteps(next - c, vectors, images, step, factors, a + c, b, accumulator, to);
                    c = next;
                }
            }
        }
    }

    private void addSteps(
            int rows, int vectors, int images, int step, float[] factors, int a, int b, float[] accumulator, int to) {
        for (int image = 0; image < images; image += step) {
            int depth = Math.min(step, images - image) * imageTiles;
            int tile = image * imageTiles * TILE;
            kernels.tileOuter(
                    rows, vectors, depth, factors, a + tile, factors, b + tile, kernels.lanes(), accumulator, to);
        }
    }
}
