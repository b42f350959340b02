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

import java.util.Arrays;
import org.mattrainer.internal.kernel.Layout;

/** Some of the values in canonical order (channel, row, column) in another shape. */
final class SliceOperator extends WeightlessOperator {

    private final int offset;

    SliceOperator(Layout input, int offset, Layout output) {
        super(input, output, BLOCK);
        this.offset = offset;
    }

    @Override
    public int scratchSize() {
        return input.channels() * input.height() * input.width();
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        for (int e = 0; e < images; e++) {
            ImageTransfer.toCanonical(x, xStart + e * input.imageStride(), input, scratch, 0);
            ImageTransfer.fromCanonical(scratch, offset, y, yStart + e * output.imageStride(), output);
        }
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        for (int e = 0; e < images; e++) {
            Arrays.fill(scratch, 0, scratchSize(), 0f);
            ImageTransfer.toCanonical(dy, dyStart + e * output.imageStride(), output, scratch, offset);
            ImageTransfer.fromCanonical(scratch, 0, dx, dxStart + e * input.imageStride(), input);
        }
    }
}
