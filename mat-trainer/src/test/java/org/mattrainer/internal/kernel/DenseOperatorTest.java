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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.internal.kernel.vector.VectorKernels;

/** Products in panels have the bits of sums of rows, which are the definition. */
class DenseOperatorTest {

    private static List<Kernels> kernels() {
        return VectorWidthMain.isOneWidth()
                ? List.of(new VectorKernels())
                : List.of(new ScalarKernels(), new VectorKernels());
    }

    static List<Arguments> shapes() {
        int[][] shapes = {{5, 1}, {16, 16}, {17, 3}, {31, 10}, {33, 128}, {48, 129}, {70, 300}, {200, 7}};
        List<Arguments> arguments = new ArrayList<>();
        for (Kernels kernels : kernels()) {
            for (int[] shape : shapes) {
                arguments.add(Arguments.of(shape[0], shape[1], kernels));
            }
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsOfInputsHaveTheBitsOfRows(int inputs, int outputs, Kernels kernels) {
        for (int images : new int[] {1, 2, 7, 8, 9, 16}) {
            assertArrayEquals(
                    inputGradient(new DenseRows(inputs, outputs, kernels), images),
                    inputGradient(new DensePanels(inputs, outputs, kernels), images));
        }
    }

    private static float[] inputGradient(DenseOperator operator, int images) {
        float[] weight = normal(1, operator.inputs() * operator.outputs());
        float[] packed = new float[operator.packedSize()];
        operator.packBackward(weight, 0, packed);
        float[] dy = vectors(2, images, operator.output());
        float[] dx = new float[3 + images * operator.input().imageStride()];
        operator.inputGradient(packed, dy, 0, dx, 3, images, new float[operator.scratchSize()]);
        return dx;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void gradientsOfWeightsHaveTheBitsOfRows(int inputs, int outputs, Kernels kernels) {
        assertArrayEquals(
                weightGradient(new DenseRows(inputs, outputs, kernels)),
                weightGradient(new DensePanels(inputs, outputs, kernels)));
    }

    /** That of three blocks, into an accumulator that held something else. */
    private static float[] weightGradient(DenseOperator operator) {
        float[] accumulator = normal(3, operator.accumulatorSize());
        int start = 0;
        for (int images : new int[] {16, 1, 9}) {
            float[] x = vectors(4 + images, images, operator.input());
            float[] dy = vectors(5 + images, images, operator.output());
            operator.addWeightGradient(x, 0, dy, 0, images, accumulator, start == 0, new float[operator.scratchSize()]);
            start += images;
        }
        float[] gradient = new float[2 + operator.inputs() * operator.outputs()];
        operator.unpackGradient(accumulator, gradient, 2);
        return gradient;
    }

    private static float[] vectors(long seed, int images, Layout layout) {
        float[] values = new float[images * layout.imageStride()];
        for (int e = 0; e < images; e++) {
            System.arraycopy(
                    normal(seed + e, layout.channels()), 0, values, e * layout.imageStride(), layout.channels());
        }
        return values;
    }

    private static float[] normal(long seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
