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

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.image.PixelMap;
import org.mattrainer.training.ExampleReader;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** The features of any model of the host, each divided by a unit. */
final class FeatureSpace implements InputSpace {

    private final PixelIndex pixels;
    private final ExampleReader reader;
    private final float unit;

    FeatureSpace(Model<Label> model, PixelMap map, double unit) {
        this.pixels = map.index(model.getFeatureIDMap());
        this.reader = new ExampleReader(pixels, UnseenPixels.IGNORE);
        this.unit = (float) unit;
    }

    @Override
    public ImageShape shape() {
        return pixels.shape();
    }

    @Override
    public int read(Example<Label> example, float[] x, int index) {
        int size = shape().size();
        int used = reader.read(example, x, index * size);
        for (int k = index * size; k < (index + 1) * size; k++) {
            x[k] /= unit;
        }
        return used;
    }

    @Override
    public Example<Label> toExample(float[] x, int index, Label output) {
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
            // The host allows no example without features.
            features.add(new Feature(pixels.featureName(firstUsed), 0));
        }
        return new ArrayExample<>(output, features);
    }

    @Override
    public String featureName(int pixel) {
        return pixels.featureName(pixel);
    }

    @Override
    public boolean isUsed(int pixel) {
        return reader.isUsed(pixel);
    }
}
