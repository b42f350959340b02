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
package org.mattrainer.internal.input;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/** The features of any model of the host as images, each value divided by a unit. Immutable. */
public final class FeatureImages {

    private final PixelIndex pixels;
    private final ExampleReader reader;
    private final float unit;

    /**
     * Fixes where the features are.
     *
     * @param pixels the pixel of each feature of the model's domain
     * @param unit the value of a feature that is 1 in an image, above 0
     */
    public FeatureImages(PixelIndex pixels, double unit) {
        this.pixels = pixels;
        this.reader = new ExampleReader(pixels, UnseenPixels.IGNORE);
        this.unit = (float) unit;
    }

    /**
     * The shape of the images.
     *
     * @return channels, rows and columns
     */
    public ImageShape shape() {
        return pixels.shape();
    }

    /**
     * Writes an example as an image; features that the domain does not hold are ignored.
     *
     * @param example the example, unchanged
     * @param x images [n, c, h, w]
     * @param index which image to write
     * @return number of features that were used, possibly 0
     * @throws IllegalArgumentException naming the feature, if a used value is not a finite float
     */
    public int read(Example<?> example, float[] x, int index) {
        int size = shape().size();
        int used = reader.read(example, x, index * size);
        for (int k = index * size; k < (index + 1) * size; k++) {
            x[k] /= unit;
        }
        return used;
    }

    /**
     * Makes an example of an image; the inverse of {@link #read} up to rounding. Values of 0 have no feature, except that
     * an image of zeros has one, since the host allows no example without features.
     *
     * @param <T> the type of the output
     * @param x images [n, c, h, w], unchanged
     * @param index which image
     * @param output the example's output
     * @return the example
     */
    public <T extends Output<T>> Example<T> toExample(float[] x, int index, T output) {
        int size = shape().size();
        List<Feature> features = new ArrayList<>();
        int firstUsed = -1;
        for (int k = 0; k < size; k++) {
            if (!isUsed(k)) {
                continue;
            }
            firstUsed = firstUsed < 0 ? k : firstUsed;
            if (x[index * size + k] != 0) {
                features.add(new Feature(pixels.featureName(k), x[index * size + k] * unit));
            }
        }
        if (features.isEmpty()) {
            features.add(new Feature(pixels.featureName(firstUsed), 0));
        }
        return MadeImage.mark(new ArrayExample<>(output, features));
    }

    /**
     * The name of a pixel's feature.
     *
     * @param pixel place in CHW order
     * @return the domain's own name where it holds the pixel
     */
    public String featureName(int pixel) {
        return pixels.featureName(pixel);
    }

    /**
     * Whether the model reads a pixel.
     *
     * @param pixel place in CHW order
     * @return true if the domain holds a feature for it
     */
    public boolean isUsed(int pixel) {
        return reader.isUsed(pixel);
    }
}
