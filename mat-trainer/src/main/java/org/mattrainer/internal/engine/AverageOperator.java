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
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;

/** The mean over windows of each channel. */
final class AverageOperator extends WeightlessOperator {

    private final Kernels kernels;
    private final int rows;
    private final int columns;
    private final int stride;
    private final float weight;

    /**
     * Makes the operator.
     *
     * @param input layout of x, compact
     * @param output layout of y, compact
     * @param rows rows of the window
     * @param columns columns of the window
     * @param stride step between windows
     * @param kernels the kernels
     */
    AverageOperator(Layout input, Layout output, int rows, int columns, int stride, Kernels kernels) {
        super(input, output, BLOCK);
        this.kernels = kernels;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
        this.weight = 1f / (rows * columns);
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        Arrays.fill(y, yStart, yStart + images * output.imageStride(), 0f);
        for (int e = 0; e < images; e++) {
            transfer(x, xStart + e * input.imageStride(), y, yStart + e * output.imageStride(), true);
        }
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        Arrays.fill(dx, dxStart, dxStart + images * input.imageStride(), 0f);
        for (int e = 0; e < images; e++) {
            transfer(dx, dxStart + e * input.imageStride(), dy, dyStart + e * output.imageStride(), false);
        }
    }

    /** Adds weighted pixels of the large image to those of the small one, or the other way round. */
    private void transfer(float[] large, int largeStart, float[] small, int smallStart, boolean toSmall) {
        int channels = input.pixelStride();
        for (int row = 0; row < output.height(); row++) {
            for (int column = 0; column < output.width(); column++) {
                int q = smallStart + output.offset(row, column);
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        int p = largeStart + input.offset(row * stride + i, column * stride + j);
                        if (toSmall) {
                            kernels.axpy(weight, large, p, small, q, channels);
                        } else {
                            kernels.axpy(weight, small, q, large, p, channels);
                        }
                    }
                }
            }
        }
    }
}
