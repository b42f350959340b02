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
package org.mattrainer.nn;

import java.util.List;

/**
 * One tensor that a layer owns.
 *
 * @param name what it is in the layer: weight or direction, bias, length, slope, gamma, beta, mean or variance
 * @param shape its dimensions; convolution weights are [out, in, row, column], linear weights [out, in]
 * @param kind its role
 * @param fanIn number of inputs that each output sums, for initialisation; 0 where that has no meaning
 * @param initial the value that it is filled with at the start; for weights what the numbers that are drawn are multiplied by
 * @param learningRateFactor what the learning rate of the training is multiplied by here, at least 0; 0 for what does not learn
 */
public record LayerTensor(
        String name, List<Integer> shape, ParameterKind kind, int fanIn, float initial, float learningRateFactor) {

    /** Copies the shape. */
    public LayerTensor {
        shape = List.copyOf(shape);
    }

    /**
     * A tensor that learns at the rate of the training.
     *
     * @param name what it is in the layer
     * @param shape its dimensions
     * @param kind its role
     * @param fanIn number of inputs that each output sums, for initialisation; 0 where that has no meaning
     * @param initial the value that it is filled with at the start; for weights what the numbers that are drawn are
     *     multiplied by
     */
    public LayerTensor(String name, List<Integer> shape, ParameterKind kind, int fanIn, float initial) {
        this(name, shape, kind, fanIn, initial, 1f);
    }

    /**
     * Number of values.
     *
     * @return the product of the dimensions
     * @throws ArithmeticException if it is 2^31 or more; a {@link Network} holds no such tensor
     */
    public int size() {
        return Math.toIntExact(values());
    }

    /** The product of the dimensions. */
    long values() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
