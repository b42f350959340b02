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
 * A fully connected layer whose derivatives are products of matrices in register tiles: weights for the gradient of the input and
 * the accumulated gradient of the weights lie in panels of a few vectors of inputs, each [out][input of the panel]. Sums run over
 * outputs and images in ascending order, as those of {@link DenseRows} do.
 */
final class DensePanels extends DenseOperator {

    /** Outputs that are summed up together: their part of a panel stays in the first-level cache for all images of a block. */
    private static final int RUN = 128;

    private final ConvolutionKernels products;
    private final WeightPanels panels;

    /** Where the gradients of the outputs of an image of a block begin, and where its inputs do. */
    private final int[] outputStarts;

    private final int[] inputStarts;

    DensePanels(int inputs, int outputs, Kernels kernels) {
        super(inputs, outputs, kernels);
        this.products = kernels.convolutions();
        this.panels = new WeightPanels(outputs, inputs, products);
        this.outputStarts = starts(output().imageStride());
        this.inputStarts = starts(input().imageStride());
    }

    private int[] starts(int stride) {
        int[] starts = new int[blockImages()];
        Arrays.setAll(starts, e -> e * stride);
        return starts;
    }

    @Override
    public void packBackward(float[] weight, int offset, float[] packed) {
        for (int first = 0; first < inputs(); first += panels.width()) {
            int count = Math.min(panels.width(), inputs() - first);
            for (int o = 0; o < outputs(); o++) {
                System.arraycopy(weight, offset + o * inputs() + first, packed, panels.index(o, first), count);
            }
        }
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        for (int first = 0; first < panels.paddedOut(); first += panels.width()) {
            for (int o = 0; o < outputs(); o += RUN) {
                addInputGradient(packed, first, o, dy, dyStart, dx, dxStart, images);
            }
        }
    }

    private void addInputGradient(
            float[] packed, int first, int o, float[] dy, int dyStart, float[] dx, int dxStart, int images) {
        int in = input().imageStride();
        int out = output().imageStride();
        int vectors = panels.width(first) / products.lanes();
        int depth = Math.min(RUN, outputs() - o);
        int rows = products.maxRunRows();
        for (int e = 0; e < images; e += rows) {
            products.runProduct(
                    o > 0,
                    Math.min(rows, images - e),
                    vectors,
                    depth,
                    dy,
                    dyStart + e * out + o,
                    out,
                    packed,
                    panels.index(o, first),
                    dx,
                    dxStart + e * in + first,
                    in);
        }
    }

    @Override
    public void addWeightGradient(
            float[] x,
            int xStart,
            float[] dy,
            int dyStart,
            int images,
            float[] accumulator,
            boolean fresh,
            float[] scratch) {
        if (fresh) {
            Arrays.fill(accumulator, 0f);
        }
        int rows = products.maxRows();
        for (int first = 0; first < panels.paddedOut(); first += panels.width()) {
            int vectors = panels.width(first) / products.lanes();
            for (int o = 0; o < outputs(); o += rows) {
                products.pixelOuter(
                        Math.min(rows, outputs() - o),
                        vectors,
                        images,
                        outputStarts,
                        inputStarts,
                        dy,
                        dyStart + o,
                        x,
                        xStart + first,
                        accumulator,
                        panels.index(o, first));
            }
        }
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        for (int first = 0; first < inputs(); first += panels.width()) {
            int count = Math.min(panels.width(), inputs() - first);
            for (int o = 0; o < outputs(); o++) {
                System.arraycopy(accumulator, panels.index(o, first), gradient, offset + o * inputs() + first, count);
            }
        }
    }
}
