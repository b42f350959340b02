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
package org.mattrainer.data;

import java.util.Arrays;
import org.mattrainer.image.PixelMap;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/**
 * Makes compact examples of images: the names of the features are shared by all examples, values of 0 are left out as
 * the host does. An image without any other value keeps its first pixel as an explicit 0, because the host refuses
 * examples without features. For one thread at a time.
 */
final class ExampleBuilder {

    private final String[] names;
    private final String[] presentNames;
    private final double[] presentValues;

    ExampleBuilder(PixelMap pixels, int size) {
        names = new String[size];
        for (int pixel = 0; pixel < size; pixel++) {
            names[pixel] = pixels.featureName(pixel);
        }
        presentNames = new String[size];
        presentValues = new double[size];
    }

    /**
     * Makes an example.
     *
     * @param label its label
     * @param image array that holds the image in CHW order
     * @param from where it begins
     * @return the example, of weight 1
     */
    Example<Label> example(Label label, byte[] image, int from) {
        int present = 0;
        for (int pixel = 0; pixel < names.length; pixel++) {
            int value = image[from + pixel] & 0xff;
            if (value != 0) {
                presentNames[present] = names[pixel];
                presentValues[present++] = value;
            }
        }
        if (present == 0) {
            presentNames[present] = names[0];
            presentValues[present++] = 0;
        }
        return new ArrayExample<>(label, Arrays.copyOf(presentNames, present), Arrays.copyOf(presentValues, present));
    }
}
