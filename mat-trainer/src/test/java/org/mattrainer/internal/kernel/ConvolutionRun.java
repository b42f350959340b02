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

import java.util.Arrays;

/** Runs a convolution on canonical arrays, block by block. */
final class ConvolutionRun {

    private static final int START = 12;

    private final LinearOperator convolution;
    private final ReferenceConvolution problem;
    private final int blockImages;
    private final float[] scratch;

    ConvolutionRun(LinearOperator convolution, ReferenceConvolution problem, int blockImages) {
        this.convolution = convolution;
        this.problem = problem;
        this.blockImages = blockImages;
        this.scratch = new float[convolution.scratchSize()];
    }

    float[] forward() {
        float[] packed = new float[convolution.packedSize()];
        convolution.packForward(problem.weight, 0, packed);
        convolution.packForward(problem.weight, 0, packed);
        float[] x = ReferenceConvolution.toLayout(problem.x, convolution.input(), problem.images, START);
        Layout layout = convolution.output();
        float[] y = new float[START + problem.images * layout.imageStride()];
        soil(y, layout);
        for (int n = 0; n < problem.images; n += blockImages) {
            int count = Math.min(blockImages, problem.images - n);
            int xStart = START + n * convolution.input().imageStride();
            convolution.forward(packed, x, xStart, y, START + n * layout.imageStride(), count, scratch);
        }
        checkPadding(y, layout);
        return ReferenceConvolution.fromLayout(y, layout, problem.images, START);
    }

    float[] inputGradient() {
        float[] packed = new float[convolution.packedSize()];
        convolution.packBackward(problem.weight, 0, packed);
        float[] dy = ReferenceConvolution.toLayout(problem.dy, convolution.upstream(), problem.images, START);
        Layout layout = convolution.inputGradient();
        float[] dx = new float[START + problem.images * layout.imageStride()];
        soil(dx, layout);
        for (int n = 0; n < problem.images; n += blockImages) {
            int count = Math.min(blockImages, problem.images - n);
            int dyStart = START + n * convolution.upstream().imageStride();
            convolution.inputGradient(packed, dy, dyStart, dx, START + n * layout.imageStride(), count, scratch);
        }
        return ReferenceConvolution.fromLayout(dx, layout, problem.images, START);
    }

    float[] weightGradient() {
        float[] x = ReferenceConvolution.toLayout(problem.x, convolution.input(), problem.images, START);
        float[] dy = ReferenceConvolution.toLayout(problem.dy, convolution.upstream(), problem.images, START);
        float[] accumulator = new float[convolution.accumulatorSize()];
        Arrays.fill(accumulator, 1e9f);
        for (int n = 0; n < problem.images; n += blockImages) {
            int count = Math.min(blockImages, problem.images - n);
            convolution.addWeightGradient(
                    x,
                    START + n * convolution.input().imageStride(),
                    dy,
                    START + n * convolution.upstream().imageStride(),
                    count,
                    accumulator,
                    n == 0,
                    scratch);
        }
        float[] gradient = new float[3 + problem.weight.length];
        convolution.unpackGradient(accumulator, gradient, 3);
        return Arrays.copyOfRange(gradient, 3, gradient.length);
    }

    /** What is in the real channels of the real pixels must not matter. */
    private static void soil(float[] images, Layout layout) {
        for (int start = START; start < images.length; start += layout.pixelStride()) {
            Arrays.fill(images, start, start + layout.channels(), 1e9f);
        }
    }

    /** Nothing but zeros may be written outside the real channels of the real pixels. */
    private static void checkPadding(float[] y, Layout layout) {
        float[] real = new float[y.length];
        for (int n = 0; START + n * layout.imageStride() < y.length; n++) {
            for (int i = 0; i < layout.height(); i++) {
                for (int j = 0; j < layout.width(); j++) {
                    int p = START + n * layout.imageStride() + layout.offset(i, j);
                    System.arraycopy(y, p, real, p, layout.channels());
                }
            }
        }
        assertArrayEquals(real, y);
    }
}
