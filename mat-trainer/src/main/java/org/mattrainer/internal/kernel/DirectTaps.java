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
 * The taps of a pass of a direct convolution.
 *
 * @param inChannels channels that a tap reads
 * @param outChannels channels that are computed
 * @param distances for each tap the distance in floats from the pixel around which is read
 * @param weights for each tap the distance of its weight in the canonical weights
 * @param inStep canonical floats between input channels
 * @param outStep canonical floats between output channels
 */
record DirectTaps(int inChannels, int outChannels, int[] distances, int[] weights, int inStep, int outStep) {

    /** Number of taps. */
    int count() {
        return distances.length;
    }

    /** Index of a weight. */
    int weight(int tap, int in, int out) {
        return weights[tap] + in * inStep + out * outStep;
    }

    /** The taps of the convolution itself. */
    static DirectTaps forward(ConvolutionShape shape, Layout input) {
        int kernel = shape.kernel();
        int[] distances = new int[kernel * kernel];
        int[] weights = new int[kernel * kernel];
        for (int t = 0; t < weights.length; t++) {
            distances[t] = t / kernel * input.rowStride() + t % kernel * input.pixelStride();
            weights[t] = t;
        }
        int area = kernel * kernel;
        return new DirectTaps(
                shape.inChannels(), shape.outChannels(), distances, weights, area, shape.inChannels() * area);
    }

    /** The taps that the gradient of the input collects for inputs of one phase in rows and columns. */
    static DirectTaps backward(
            ConvolutionShape shape, Layout upstream, DirectGradientTaps rows, DirectGradientTaps columns) {
        int[] distances = new int[rows.count() * columns.count()];
        int[] weights = new int[distances.length];
        for (int k = 0; k < distances.length; k++) {
            int t = k / columns.count();
            int u = k % columns.count();
            distances[k] = (rows.lead() - t) * upstream.rowStride() + (columns.lead() - u) * upstream.pixelStride();
            weights[k] = rows.tap(shape, t) * shape.kernel() + columns.tap(shape, u);
        }
        int area = shape.kernel() * shape.kernel();
        return new DirectTaps(
                shape.outChannels(), shape.inChannels(), distances, weights, shape.inChannels() * area, area);
    }
}
