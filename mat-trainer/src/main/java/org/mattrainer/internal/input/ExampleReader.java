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

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.image.PixelOrder;
import org.mattrainer.image.ShapedImage;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Example;
import org.tribuo.Feature;

/** Writes the features of the host's examples into images, each by its name. Immutable and safe for several threads. */
public final class ExampleReader {

    private final PixelIndex pixels;
    private final UnseenPixels unseenPixels;

    /**
     * Makes a reader.
     *
     * @param pixels the pixel of each feature of the training data
     * @param unseenPixels what happens to pixels that the training data never touch
     */
    public ExampleReader(PixelIndex pixels, UnseenPixels unseenPixels) {
        this.pixels = Objects.requireNonNull(pixels);
        this.unseenPixels = Objects.requireNonNull(unseenPixels);
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
     * Whether a feature for a pixel has an effect.
     *
     * @param pixel place in CHW order
     * @return true if the pixel occurred in the training data or unseen ones are used
     */
    public boolean isUsed(int pixel) {
        return unseenPixels == UnseenPixels.USE || pixels.isSeen(pixel);
    }

    /**
     * Writes the raw values of an example; pixels without a feature become 0, features that are no known pixel are
     * ignored. Another spelling of a known pixel is refused: in an example of which some names are spelt alike, the others
     * would be missing unseen.
     *
     * @param example the example, unchanged
     * @param x receives the image in CHW order
     * @param offset where its first value goes
     * @return number of features that were used, possibly 0
     * @throws IllegalArgumentException naming the feature, if a used value is not a finite float or a pixel is there twice
     * @throws org.mattrainer.image.UnfitDataException if the example knows that its image has another shape, or spells a
     *     pixel otherwise than the training data
     */
    public int read(Example<?> example, float[] x, int offset) {
        if (example instanceof ShapedImage image) {
            pixels.map().requireReads(image.shape());
        }
        Arrays.fill(x, offset, offset + pixels.shape().size(), 0f);
        BitSet used = new BitSet(pixels.shape().size());
        for (Feature feature : example) {
            String name = feature.getName();
            int pixel = pixels.pixelSeenOrNot(name);
            if (pixel >= 0 && isUsed(pixel)) {
                x[offset + pixel] = finite(name, feature.getValue());
                requireOnce(name, pixel, used);
            }
        }
        return used.cardinality();
    }

    private static void requireOnce(String name, int pixel, BitSet used) {
        if (used.get(pixel)) {
            throw new IllegalArgumentException(
                    "Feature '" + name + "': expected each pixel once, found pixel " + pixel + " again");
        }
        used.set(pixel);
    }

    /**
     * Whether an example is an image at all, though perhaps a blank one or with all its ink where no image of the
     * training had any. Features that are no pixels make none, nor do other features than those of the training when
     * the map has the order FLAT.
     *
     * @param example an example of which no feature is used
     */
    public boolean isBlankImage(Example<?> example) {
        if (example instanceof ShapedImage) {
            return true;
        }
        boolean blank = pixels.map().order() != PixelOrder.FLAT;
        for (Feature feature : example) {
            blank &= pixels.isUnseen(feature.getName());
        }
        return blank;
    }

    private static float finite(String name, double value) {
        float single = (float) value;
        if (!Float.isFinite(single)) {
            throw new IllegalArgumentException("Feature '" + name + "': expected a finite value, found " + value);
        }
        return single;
    }
}
