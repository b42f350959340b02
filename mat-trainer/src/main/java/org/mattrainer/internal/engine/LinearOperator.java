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
package org.mattrainer.internal.engine;

import org.mattrainer.internal.kernel.Layout;

/**
 * The linear part of a stage, applied to blocks of whole images: a convolution, a fully connected layer, an average, or
 * a mere change of layout. Objects are immutable. Images depend on themselves alone.
 */
interface LinearOperator {

    /** Layout of x. */
    Layout input();

    /** Layout of y, compact. */
    Layout output();

    /** Layout of dL/dy. */
    Layout upstream();

    /** Layout of dL/dx, compact. */
    Layout inputGradient();

    /** Images that are worth handling together. */
    int blockImages();

    /** Floats of scratch space. */
    default int scratchSize() {
        return 0;
    }

    /** Floats of packed weights, 0 without weights. */
    default int packedSize() {
        return 0;
    }

    /** Floats of an accumulator of the weight gradient, 0 without weights. */
    default int accumulatorSize() {
        return 0;
    }

    /** Packs canonical weights for {@link #forward}. */
    default void packForward(float[] parameters, int offset, float[] packed) {}

    /** Packs canonical weights for {@link #inputGradient}. */
    default void packBackward(float[] parameters, int offset, float[] packed) {}

    /** Computes y from x. */
    void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch);

    /** Computes dL/dx from dL/dy. */
    void inputGradient(float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch);

    /** Adds the gradient of the weights to an accumulator, which counts as zero if it is fresh. */
    default void addWeightGradient(
            float[] x,
            int xStart,
            float[] dy,
            int dyStart,
            int images,
            float[] accumulator,
            boolean fresh,
            float[] scratch) {}

    /** Turns an accumulator into the canonical gradient. */
    default void unpackGradient(float[] accumulator, float[] gradient, int offset) {}
}
