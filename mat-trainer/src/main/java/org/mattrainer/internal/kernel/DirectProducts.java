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

/** The loops of a direct convolution around its register tiles. */
final class DirectProducts {

    private static final int BLOCK = Layout.CHANNEL_BLOCK;

    private final ConvolutionKernels kernels;

    DirectProducts(ConvolutionKernels kernels) {
        this.kernels = kernels;
    }

    /** Scratch space for results that are wider than the pixels they belong to. */
    int scratchSize() {
        return kernels.maxRows() * ConvolutionKernels.PANEL_VECTORS * BLOCK;
    }

    /**
     * Computes the pixels of a grid for some images.
     *
     * @param pass the grid
     * @param panels form of the packed weights
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
    void run(
            DirectPass pass,
            WeightPanels panels,
            float[] packed,
            float[] x,
            int xStart,
            Layout xLayout,
            float[] y,
            int yStart,
            Layout yLayout,
            int images,
            float[] scratch) {
        int columns = pass.columns();
        int rows = pass.rows();
        if (pass.inStep() == 1 && pass.outStep() == 1 && isCompact(xLayout, columns) && isCompact(yLayout, columns)) {
            columns *= rows;
            rows = 1;
        }
        int groups = (columns + kernels.maxRows() - 1) / kernels.maxRows();
        int depth = pass.table().length;
        int aRow = pass.inStep() * xLayout.pixelStride();
        int cRow = pass.outStep() * yLayout.pixelStride();
        boolean narrow = yLayout.pixelStride() < panels.paddedOut();
        for (int n = 0; n < images; n++) {
            int xn = xStart + n * xLayout.imageStride();
            int yn = yStart + n * yLayout.imageStride();
            for (int o = 0; o < panels.paddedOut(); o += panels.width()) {
                int vectors = panels.width(o) / kernels.lanes();
                int b = pass.weightStart() + o * depth;
                for (int i = 0; i < rows; i++) {
                    int a = xn + xLayout.offset(i * pass.inStep() + pass.inOrigin(), pass.inOrigin());
                    int c = yn + yLayout.offset(i * pass.outStep() + pass.outRow(), pass.outColumn());
                    for (int g = 0, j = 0; g < groups; g++) {
                        int next = (g + 1) * columns / groups;
                        int count = next - j;
                        int from = a + j * aRow;
                        if (narrow) {
                            int width = vectors * kernels.lanes();
                            kernels.pixelProduct(
                                    count, vectors, depth, pass.table(), x, from, aRow, packed, b, scratch, 0, width);
                            copy(
                                    count,
                                    scratch,
                                    width,
                                    Math.min(width, yLayout.pixelStride() - o),
                                    y,
                                    c + j * cRow + o,
                                    cRow);
                        } else {
                            kernels.pixelProduct(
                                    count,
                                    vectors,
                                    depth,
                                    pass.table(),
                                    x,
                                    from,
                                    aRow,
                                    packed,
                                    b,
                                    y,
                                    c + j * cRow + o,
                                    cRow);
                        }
                        j = next;
                    }
                }
            }
        }
    }

    private static boolean isCompact(Layout layout, int columns) {
        return layout.before() == 0 && layout.after() == 0 && layout.width() == columns;
    }

    private static void copy(int rows, float[] from, int fromRow, int length, float[] to, int start, int toRow) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < length; j++) {
                to[start + i * toRow + j] = from[i * fromRow + j];
            }
        }
    }

    /**
     * Adds outer products of input and output-gradient pixels to an accumulator [panel][tap and channel][width].
     *
     * @param panels form of a tap's weights
     * @param taps for each row of taps its distance from the pixel around which is read
     * @param tapRow floats of a row of taps
     * @param xTable for each output pixel the distance of the input pixel around which it reads
     * @param yTable for each output pixel its distance
     * @param depth number of pixels
     * @param x input
     * @param xStart index of the pixel that the distances refer to
     * @param dy gradient of the output
     * @param dyStart index of the pixel that the distances refer to
     * @param accumulator receives the sums
     * @param start index of its first value
     */
    void outer(
            WeightPanels panels,
            int[] taps,
            int tapRow,
            int[] xTable,
            int[] yTable,
            int depth,
            float[] x,
            int xStart,
            float[] dy,
            int dyStart,
            float[] accumulator,
            int start) {
        int groups = (tapRow + kernels.maxRows() - 1) / kernels.maxRows();
        for (int o = 0; o < panels.paddedOut(); o += panels.width()) {
            int width = panels.width(o);
            for (int r = 0; r < taps.length; r++) {
                for (int g = 0, i = 0; g < groups; g++) {
                    int next = (g + 1) * tapRow / groups;
                    kernels.pixelOuter(
                            next - i,
                            width / kernels.lanes(),
                            depth,
                            xTable,
                            yTable,
                            x,
                            xStart + taps[r] + i,
                            dy,
                            dyStart + o,
                            accumulator,
                            start + o * taps.length * tapRow + (r * tapRow + i) * width);
                    i = next;
                }
            }
        }
    }
}
