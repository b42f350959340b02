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

import org.mattrainer.nn.ConvolutionAlgorithm;

/** Chooses the algorithm of a convolution by its shape alone. */
public final class Convolutions {

    private Convolutions() {}

    /**
     * The convolution of a shape.
     *
     * @param shape the shape
     * @param algorithm AUTO for the fastest, DIRECT for the definition, WINOGRAD for Winograd's wherever it applies
     * @param kernels the kernels
     * @return the convolution
     */
    public static LinearOperator create(ConvolutionShape shape, ConvolutionAlgorithm algorithm, Kernels kernels) {
        return create(shape, algorithm, kernels.convolutions());
    }

    /**
     * The convolution of a shape.
     *
     * @param shape the shape
     * @param algorithm AUTO for the fastest, DIRECT for the definition, WINOGRAD for Winograd's wherever it applies
     * @param kernels the arithmetic
     * @return the convolution
     */
    public static LinearOperator create(
            ConvolutionShape shape, ConvolutionAlgorithm algorithm, ConvolutionKernels kernels) {
        if (algorithm == ConvolutionAlgorithm.DIRECT || !WinogradConvolution.supports(shape)) {
            return new DirectConvolution(shape, kernels);
        }
        ConvolutionShape turned = shape.turned();
        int tile = tile(shape);
        if (algorithm == ConvolutionAlgorithm.AUTO && winogradCost(shape, tile) > directCost(shape)) {
            return new DirectConvolution(shape, kernels);
        }
        return new WinogradConvolution(shape, tile, tile(turned), kernels);
    }

    /** The tile of least cost. */
    private static int tile(ConvolutionShape shape) {
        int best = 4;
        for (int tile = 6; tile <= WinogradConvolution.largestTile(shape); tile += 2) {
            if (winogradCost(shape, tile) < winogradCost(shape, best)) {
                best = tile;
            }
        }
        return best;
    }

    /** Products of an image. */
    private static double directCost(ConvolutionShape shape) {
        double outputs = (double) shape.outHeight() * shape.outWidth() * shape.outChannels();
        return outputs * shape.kernel() * shape.kernel() * shape.inChannels();
    }

    /** Products of an image, and the transforms of both sides at the price of some products for each value. */
    private static double winogradCost(ConvolutionShape shape, int tile) {
        int size = tile + shape.kernel() - 1;
        double tiles = Math.ceil((double) shape.outHeight() / tile) * Math.ceil((double) shape.outWidth() / tile);
        double transforms = 5.0 * (shape.inChannels() + shape.outChannels());
        return tiles * size * size * ((double) shape.inChannels() * shape.outChannels() + transforms);
    }
}
