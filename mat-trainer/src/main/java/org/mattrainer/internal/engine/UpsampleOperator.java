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

/** Every pixel several times in both directions; the adjoint adds the copies. */
final class UpsampleOperator extends WeightlessOperator {

    private final int factor;

    UpsampleOperator(Layout input, Layout output, int factor) {
        super(input, output, BLOCK);
        this.factor = factor;
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        for (int e = 0; e < images; e++) {
            for (int row = 0; row < output.height(); row++) {
                for (int column = 0; column < output.width(); column++) {
                    int p = xStart + e * input.imageStride() + input.offset(row / factor, column / factor);
                    int q = yStart + e * output.imageStride() + output.offset(row, column);
                    System.arraycopy(x, p, y, q, input.channels());
                }
            }
        }
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        Arrays.fill(dx, dxStart, dxStart + images * input.imageStride(), 0f);
        for (int e = 0; e < images; e++) {
            for (int row = 0; row < output.height(); row++) {
                for (int column = 0; column < output.width(); column++) {
                    int p = dyStart + e * output.imageStride() + output.offset(row, column);
                    int q = dxStart + e * input.imageStride() + input.offset(row / factor, column / factor);
                    for (int c = 0; c < input.channels(); c++) {
                        dx[q + c] += dy[p + c];
                    }
                }
            }
        }
    }
}
