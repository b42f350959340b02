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
import org.mattrainer.internal.kernel.LinearOperator;

/** A fully connected layer; its packed weights are [out][in] with the rows padded like the input vector. */
final class DenseOperator implements LinearOperator {

    private static final int BLOCK = 16;

    private final Kernels kernels;
    private final int inputs;
    private final int outputs;
    private final Layout input;
    private final Layout output;

    DenseOperator(int inputs, int outputs, Kernels kernels) {
        this.kernels = kernels;
        this.inputs = inputs;
        this.outputs = outputs;
        this.input = Layout.of(inputs, 1, 1, 0, 0);
        this.output = Layout.of(outputs, 1, 1, 0, 0);
    }

    @Override
    public Layout input() {
        return input;
    }

    @Override
    public Layout output() {
        return output;
    }

    @Override
    public Layout upstream() {
        return output;
    }

    @Override
    public Layout inputGradient() {
        return input;
    }

    @Override
    public int blockImages() {
        return BLOCK;
    }

    @Override
    public int packedSize() {
        return Math.multiplyExact(outputs, input.pixelStride());
    }

    @Override
    public int accumulatorSize() {
        return packedSize();
    }

    @Override
    public void packForward(float[] parameters, int offset, float[] packed) {
        for (int o = 0; o < outputs; o++) {
            System.arraycopy(parameters, offset + o * inputs, packed, o * input.pixelStride(), inputs);
        }
    }

    @Override
    public void packBackward(float[] parameters, int offset, float[] packed) {
        packForward(parameters, offset, packed);
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        int in = input.pixelStride();
        int out = output.pixelStride();
        for (int o = 0; o < outputs; o++) {
            for (int e = 0; e < images; e++) {
                y[yStart + e * out + o] = kernels.dot(x, xStart + e * in, packed, o * in, in);
            }
        }
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        int in = input.pixelStride();
        int out = output.pixelStride();
        Arrays.fill(dx, dxStart, dxStart + images * in, 0f);
        for (int o = 0; o < outputs; o++) {
            for (int e = 0; e < images; e++) {
                kernels.axpy(dy[dyStart + e * out + o], packed, o * in, dx, dxStart + e * in, in);
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
        int in = input.pixelStride();
        int out = output.pixelStride();
        for (int o = 0; o < outputs; o++) {
            for (int e = 0; e < images; e++) {
                kernels.axpy(dy[dyStart + e * out + o], x, xStart + e * in, accumulator, o * in, in);
            }
        }
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        for (int o = 0; o < outputs; o++) {
            System.arraycopy(accumulator, o * input.pixelStride(), gradient, offset + o * inputs, inputs);
        }
    }
}
