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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.mattrainer.internal.numbers.Checks;

/**
 * Bounds of the sizes of layers and networks. They are far above what a network needs that can be trained, and keep all
 * products of sizes in the range of the types that hold them.
 */
final class Sizes {

    /** Most rows and columns of a kernel or window, and the largest step between two of them. */
    static final int MOST_ROWS = 15;

    /** Most channels that a convolution makes, and most units of a linear layer. */
    static final int MOST_CHANNELS = 1 << 20;

    /** Most values that one example has between two layers. */
    static final int MOST_VALUES = 1 << 28;

    /** Most values of one trained tensor. */
    static final int MOST_WEIGHTS = 1 << 27;

    /** Most trained values of a network. */
    static final int MOST_PARAMETERS = 1 << 30;

    /** Most layers of a network. */
    static final int MOST_LAYERS = 10_000;

    private Sizes() {}

    /**
     * Checks a setting of a layer.
     *
     * @param layer kind of the layer
     * @param setting name of the setting
     * @param value its value
     * @param least smallest value that is allowed
     * @param most largest value that is allowed
     * @throws PropertyException if the value is out of range; it names layer, setting, range and value
     */
    static void require(String layer, String setting, int value, int least, int most) {
        if (value < least || value > most) {
            throw new PropertyException(
                    "", setting, layer + ": expected " + least + " to " + most + ", found " + value);
        }
    }

    /** Checks a bias before training, which is finite and 0 in a layer without one. */
    static void requireBias(String layer, boolean bias, float initial) {
        if (!Float.isFinite(initial) || !bias && initial != 0) {
            throw new PropertyException(
                    "",
                    "initialBias",
                    layer + ": expected " + (bias ? "a finite number" : "0 without a bias") + ", found " + initial);
        }
    }

    /** How a layer's bias is written. */
    static String bias(boolean bias, float initial) {
        return !bias ? "n" : initial == 0 ? "" : "b" + initial;
    }

    /**
     * The number of outputs of a window that moves over rows or columns.
     *
     * @param size rows or columns, with what is padded
     * @param window rows or columns of the window
     * @param stride step of the window
     * @return at least 1, or 0 when the window is larger than what it moves over
     */
    static int steps(int size, int window, int stride) {
        return size < window ? 0 : (size - window) / stride + 1;
    }

    /** Throws unless a divisor of the numbers of channels of a preset is a power of two in a range. */
    static void requireDivisor(int divisor, int most) {
        Checks.require(
                divisor >= 1 && divisor <= most && Integer.bitCount(divisor) == 1,
                "widthDivisor",
                "a power of two from 1 to " + most,
                divisor);
    }
}
