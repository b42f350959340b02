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

/**
 * Convolution as the sum of products that defines it, for every shape. The gradient to the input of a convolution with
 * stride s is s x s such convolutions, one for each phase of the input pixel, with the taps that meet it.
 */
public final class DirectConvolution implements LinearOperator {

    private static final int START = WinogradPass.START;

    /** Pixels that one weight-gradient kernel sums up at least, so that loading and storing its tile costs little. */
    private static final int PIXELS = 512;

    private final Layout input;
    private final Layout output;
    private final Layout upstream;
    private final Layout inputGradient;
    private final int blockImages;
    private final DirectPass forward;
    private final DirectPass[] backward;
    private final DirectWeightGradient weightGradient;

    /**
     * Plans the convolution of a shape.
     *
     * @param shape the shape
     * @param kernels the arithmetic
     */
    public DirectConvolution(ConvolutionShape shape, ConvolutionKernels kernels) {
        this.input = inputLayout(shape);
        this.output = shape.output();
        this.upstream = upstreamLayout(shape);
        this.inputGradient = shape.input();
        int pixels = shape.outHeight() * shape.outWidth();
        this.blockImages = (PIXELS + pixels - 1) / pixels;
        DirectGrid grid =
                new DirectGrid(shape.outHeight(), shape.outWidth(), shape.stride(), -shape.padding(), 1, 0, 0);
        this.forward = DirectPass.of(grid, DirectTaps.forward(shape, input), START, kernels);
        this.backward = new DirectPass[shape.stride() * shape.stride()];
        int start = START;
        for (int p = 0; p < backward.length; p++) {
            backward[p] = backward(shape, p, start, kernels);
            start = Math.addExact(start, backward[p].weightSize());
        }
        this.weightGradient = new DirectWeightGradient(shape, input, upstream, blockImages, kernels);
    }

    private static Layout inputLayout(ConvolutionShape shape) {
        int rows = (shape.outHeight() - 1) * shape.stride() + shape.kernel() - shape.padding() - shape.height();
        int columns = (shape.outWidth() - 1) * shape.stride() + shape.kernel() - shape.padding() - shape.width();
        int after = Math.max(0, Math.max(rows, columns));
        return Layout.of(shape.inChannels(), shape.height(), shape.width(), shape.padding(), after);
    }

    private static Layout upstreamLayout(ConvolutionShape shape) {
        int before = 0;
        int after = 0;
        for (int phase = 0; phase < shape.stride(); phase++) {
            DirectGradientTaps taps = DirectGradientTaps.of(shape, phase);
            before = Math.max(before, taps.before());
            after = Math.max(after, taps.after(shape, shape.height(), shape.outHeight()));
            after = Math.max(after, taps.after(shape, shape.width(), shape.outWidth()));
        }
        return Layout.of(shape.outChannels(), shape.outHeight(), shape.outWidth(), before, after);
    }

    private DirectPass backward(ConvolutionShape shape, int phase, int start, ConvolutionKernels kernels) {
        int stride = shape.stride();
        DirectGradientTaps rows = DirectGradientTaps.of(shape, phase / stride);
        DirectGradientTaps columns = DirectGradientTaps.of(shape, phase % stride);
        DirectGrid grid = new DirectGrid(
                rows.inputs(shape, shape.height()),
                columns.inputs(shape, shape.width()),
                1,
                0,
                stride,
                rows.phase(),
                columns.phase());
        return DirectPass.of(grid, DirectTaps.backward(shape, upstream, rows, columns), start, kernels);
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
    public Layout inputGradient() {
        return inputGradient;
    }

    @Override
    public Layout upstream() {
        return upstream;
    }

    @Override
    public int blockImages() {
        return blockImages;
    }

    @Override
    public int scratchSize() {
        int size = Math.max(forward.scratchSize(), weightGradient.scratchSize());
        for (DirectPass pass : backward) {
            size = Math.max(size, pass.scratchSize());
        }
        return size;
    }

    @Override
    public int packedSize() {
        DirectPass last = backward[backward.length - 1];
        return Math.max(Math.addExact(START, forward.weightSize()), Math.addExact(last.weightStart, last.weightSize()));
    }

    @Override
    public int accumulatorSize() {
        return weightGradient.accumulatorSize();
    }

    @Override
    public void packForward(float[] weight, int offset, float[] packed) {
        forward.pack(weight, offset, packed);
    }

    @Override
    public void packBackward(float[] weight, int offset, float[] packed) {
        for (DirectPass pass : backward) {
            pass.pack(weight, offset, packed);
        }
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        forward.run(packed, x, xStart, input, y, yStart, output, images, scratch);
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        for (DirectPass pass : backward) {
            pass.run(packed, dy, dyStart, upstream, dx, dxStart, inputGradient, images, scratch);
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
        weightGradient.add(x, xStart, dy, dyStart, images, accumulator, scratch);
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        weightGradient.unpack(accumulator, gradient, offset);
    }

    @Override
    public String toString() {
        return "direct";
    }
}
