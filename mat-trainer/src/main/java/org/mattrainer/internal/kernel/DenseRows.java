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

/** A fully connected layer of so few inputs that they are not padded to vectors; all weights are [out][in]. */
final class DenseRows extends DenseOperator {

    DenseRows(int inputs, int outputs, Kernels kernels) {
        super(inputs, outputs, kernels);
    }

    @Override
    public void packBackward(float[] weight, int offset, float[] packed) {
        packForward(weight, offset, packed);
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        int in = input().pixelStride();
        int out = output().pixelStride();
        Arrays.fill(dx, dxStart, dxStart + images * in, 0f);
        for (int o = 0; o < outputs(); o++) {
            for (int e = 0; e < images; e++) {
                kernels().axpy(dy[dyStart + e * out + o], packed, o * in, dx, dxStart + e * in, in);
            }
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
        int in = input().pixelStride();
        int out = output().pixelStride();
        for (int o = 0; o < outputs(); o++) {
            for (int e = 0; e < images; e++) {
                kernels().axpy(dy[dyStart + e * out + o], x, xStart + e * in, accumulator, o * in, in);
            }
        }
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        for (int o = 0; o < outputs(); o++) {
            System.arraycopy(accumulator, o * input().pixelStride(), gradient, offset + o * inputs(), inputs());
        }
    }
}
