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
 * The taps, in one dimension, that the gradient of an input row (or column) collects. Output j reads input
 * {@code j stride + r - padding} with tap r, so input {@code i stride + phase} gets from output {@code i + lead - t} what
 * tap {@code first + t stride} weighs, t = 0 .. count - 1.
 *
 * @param phase the input row modulo the stride
 * @param first the first tap
 * @param lead distance of the output row that meets the first tap
 * @param count number of taps, perhaps 0
 */
record DirectGradientTaps(int phase, int first, int lead, int count) {

    static DirectGradientTaps of(ConvolutionShape shape, int phase) {
        int first = (phase + shape.padding()) % shape.stride();
        int lead = (phase + shape.padding()) / shape.stride();
        int count = Math.max(0, (shape.kernel() - first + shape.stride() - 1) / shape.stride());
        return new DirectGradientTaps(phase, first, lead, count);
    }

    /** Tap number t. */
    int tap(ConvolutionShape shape, int t) {
        return first + t * shape.stride();
    }

    /** How many inputs of {@code size} have this phase. */
    int inputs(ConvolutionShape shape, int size) {
        return Math.max(0, (size - phase + shape.stride() - 1) / shape.stride());
    }

    /** Zeros read before output 0. */
    int before() {
        return Math.max(0, count - 1 - lead);
    }

    /** Zeros read after the last of {@code outSize} outputs by the inputs of {@code inSize}. */
    int after(ConvolutionShape shape, int inSize, int outSize) {
        return count == 0 ? 0 : Math.max(0, inputs(shape, inSize) - 1 + lead - (outSize - 1));
    }
}
