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
 * A fully connected layer. Forward weights are [out][in] with the rows padded like the input vector; an output is one inner
 * product, whatever batch its image is in.
 */
public abstract sealed class DenseOperator implements LinearOperator permits DenseRows, DensePanels {

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

    /**
     * Chooses the form for the width of the input.
     *
     * @param inputs values of an input vector, at least 1
     * @param outputs values of an output vector, at least 1
     * @param kernels the arithmetic
     * @return the operator
     */
    public static DenseOperator of(int inputs, int outputs, Kernels kernels) {
        return inputs <= Layout.NARROW
                ? new DenseRows(inputs, outputs, kernels)
                : new DensePanels(inputs, outputs, kernels);
    }

    final int inputs() {
        return inputs;
    }

    final int outputs() {
        return outputs;
    }

    final Kernels kernels() {
        return kernels;
    }

    @Override
    public final Layout input() {
        return input;
    }

    @Override
    public final Layout output() {
        return output;
    }

    @Override
    public final Layout upstream() {
        return output;
    }

    @Override
    public final Layout inputGradient() {
        return input;
    }

    @Override
    public final int blockImages() {
        return BLOCK;
    }

    @Override
    public final int scratchSize() {
        return Kernels.DOT_SCRATCH;
    }

    @Override
    public final int packedSize() {
        return Math.multiplyExact(outputs, input.pixelStride());
    }

    @Override
    public final int accumulatorSize() {
        return packedSize();
    }

    @Override
    public final void packForward(float[] weight, int offset, float[] packed) {
        for (int o = 0; o < outputs; o++) {
            System.arraycopy(weight, offset + o * inputs, packed, o * input.pixelStride(), inputs);
        }
    }

    @Override
    public final void forward(
            float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        int in = input.pixelStride();
        int out = output.pixelStride();
        kernels.dots(images, x, xStart, in, outputs, packed, 0, in, in, y, yStart, out, scratch);
    }
}
