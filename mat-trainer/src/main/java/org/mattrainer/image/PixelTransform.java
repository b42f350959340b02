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

import java.util.ArrayList;
import java.util.List;

/**
 * A fitted preprocessing: a fixed function of one image. Immutable and safe for use by several threads. A model file
 * keeps {@link #states()}; {@link #restore} makes the transform again, bit for bit.
 */
public sealed interface PixelTransform permits AffineTransform, ContrastTransform, TransformChain, WhiteningTransform {

    /**
     * Transforms images in place. The result for an image does not depend on the others.
     *
     * @param x n images in NCHW order; more room behind them is left alone
     * @param n number of images
     */
    void apply(float[] x, int n);

    /**
     * Whether applying it takes so long that a training, which sees each image many times, had better keep the results.
     *
     * @return false unless overridden
     */
    default boolean isSlow() {
        return false;
    }

    /**
     * Undoes {@link #apply}, up to rounding.
     *
     * @param x n transformed images in NCHW order, overwritten with the values that they came from
     * @param n number of images
     * @throws UnsupportedOperationException if the transform loses information
     */
    void invert(float[] x, int n);

    /**
     * The transform as data.
     *
     * @return its steps in order
     */
    List<TransformState> states();

    /**
     * Makes a transform from data.
     *
     * @param shape shape of an image
     * @param states its steps in order
     * @return the transform
     * @throws IllegalArgumentException if a step is of an unknown kind, or its values are missing, of a wrong length or
     *     out of range; the message names the step
     */
    static PixelTransform restore(ImageShape shape, List<TransformState> states) {
        List<PixelTransform> steps = new ArrayList<>();
        for (TransformState state : states) {
            switch (state.kind()) {
                case AffineTransform.KIND:
                    steps.add(AffineTransform.restore(shape, state));
                    break;
                case ContrastTransform.KIND:
                    steps.add(ContrastTransform.restore(shape, state));
                    break;
                case WhiteningTransform.KIND:
                    steps.add(WhiteningTransform.restore(shape, state));
                    break;
                default:
                    throw new IllegalArgumentException(
                            "Preprocessing step: expected " + AffineTransform.KIND + ", " + ContrastTransform.KIND
                                    + " or " + WhiteningTransform.KIND + ", found '" + state.kind() + "'");
            }
        }
        return steps.size() == 1 ? steps.get(0) : new TransformChain(steps);
    }
}
