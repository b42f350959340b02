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

/**
 * The lowest and the highest of some raw pixel values.
 *
 * @param lowest finite, at most the highest
 * @param highest finite
 */
public record ValueRange(float lowest, float highest) {

    private static final int IMAGES_PER_READ = 64;

    /** Checks the order, so that neither is NaN. */
    public ValueRange {
        if (!(lowest <= highest && Float.isFinite(lowest) && Float.isFinite(highest))) {
            throw new IllegalArgumentException(
                    "Expected a finite range of pixel values, found " + lowest + " to " + highest);
        }
    }

    /**
     * The range of some values.
     *
     * @param values at least one
     * @param count how many of them, from the first
     * @return their lowest and highest
     * @throws IllegalArgumentException if one is not finite
     */
    public static ValueRange of(float[] values, int count) {
        float lowest = values[0];
        float highest = values[0];
        for (int i = 1; i < count; i++) {
            lowest = Math.min(lowest, values[i]);
            highest = Math.max(highest, values[i]);
        }
        return new ValueRange(lowest, highest);
    }

    /**
     * The range of all values of training images.
     *
     * @param shape shape of an image
     * @param images at least one
     * @return their lowest and highest
     * @throws IllegalArgumentException if one is not finite
     */
    public static ValueRange of(ImageShape shape, TrainingImages images) {
        int size = shape.size();
        float[] x = new float[Math.multiplyExact(Math.min(IMAGES_PER_READ, images.count()), size)];
        ValueRange range = null;
        for (int first = 0; first < images.count(); first += IMAGES_PER_READ) {
            int n = Math.min(IMAGES_PER_READ, images.count() - first);
            images.read(first, n, x);
            ValueRange here = of(x, n * size);
            range = range == null ? here : range.and(here);
        }
        return range;
    }

    /**
     * The range of both.
     *
     * @param other another range
     * @return from the lower lowest to the higher highest
     */
    public ValueRange and(ValueRange other) {
        return new ValueRange(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }

    /**
     * The largest absolute value.
     *
     * @return at least 0
     */
    public float magnitude() {
        return Math.max(Math.abs(lowest), Math.abs(highest));
    }

    /**
     * How many times larger than those of another range the values are.
     *
     * @param other the range to compare with
     * @return 1 if one of the two holds zeros only, as blank images do
     */
    public double factor(ValueRange other) {
        return magnitude() == 0 || other.magnitude() == 0 ? 1 : (double) magnitude() / other.magnitude();
    }

    @Override
    public String toString() {
        return text(lowest) + " to " + text(highest);
    }

    private static String text(float value) {
        return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
    }
}
