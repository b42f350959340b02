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

/** The same values in canonical order (channel, row, column) in another shape. */
final class ReshapeOperator extends WeightlessOperator {

    ReshapeOperator(Layout input, Layout output) {
        super(input, output, BLOCK);
    }

    @Override
    public int scratchSize() {
        return input.channels() * input.height() * input.width();
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        transfer(input, x, xStart, output, y, yStart, images, scratch);
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        transfer(output, dy, dyStart, input, dx, dxStart, images, scratch);
    }

    private static void transfer(
            Layout from, float[] x, int xStart, Layout to, float[] y, int yStart, int images, float[] canonical) {
        for (int e = 0; e < images; e++) {
            ImageTransfer.toCanonical(x, xStart + e * from.imageStride(), from, canonical, 0);
            ImageTransfer.fromCanonical(canonical, 0, y, yStart + e * to.imageStride(), to);
        }
    }
}
