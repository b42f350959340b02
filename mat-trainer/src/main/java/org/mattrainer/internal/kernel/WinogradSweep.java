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

/** A Winograd convolution of some images, or its weight gradient: block after block of rows of tiles. */
final class WinogradSweep {

    final WinogradPass pass;
    private final WinogradTransforms transforms;
    private final WinogradProducts products;
    private final WinogradWeights weights;
    private final DeferredProducts deferred;

    /**
     * Plans a sweep.
     *
     * @param pass sizes
     * @param kernels the arithmetic
     * @param turned whether the weights are turned around, for the pass to the input
     */
    WinogradSweep(WinogradPass pass, ConvolutionKernels kernels, boolean turned) {
        this.pass = pass;
        this.transforms = new WinogradTransforms(pass, kernels);
        this.products = new WinogradProducts(pass, kernels);
        this.weights = new WinogradWeights(pass, kernels, turned);
        this.deferred = new DeferredProducts(pass, kernels);
    }

    /** Transforms canonical weights. */
    void pack(float[] weight, int offset, float[] packed) {
        weights.scatter(weight, offset, packed);
        transforms.weights(packed);
    }

    /** Transforms an accumulated gradient back to canonical weights; uses it up. */
    void unpack(float[] accumulator, float[] gradient, int offset) {
        transforms.weightGradient(accumulator);
        weights.gather(accumulator, gradient, offset);
    }

    /** y = x * w. */
    void run(
            float[] packed,
            float[] x,
            int xStart,
            Layout xLayout,
            float[] y,
            int yStart,
            Layout yLayout,
            int images,
            float[] scratch) {
        int end = images * pass.tilesY;
        for (int row = 0; row < end; row += pass.blockRows) {
            int rows = Math.min(pass.blockRows, end - row);
            transforms.input(x, xStart, xLayout, row, rows, scratch);
            products.multiply(packed, rows * pass.tilesX, scratch);
            transforms.output(y, yStart, yLayout, row, rows, scratch);
        }
    }

    /** dU += (B' x B)' (A dy A'). */
    void accumulate(
            float[] x,
            int xStart,
            Layout xLayout,
            float[] dy,
            int dyStart,
            Layout dyLayout,
            int images,
            float[] accumulator,
            float[] scratch) {
        int end = images * pass.tilesY;
        for (int row = 0; row < end; row += pass.blockRows) {
            int rows = Math.min(pass.blockRows, end - row);
            transforms.input(x, xStart, xLayout, row, rows, scratch);
            transforms.gradient(dy, dyStart, dyLayout, row, rows, scratch);
            products.accumulate(rows * pass.tilesX, scratch, accumulator);
        }
    }

    /** The products of a weight gradient that is put off. */
    DeferredProducts deferred() {
        return deferred;
    }

    /** Collects B' x B and A dy A' of some images for {@link #deferred}. */
    void defer(
            float[] x,
            int xStart,
            Layout xLayout,
            float[] dy,
            int dyStart,
            Layout dyLayout,
            int images,
            float[] factors,
            int place,
            int capacity,
            float[] scratch) {
        int end = images * pass.tilesY;
        for (int row = 0; row < end; row += pass.blockRows) {
            int rows = Math.min(pass.blockRows, end - row);
            transforms.input(x, xStart, xLayout, row, rows, scratch);
            transforms.gradient(dy, dyStart, dyLayout, row, rows, scratch);
            int firstTile = (place * pass.tilesY + row) * pass.tilesX;
            deferred.put(scratch, rows * pass.tilesX, factors, firstTile, capacity);
        }
    }
}
