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
package org.mattrainer.evaluation.attack.geometry;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.Feature;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/** The range of every pixel in the units of a space, where its preprocessing treats each pixel on its own. */
public final class PixelBox {

    /** Of the range: what preprocessing may move a pixel at its end by. */
    private static final double ROUNDING = 1e-6;

    private final float[] lowest;
    private final float[] highest;

    /** The lowest and the highest value of each pixel; not copied. */
    PixelBox(float[] lowest, float[] highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * Reads the box off images of extreme values. A checkerboard tells whether pixels are independent.
     *
     * @throws IllegalArgumentException if a pixel's value depends on other pixels
     */
    public static PixelBox of(InputSpace space, double low, double high) {
        int size = space.shape().size();
        float[] bottom = image(space, low, low);
        float[] top = image(space, high, high);
        float[] mixed = image(space, low, high);
        for (int k = 0; k < size; k++) {
            if (space.isUsed(k) && mixed[k] != (k % 2 == 0 ? bottom[k] : top[k])) {
                throw new IllegalArgumentException("Expected a preprocessing that treats each pixel on its own for an "
                        + "attack with a box constraint, found one that mixes pixels: set box to false");
            }
        }
        return new PixelBox(bottom, top);
    }

    private static float[] image(InputSpace space, double even, double odd) {
        float[] x = new float[space.shape().size()];
        List<Feature> features = new ArrayList<>();
        for (int k = 0; k < x.length; k++) {
            if (space.isUsed(k)) {
                features.add(new Feature(space.featureName(k), k % 2 == 0 ? even : odd));
            }
        }
        space.read(new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, features), x, 0);
        return x;
    }

    /** Moves each pixel of an image into its range. */
    public void clip(float[] x, int offset) {
        for (int k = 0; k < lowest.length; k++) {
            x[offset + k] = Math.min(highest[k], Math.max(lowest[k], x[offset + k]));
        }
    }

    /** The first pixel of an image that is out of its range by more than rounding, -1 if there is none. */
    public int outside(float[] x, int offset) {
        for (int k = 0; k < lowest.length; k++) {
            double beyond = Math.max(lowest[k] - (double) x[offset + k], x[offset + k] - (double) highest[k]);
            if (beyond > ROUNDING * ((double) highest[k] - lowest[k])) {
                return k;
            }
        }
        return -1;
    }

    /** How far pixel k can go up or down in its range, at least 0. */
    double room(float[] x, int offset, int k, boolean up) {
        double value = x[offset + k];
        return Math.max(0, up ? highest[k] - value : value - lowest[k]);
    }

    /** How far apart two images in the ranges can be in the norm p. */
    public double diameter(double p) {
        return Ball.distance(p, lowest, highest, 0, lowest.length);
    }
}
