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

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.VariableIDInfo;
import org.tribuo.VariableInfo;
import org.tribuo.hash.HashedFeatureMap;

/**
 * The pixel of each feature of one domain, worked out once: a {@link PixelMap} applied to the features of a training
 * set. Immutable.
 */
public final class PixelIndex {

    private final PixelMap map;
    private final ImageShape shape;
    private final int[] pixelOfFeatureId;
    private final String[] nameOfPixel;
    private final Map<String, Integer> pixelOfName;

    PixelIndex(PixelMap map, ImmutableFeatureMap features) {
        if (features instanceof HashedFeatureMap) {
            throw new UnfitDataException("The feature names are hashed, so they do not say which pixel they are: "
                    + "expected a domain with plain names, found "
                    + features.getClass().getName());
        }
        this.map = map;
        this.shape = map.shape(features);
        this.pixelOfFeatureId = new int[features.size()];
        this.nameOfPixel = new String[shape.size()];
        this.pixelOfName = new HashMap<>(2 * features.size());
        for (VariableInfo info : features) {
            int id = ((VariableIDInfo) info).getID();
            String name = info.getName();
            int pixel = map.order() == PixelOrder.FLAT ? id : map.pixel(name);
            if (nameOfPixel[pixel] != null) {
                throw new UnfitDataException("Features '" + nameOfPixel[pixel] + "' and '" + name
                        + "' are the same pixel " + pixel + " of a " + shape + " image: expected one name a pixel");
            }
            nameOfPixel[pixel] = name;
            pixelOfFeatureId[id] = pixel;
            pixelOfName.put(name, pixel);
        }
    }

    /**
     * The shape of the images.
     *
     * @return it does not depend on the features, except when the map's order is FLAT
     */
    public ImageShape shape() {
        return shape;
    }

    /**
     * The pixels by feature id.
     *
     * @return a copy; element i is the place in CHW order of the feature with id i
     */
    public int[] pixelOfFeatureId() {
        return Arrays.copyOf(pixelOfFeatureId, pixelOfFeatureId.length);
    }

    /**
     * The pixel of a feature of the domain; a single hash look-up.
     *
     * @param name a feature's name
     * @return its place in CHW order, or -1 if the domain does not hold the name
     */
    public int pixel(String name) {
        Integer pixel = pixelOfName.get(name);
        return pixel == null ? -1 : pixel;
    }

    /**
     * The pixel of a feature that need not have occurred in training.
     *
     * @param name a feature's name
     * @return its place in CHW order, or -1 if the name is no pixel
     * @throws UnfitDataException naming both, if it is another spelling of a pixel that the domain holds
     */
    public int pixelSeenOrNot(String name) {
        Integer known = pixelOfName.get(name);
        if (known != null) {
            return known;
        }
        int pixel = map.order() == PixelOrder.FLAT ? -1 : map.pixelOrNone(name);
        if (pixel >= 0 && nameOfPixel[pixel] != null) {
            throw new UnfitDataException("Feature '" + name + "' is the pixel " + pixel + " of a " + shape
                    + " image: expected the name that it has in the training data, '" + nameOfPixel[pixel] + "'");
        }
        return pixel;
    }

    /**
     * Whether a feature is a pixel that did not occur in training.
     *
     * @param name a feature's name
     * @return false for names of the domain and names that are no pixel
     * @throws UnfitDataException as {@link #pixelSeenOrNot} does
     */
    public boolean isUnseen(String name) {
        return !pixelOfName.containsKey(name) && pixelSeenOrNot(name) >= 0;
    }

    /**
     * The map that was applied.
     *
     * @return as given
     */
    public PixelMap map() {
        return map;
    }

    /**
     * Whether a pixel occurred in training.
     *
     * @param pixel place in CHW order
     * @return true if the domain holds a feature for it
     */
    public boolean isSeen(int pixel) {
        return nameOfPixel[pixel] != null;
    }

    /**
     * The name of a pixel, for making examples.
     *
     * @param pixel place in CHW order
     * @return the domain's own name, or {@link PixelMap#featureName} for a pixel that the domain does not hold
     */
    public String featureName(int pixel) {
        String name = nameOfPixel[pixel];
        return name != null ? name : map.featureName(pixel);
    }
}
