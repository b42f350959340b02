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

import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.LinearOperator;

/** The adjoint of another operator: a transposed convolution is a convolution whose two directions are exchanged. */
final class AdjointOperator implements LinearOperator {

    private final LinearOperator adjoint;

    AdjointOperator(LinearOperator adjoint) {
        this.adjoint = adjoint;
    }

    @Override
    public Layout input() {
        return adjoint.upstream();
    }

    @Override
    public Layout output() {
        return adjoint.inputGradient();
    }

    @Override
    public Layout upstream() {
        return adjoint.input();
    }

    @Override
    public Layout inputGradient() {
        return adjoint.output();
    }

    @Override
    public int blockImages() {
        return adjoint.blockImages();
    }

    @Override
    public int scratchSize() {
        return adjoint.scratchSize();
    }

    @Override
    public int packedSize() {
        return adjoint.packedSize();
    }

    @Override
    public void packForward(float[] weight, int offset, float[] packed) {
        adjoint.packBackward(weight, offset, packed);
    }

    @Override
    public void packBackward(float[] weight, int offset, float[] packed) {
        adjoint.packForward(weight, offset, packed);
    }

    @Override
    public void forward(float[] packed, float[] x, int xStart, float[] y, int yStart, int images, float[] scratch) {
        adjoint.inputGradient(packed, x, xStart, y, yStart, images, scratch);
    }

    @Override
    public void inputGradient(
            float[] packed, float[] dy, int dyStart, float[] dx, int dxStart, int images, float[] scratch) {
        adjoint.forward(packed, dy, dyStart, dx, dxStart, images, scratch);
    }

    @Override
    public int accumulatorSize() {
        return adjoint.accumulatorSize();
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
        adjoint.addWeightGradient(dy, dyStart, x, xStart, images, accumulator, fresh, scratch);
    }

    @Override
    public void unpackGradient(float[] accumulator, float[] gradient, int offset) {
        adjoint.unpackGradient(accumulator, gradient, offset);
    }
}
