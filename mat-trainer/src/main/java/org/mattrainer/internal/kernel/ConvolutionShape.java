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
 * The shape of a convolution.
 *
 * @param inChannels channels of the input
 * @param height rows of the input
 * @param width columns of the input
 * @param outChannels channels of the output
 * @param kernel rows and columns of the kernel
 * @param stride step of the kernel
 * @param padding zeros added on every side
 */
public record ConvolutionShape(
        int inChannels, int height, int width, int outChannels, int kernel, int stride, int padding) {

    /**
     * Rows of the output.
     *
     * @return at least 1
     */
    public int outHeight() {
        return (height + 2 * padding - kernel) / stride + 1;
    }

    /**
     * Columns of the output.
     *
     * @return at least 1
     */
    public int outWidth() {
        return (width + 2 * padding - kernel) / stride + 1;
    }

    /** Layout of the input, compact. */
    Layout input() {
        return Layout.of(inChannels, height, width, 0, 0);
    }

    /** Layout of the output, compact. */
    Layout output() {
        return Layout.of(outChannels, outHeight(), outWidth(), 0, 0);
    }

    /**
     * The convolution with flipped weights that takes the gradient of the output to that of the input, for stride 1.
     *
     * @return the shape, in and out exchanged
     */
    ConvolutionShape turned() {
        return new ConvolutionShape(
                outChannels, outHeight(), outWidth(), inChannels, kernel, stride, kernel - 1 - padding);
    }
}
