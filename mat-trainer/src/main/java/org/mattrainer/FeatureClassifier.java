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

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.image.PixelMap;
import org.mattrainer.internal.input.FeatureImages;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** A model of the host on examples with noise on every feature of its domain. */
final class FeatureClassifier implements NoisyClassifier {

    private final Model<Label> model;
    private final FeatureImages images;
    private final int batch;

    FeatureClassifier(Model<Label> model, double unit, int batch) {
        this.model = model;
        this.images = new FeatureImages(PixelMap.flat().index(model.getFeatureIDMap()), unit);
        this.batch = batch;
    }

    @Override
    public int size() {
        return images.shape().size();
    }

    @Override
    public int capacity() {
        return batch;
    }

    @Override
    public int read(Example<Label> example, float[] image) {
        return images.read(example, image, 0);
    }

    /** The host's models refuse every example of which they know no feature. */
    @Override
    public boolean isBlankImage(Example<Label> example) {
        return false;
    }

    @Override
    public void classify(float[] x, int n, int[] labels) {
        List<Example<Label>> examples = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            examples.add(images.toExample(x, i, LabelFactory.UNKNOWN_LABEL));
        }
        List<Prediction<Label>> predictions = model.predict(examples);
        for (int i = 0; i < n; i++) {
            labels[i] = model.getOutputIDInfo().getID(predictions.get(i).getOutput());
        }
    }

    @Override
    public void close() {}
}
