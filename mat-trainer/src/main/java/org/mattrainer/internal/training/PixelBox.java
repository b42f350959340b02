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
package org.mattrainer.internal.training;

import java.util.function.Supplier;
import org.mattrainer.adversarial.InputBox;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.ValueRange;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.Term;

/** Finds the range of pixels in the units fed to the network. */
public final class PixelBox {

    private PixelBox() {}

    /**
     * The box of a training.
     *
     * @param settings everything that decides the result apart from network, data and seed
     * @param network the network
     * @param raw range of the raw values of all training images
     * @param transform the fitted preprocessing
     * @return null where no term uses it
     * @throws IllegalArgumentException if the preprocessing makes a pixel depend on others; a checkerboard of both values
     *     tells
     */
    public static InputBox of(
            TrainingSettings settings, Network network, Supplier<ValueRange> raw, PixelTransform transform) {
        return settings.terms().stream().anyMatch(Term::usesPixelRange)
                ? of(ImageShape.of(network.input()), raw.get(), transform)
                : null;
    }

    private static InputBox of(ImageShape shape, ValueRange raw, PixelTransform transform) {
        int size = shape.size();
        float[] x = new float[3 * size];
        for (int k = 0; k < size; k++) {
            x[k] = raw.lowest();
            x[size + k] = raw.highest();
            x[2 * size + k] = isEven(shape, k) ? raw.lowest() : raw.highest();
        }
        transform.apply(x, 3);
        float[] lowest = new float[size];
        float[] highest = new float[size];
        for (int k = 0; k < size; k++) {
            lowest[k] = x[k];
            highest[k] = x[size + k];
            if (x[2 * size + k] != (isEven(shape, k) ? lowest[k] : highest[k])) {
                throw new IllegalArgumentException("Expected a preprocessing that treats each pixel on its own, as a"
                        + " direction with a box needs it, found one that mixes pixels: set box to false");
            }
        }
        return new InputBox(lowest, highest);
    }

    private static boolean isEven(ImageShape shape, int k) {
        return (k / shape.width() + k % shape.width()) % 2 == 0;
    }
}
