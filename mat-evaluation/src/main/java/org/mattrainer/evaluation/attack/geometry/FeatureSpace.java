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

import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.internal.input.FeatureImages;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** The features of any model of the host, each divided by a unit. */
public final class FeatureSpace implements InputSpace {

    private final FeatureImages images;

    public FeatureSpace(Model<Label> model, PixelMap map, double unit) {
        this.images = new FeatureImages(map.index(model.getFeatureIDMap()), unit);
    }

    @Override
    public ImageShape shape() {
        return images.shape();
    }

    @Override
    public int read(Example<Label> example, float[] x, int index) {
        return images.read(example, x, index);
    }

    @Override
    public Example<Label> toExample(float[] x, int index, Label output) {
        return images.toExample(x, index, output);
    }

    @Override
    public String featureName(int pixel) {
        return images.featureName(pixel);
    }

    @Override
    public boolean isUsed(int pixel) {
        return images.isUsed(pixel);
    }
}
