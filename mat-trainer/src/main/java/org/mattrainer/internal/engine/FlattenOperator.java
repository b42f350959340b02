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

/** Turns images into vectors in canonical order (channel, row, column). */
final class FlattenOperator extends WeightlessOperator {

    private static final int BLOCK_OF_VECTORS = 16;

    FlattenOperator(Layout input) {
        super(input, Layout.of(input.channels() * input.height() * input.width(), 1, 1, 0, 0), BLOCK_OF_VECTORS);
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        for (int e = 0; e < images; e++) {
            ImageTransfer.toCanonical(x, xStart + e * input.imageStride(), input, y, yStart + e * output.imageStride());
        }
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        for (int e = 0; e < images; e++) {
            ImageTransfer.fromCanonical(
                    dy, dyStart + e * output.imageStride(), dx, dxStart + e * input.imageStride(), input);
        }
    }
}
