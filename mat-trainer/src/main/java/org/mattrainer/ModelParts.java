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
package org.mattrainer;

import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.training.TrainedNetwork;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.training.UnseenPixels;

/**
 * What a model consists of apart from what the host keeps of every model.
 *
 * @param pixels which feature is which pixel
 * @param unseenPixels what happens to pixels that the training data never touched
 * @param transform the fitted preprocessing
 * @param convolution how convolutions are computed
 * @param trained the network with its numbers
 * @param range the raw values of the training images, null in models of earlier versions
 * @param outlierThreshold log density below which an image is an outlier, null without a mixture and in earlier versions
 * @param temperature what the logits are divided by for probabilities, 1 for the plain softmax
 */
record ModelParts(
        PixelMap pixels,
        UnseenPixels unseenPixels,
        PixelTransform transform,
        ConvolutionAlgorithm convolution,
        TrainedNetwork trained,
        ValueRange range,
        Double outlierThreshold,
        double temperature) {

    ModelParts withOutlierThreshold(Double threshold) {
        return new ModelParts(pixels, unseenPixels, transform, convolution, trained, range, threshold, temperature);
    }

    ModelParts withTemperature(double fitted) {
        return new ModelParts(pixels, unseenPixels, transform, convolution, trained, range, outlierThreshold, fitted);
    }
}
