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

/**
 * The shape of one example's activation, {@code channels x height x width}. A vector of n units is n x 1 x 1.
 *
 * @param channels number of channels, at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record TensorShape(int channels, int height, int width) {

    /** Checks that every dimension is positive and that there are at most 2^28 values. */
    public TensorShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "Expected positive dimensions, found " + channels + "x" + height + "x" + width);
        }
        if ((long) channels * height > Sizes.MOST_VALUES / width) {
            throw new IllegalArgumentException("Expected at most " + Sizes.MOST_VALUES + " values of an example, found "
                    + channels + "x" + height + "x" + width);
        }
    }

    /**
     * A vector.
     *
     * @param units its length, at least 1
     * @return the shape units x 1 x 1
     */
    public static TensorShape vector(int units) {
        return new TensorShape(units, 1, 1);
    }

    /**
     * Number of values of one example.
     *
     * @return channels * height * width
     */
    public int size() {
        return channels * height * width;
    }

    /**
     * Whether the shape is a vector.
     *
     * @return true when height and width are 1
     */
    public boolean isVector() {
        return height == 1 && width == 1;
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
