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

import java.util.Optional;

/**
 * Looks at the training images before and after their preprocessing: whether a network can learn from such inputs, and if
 * not, which setting fits. Pixels that were divided by 255 twice, or not at all, are the usual reason.
 */
public final class InputRange {

    private static final int SAMPLE = 1024;

    /** Inputs that differ by less are too close to each other: bytes of 0 to 25 divided by 255. */
    private static final double SMALLEST_SPREAD = 0.1;

    /** Standardised inputs have a deviation of 1, bytes that are not divided one of about 80. */
    private static final double LARGEST_DEVIATION = 5;

    private static final double IMPOSSIBLE_DEVIATION = 1000;

    /** A scale is meant to be the largest value, apart from rounding. */
    private static final double ABOVE_SCALE = 1.05;

    private final Preprocessing preprocessing;
    private final ValueRange raw;
    private final ValueRange inputs;
    private final double deviation;

    private InputRange(Preprocessing preprocessing, ValueRange raw, ValueRange inputs, double deviation) {
        this.preprocessing = preprocessing;
        this.raw = raw;
        this.inputs = inputs;
        this.deviation = deviation;
    }

    /**
     * Looks at all raw images, and at some of them as they are fed to the network.
     *
     * @param shape shape of an image
     * @param images the raw training images, at least one
     * @param preprocessing what the transform was made by
     * @param transform the preprocessing, fitted to them
     * @return what was found
     * @throws UnfitDataException if no network can learn from them: all values are the same, the preprocessing makes
     *     infinite ones of them, or they are larger than any pixels could be meant to be
     */
    public static InputRange of(
            ImageShape shape, TrainingImages images, Preprocessing preprocessing, PixelTransform transform) {
        int size = shape.size();
        float[] x = new float[size];
        ValueRange raw = ValueRange.of(shape, images);
        if (raw.lowest() == raw.highest()) {
            throw new UnfitDataException("Expected training images that differ, found the value " + raw.lowest()
                    + " in every pixel of all " + images.count());
        }
        ValueRange inputs = null;
        double sum = 0;
        double squares = 0;
        int step = Math.max(1, images.count() / SAMPLE);
        long count = 0;
        for (int i = 0; i < images.count(); i += step) {
            images.read(i, 1, x);
            transform.apply(x, 1);
            ValueRange here = inputsOf(x, size, raw, preprocessing);
            inputs = inputs == null ? here : inputs.and(here);
            for (int k = 0; k < size; k++) {
                sum += x[k];
                squares += (double) x[k] * x[k];
            }
            count += size;
        }
        double mean = sum / count;
        InputRange range =
                new InputRange(preprocessing, raw, inputs, Math.sqrt(Math.max(0, squares / count - mean * mean)));
        if (range.deviation > IMPOSSIBLE_DEVIATION) {
            throw new UnfitDataException("Expected inputs of the network of about -1 to 1, found " + range.found());
        }
        return range;
    }

    private static ValueRange inputsOf(float[] x, int size, ValueRange raw, Preprocessing preprocessing) {
        try {
            return ValueRange.of(x, size);
        } catch (IllegalArgumentException e) {
            throw new UnfitDataException("Expected finite inputs of the network, found others after " + preprocessing
                    + " of training images of values from " + raw);
        }
    }

    /**
     * The values of the training images before the preprocessing.
     *
     * @return of all of them
     */
    public ValueRange raw() {
        return raw;
    }

    /**
     * How far the values that are fed to the network lie apart.
     *
     * @return the largest of some images less the smallest
     */
    public double spread() {
        return (double) inputs.highest() - inputs.lowest();
    }

    /**
     * What is wrong with the inputs, with the setting that fits.
     *
     * @return empty if nothing is
     */
    public Optional<String> doubt() {
        boolean small = inputs.highest() - inputs.lowest() < SMALLEST_SPREAD;
        boolean aboveScale =
                preprocessing instanceof UnitScale scale && scale.isDivisorOnly() && inputs.magnitude() > ABOVE_SCALE;
        if (!small && deviation <= LARGEST_DEVIATION && !aboveScale) {
            return Optional.empty();
        }
        return Optional.of(
                (small ? "The inputs of the network hardly differ: " : "The inputs of the network are large: ")
                        + found());
    }

    private String found() {
        return inputs + " after " + preprocessing + " of training images whose values are " + raw
                + ". UnitScale with scale=" + fittingScale() + " and without an offset fits such values";
    }

    /** The largest value of pixels of so many bits; 1 for fractions. */
    private long fittingScale() {
        long largest = (long) Math.ceil(raw.magnitude());
        if (largest <= 1) {
            return 1;
        }
        long power = Long.highestOneBit(largest);
        return power == largest ? largest : 2 * power - 1;
    }
}
