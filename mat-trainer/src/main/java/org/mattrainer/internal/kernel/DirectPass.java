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
 * A grid of output pixels that are computed by the same taps of a direct convolution. Sub-classes hold the weights in a
 * form of their own.
 */
abstract class DirectPass {

    /** The grid: where it lies in the input and in the output. */
    final DirectGrid grid;

    /** The taps. */
    final DirectTaps taps;

    final ConvolutionKernels kernels;

    /** Where the packed weights start. */
    final int weightStart;

    DirectPass(DirectGrid grid, DirectTaps taps, int weightStart, ConvolutionKernels kernels) {
        this.grid = grid;
        this.taps = taps;
        this.weightStart = weightStart;
        this.kernels = kernels;
    }

    /**
     * The pass that suits the layouts: few output channels from whole vectors of input channels are inner products,
     * anything else is matrix products.
     */
    static DirectPass of(DirectGrid grid, DirectTaps taps, int weightStart, ConvolutionKernels kernels) {
        return taps.outChannels() <= Layout.NARROW && taps.inChannels() > Layout.NARROW
                ? new DirectDotPass(grid, taps, weightStart, kernels)
                : new DirectPanelPass(grid, taps, weightStart, kernels);
    }

    /** Most pixels of a group. */
    abstract int maxPixels();

    /** Floats of the packed weights. */
    abstract int weightSize();

    /** Scratch space. */
    abstract int scratchSize();

    /** Packs canonical weights. */
    abstract void pack(float[] weight, int offset, float[] packed);

    /** Computes one row of a group of pixels. */
    abstract void pixels(
            int count,
            float[] packed,
            float[] x,
            int from,
            int fromStep,
            float[] y,
            int to,
            int toStep,
            int pixelStride,
            float[] scratch);

    /**
     * Computes the pixels of the grid for some images.
     *
     * @param packed the weights
     * @param x input
     * @param xStart start of the first image
     * @param xLayout layout of x
     * @param y receives the output
     * @param yStart start of the first image
     * @param yLayout layout of y
     * @param images number of images
     * @param scratch of {@link #scratchSize()}
     */
    final void run(
            float[] packed,
            float[] x,
            int xStart,
            Layout xLayout,
            float[] y,
            int yStart,
            Layout yLayout,
            int images,
            float[] scratch) {
        int columns = grid.columns();
        int rows = grid.rows();
        if (grid.isDense() && isCompact(xLayout, columns) && isCompact(yLayout, columns)) {
            columns *= rows;
            rows = 1;
        }
        int groups = (columns + maxPixels() - 1) / maxPixels();
        int fromStep = grid.inStep() * xLayout.pixelStride();
        int toStep = grid.outStep() * yLayout.pixelStride();
        for (int row = 0; row < images * rows; row++) {
            int image = row / rows;
            int from = xStart + image * xLayout.imageStride() + grid.inOffset(row % rows, xLayout);
            int to = yStart + image * yLayout.imageStride() + grid.outOffset(row % rows, yLayout);
            for (int g = 0, j = 0; g < groups; g++) {
                int next = (g + 1) * columns / groups;
                pixels(
                        next - j,
                        packed,
                        x,
                        from + j * fromStep,
                        fromStep,
                        y,
                        to + j * toStep,
                        toStep,
                        yLayout.pixelStride(),
                        scratch);
                j = next;
            }
        }
    }

    private static boolean isCompact(Layout layout, int columns) {
        return layout.before() == 0 && layout.after() == 0 && layout.width() == columns;
    }
}
