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
package org.mattrainer.evaluation.attack;

import org.mattrainer.image.PixelMap;

/**
 * How a model is attacked. Batch and threads do not change any result.
 *
 * @param batch most images of one pass, at least 1
 * @param threads threads of a pass, at least 1
 * @param hostPixels where the features of a model that is no {@code MatModel} are in an image
 * @param hostUnit raw value of one unit of a radius for such a model, above 0
 * @param lowest lowest raw value of a pixel, for attacks with a box constraint
 * @param highest highest raw value of a pixel, above the lowest
 */
public record TargetSettings(
        int batch, int threads, PixelMap hostPixels, double hostUnit, double lowest, double highest) {

    /** Checks the ranges. */
    public TargetSettings {
        if (batch < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "Expected a batch and threads of at least 1, found " + batch + " and " + threads);
        }
        if (!(hostUnit > 0 && hostUnit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a unit above 0, found " + hostUnit);
        }
        if (!(lowest < highest)) {
            throw new IllegalArgumentException(
                    "Expected a lowest pixel value below the highest, found " + lowest + " and " + highest);
        }
    }

    /**
     * Bytes as pixels, features of the host without a place in an image, batches of 64 and all processors.
     *
     * @return the usual settings
     */
    public static TargetSettings defaults() {
        return new TargetSettings(64, Runtime.getRuntime().availableProcessors(), PixelMap.flat(), 255, 0, 255);
    }

    /**
     * The same with another range of the pixels.
     *
     * @param lowestPixel lowest raw value of a pixel
     * @param highestPixel highest raw value of a pixel, above the lowest
     * @return other settings
     */
    public TargetSettings withPixels(double lowestPixel, double highestPixel) {
        return new TargetSettings(batch, threads, hostPixels, hostUnit, lowestPixel, highestPixel);
    }

    /**
     * The same with another size of the batch.
     *
     * @param images most images of one pass, at least 1
     * @return other settings
     */
    public TargetSettings withBatch(int images) {
        return new TargetSettings(images, threads, hostPixels, hostUnit, lowest, highest);
    }
}
