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

import org.mattrainer.internal.kernel.Convolution;
import org.mattrainer.internal.kernel.ConvolutionShape;
import org.mattrainer.internal.kernel.Layout;

/** A convolution as a stage's linear part. */
final class ConvolutionOperator implements LinearOperator {

    private final Convolution convolution;
    private final Layout output;
    private final Layout inputGradient;

    ConvolutionOperator(ConvolutionShape shape, Convolution convolution) {
        this.convolution = convolution;
        this.output = Layout.of(shape.outChannels(), shape.outHeight(), shape.outWidth(), 0, 0);
        this.inputGradient = Layout.of(shape.inChannels(), shape.height(), shape.width(), 0, 0);
    }

    @Override
    public Layout input() {
        return convolution.input();
    }

    @Override
    public Layout output() {
        return output;
    }

    @Override
    public Layout upstream() {
        return convolution.upstream();
    }

    @Override
    public Layout inputGradient() {
        return inputGradient;
    }

    @Override
    public int blockImages() {
        return convolution.blockImages();
    }

    @Override
    public int scratchSize() {
        return convolution.scratchSize();
    }

    @Override
    public int packedSize() {
        return convolution.packedSize();
    }

    @Override
    public int accumulatorSize() {
        return convolution.accumulatorSize();
    }

    @Override
    public void packForward(float[] parameters, int offset, float[] packed) {
        convolution.packForward(parameters, offset, packed);
    }

    @Override
    public void packBackward(float[] parameters, int offset, float[] packed) {
        convolution.packBackward(parameters, offset, packed);
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        convolution.forward(packed, x, xStart, y, yStart, output, images, scratch);
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        convolution.inputGradient(packed, dy, dyStart, dx, dxStart, inputGradient, images, scratch);
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
        convolution.addWeightGradient(x, xStart, dy, dyStart, images, accumulator, fresh, scratch);
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        convolution.unpackGradient(accumulator, gradient, offset);
    }
}
