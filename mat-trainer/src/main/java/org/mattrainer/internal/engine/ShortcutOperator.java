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

/** Every few rows and columns of an image, with channels of zeros behind its own. */
final class ShortcutOperator extends WeightlessOperator {

    private final int stride;

    ShortcutOperator(Layout input, Layout output, int stride) {
        super(input, output, BLOCK);
        this.stride = stride;
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        Arrays.fill(y, yStart, yStart + images * output.imageStride(), 0f);
        transfer(input, x, xStart, output, y, yStart, images, true);
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        Arrays.fill(dx, dxStart, dxStart + images * input.imageStride(), 0f);
        transfer(output, dy, dyStart, input, dx, dxStart, images, false);
    }

    private void transfer(
            Layout from, float[] x, int xStart, Layout to, float[] y, int yStart, int images, boolean forward) {
        int fromStep = forward ? stride : 1;
        int toStep = forward ? 1 : stride;
        for (int e = 0; e < images; e++) {
            for (int row = 0; row < output.height(); row++) {
                for (int column = 0; column < output.width(); column++) {
                    int p = xStart + e * from.imageStride() + from.offset(row * fromStep, column * fromStep);
                    int q = yStart + e * to.imageStride() + to.offset(row * toStep, column * toStep);
                    System.arraycopy(x, p, y, q, input.channels());
                }
            }
        }
    }
}
