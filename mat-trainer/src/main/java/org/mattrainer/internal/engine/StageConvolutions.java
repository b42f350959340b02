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

import org.mattrainer.internal.kernel.ConvolutionShape;
import org.mattrainer.internal.kernel.Convolutions;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.LinearOperator;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.TensorShape;

/**
 * The operators of convolutions.
 *
 * @param algorithm how convolutions are computed
 * @param kernels the kernels
 */
record StageConvolutions(ConvolutionAlgorithm algorithm, Kernels kernels) {

    LinearOperator of(Conv2d layer, TensorShape input, TensorShape output) {
        return create(input, output, layer.kernelSize(), layer.stride(), layer.padding());
    }

    /** The adjoint of the convolution the other way round. */
    LinearOperator of(ConvTranspose2d layer, TensorShape input, TensorShape output) {
        return new AdjointOperator(create(output, input, layer.kernelSize(), layer.stride(), layer.padding()));
    }

    private LinearOperator create(TensorShape from, TensorShape to, int kernelSize, int stride, int padding) {
        ConvolutionShape shape = new ConvolutionShape(
                from.channels(), from.height(), from.width(), to.channels(), kernelSize, stride, padding);
        return Convolutions.create(shape, algorithm, kernels);
    }
}
