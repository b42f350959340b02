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
 * The linear part of a stage, for blocks of whole images: y = A x without bias, and its derivatives; a convolution by
 * one algorithm, a fully connected layer, an average, or a mere change of layout. An object holds shapes and tables
 * only, so threads share it; what changes lies in the arrays handed in. {@link #input()} is read by {@code forward} and
 * {@code addWeightGradient}, {@link #upstream()} (the gradient of y) by the two backward methods. Both carry the halo
 * that the algorithm needs; {@link #output()} and {@link #inputGradient()} are compact.
 *
 * <p>All of an image's numbers depend on that image alone and not on its place in a block, so that results do not
 * depend on how a batch is cut.
 */
public interface LinearOperator {

    /**
     * Layout of x.
     *
     * @return the layout, with at least the halo that forward and addWeightGradient read
     */
    Layout input();

    /**
     * Layout of y.
     *
     * @return the layout, compact
     */
    Layout output();

    /**
     * Layout of dL/dy.
     *
     * @return the layout, with at least the halo that inputGradient and addWeightGradient read
     */
    Layout upstream();

    /**
     * Layout of dL/dx.
     *
     * @return the layout, compact
     */
    Layout inputGradient();

    /**
     * The number of images after which the scratch space stays in the second-level cache.
     *
     * @return images per block, at least 1; callers may hand in fewer
     */
    int blockImages();

    /**
     * Scratch space of one thread.
     *
     * @return floats
     */
    default int scratchSize() {
        return 0;
    }

    /**
     * Size of the packed weights.
     *
     * @return floats, for each of forward and backward; 0 without weights
     */
    default int packedSize() {
        return 0;
    }

    /**
     * Brings weights into the form that {@link #forward} reads.
     *
     * @param weight canonical weights, for a convolution [out, in, row, column]
     * @param offset index of the first
     * @param packed receives {@link #packedSize()} floats; all zero before its first use
     */
    default void packForward(float[] weight, int offset, float[] packed) {}

    /**
     * Brings weights into the form that {@link #inputGradient} reads.
     *
     * @param weight canonical weights, for a convolution [out, in, row, column]
     * @param offset index of the first
     * @param packed receives {@link #packedSize()} floats; all zero before its first use
     */
    default void packBackward(float[] weight, int offset, float[] packed) {}

    /**
     * y = A x for some images.
     *
     * @param packed from packForward
     * @param x in layout {@link #input()}
     * @param xStart start of the first image
     * @param y receives the result, overwritten; padding channels are left alone or set to 0
     * @param yStart start of the first image
     * @param images number of images, at most {@link #blockImages()}
     * @param scratch of {@link #scratchSize()}
     */
    void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch);

    /**
     * dL/dx for some images.
     *
     * @param packed from packBackward
     * @param dy in layout {@link #upstream()}
     * @param dyStart start of the first image
     * @param dx receives the result, overwritten; padding channels are left alone or set to 0
     * @param dxStart start of the first image
     * @param images number of images, at most {@link #blockImages()}
     * @param scratch of {@link #scratchSize()}
     */
    void inputGradient(float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch);

    /**
     * Size of a weight-gradient accumulator.
     *
     * @return floats; 0 without weights
     */
    default int accumulatorSize() {
        return 0;
    }

    /**
     * Adds the weight gradient of some images.
     *
     * @param x in layout {@link #input()}
     * @param xStart start of the first image
     * @param dy in layout {@link #upstream()}
     * @param dyStart start of the first image
     * @param images number of images, at most {@link #blockImages()}
     * @param accumulator of {@link #accumulatorSize()}, in the algorithm's own form
     * @param fresh whether the accumulator counts as zero, whatever it holds
     * @param scratch of {@link #scratchSize()}
     */
    default void addWeightGradient(
            float[] x,
            int xStart,
            float[] dy,
            int dyStart,
            int images,
            float[] accumulator,
            boolean fresh,
            float[] scratch) {}

    /**
     * Turns an accumulator (or the sum of several) into canonical weights.
     *
     * @param accumulator the accumulated gradient
     * @param gradient receives the gradient, overwritten
     * @param offset index of the first
     */
    default void unpackGradient(float[] accumulator, float[] gradient, int offset) {}
}
