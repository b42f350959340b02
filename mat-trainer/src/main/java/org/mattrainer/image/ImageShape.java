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
package org.mattrainer.image;

import org.mattrainer.nn.TensorShape;

/**
 * The shape of an image. Its values lie channel by channel, each channel row by row (CHW).
 *
 * @param channels colour channels, at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record ImageShape(int channels, int height, int width) {

    /** Checks that every dimension is positive and that the number of values fits an int. */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "Expected positive image dimensions, found " + channels + "x" + height + "x" + width);
        }
        try {
            Math.multiplyExact(Math.multiplyExact(channels, height), width);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Expected an image of fewer than 2^31 values, found " + channels + "x" + height + "x" + width);
        }
    }

    /**
     * Number of values of one image.
     *
     * @return channels * height * width
     */
    public int size() {
        return channels * height * width;
    }

    /**
     * Number of values of one channel.
     *
     * @return height * width
     */
    public int area() {
        return height * width;
    }

    /**
     * The shape of the images that a network takes.
     *
     * @param input the shape of its input
     * @return an image shape of the same dimensions
     */
    public static ImageShape of(TensorShape input) {
        return new ImageShape(input.channels(), input.height(), input.width());
    }

    /**
     * The shape of a network's input that takes such images.
     *
     * @return a tensor shape of the same dimensions
     */
    public TensorShape toTensorShape() {
        return new TensorShape(channels, height, width);
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
