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
package org.mattrainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.MatModel;
import org.mattrainer.image.ShapedImage;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/**
 * Predictions of images, some of which may be blank, or have ink only where no training image had any. Models of the
 * host refuse an example of which they know no feature; such an example is given one more of value 0, which says
 * the same and is accepted.
 */
public final class ImagePredictions {

    private ImagePredictions() {}

    /**
     * Predicts.
     *
     * @param model any model of labels
     * @param examples the examples, unchanged
     * @return one prediction for each, in order
     */
    public static List<Prediction<Label>> of(Model<Label> model, Iterable<Example<Label>> examples) {
        if (model instanceof MatModel) {
            return model.predict(examples);
        }
        List<Example<Label>> known = new ArrayList<>();
        for (Example<Label> example : examples) {
            boolean blank = example instanceof ShapedImage && !knows(model.getFeatureIDMap(), example);
            known.add(blank ? withZero(model.getFeatureIDMap(), example) : example);
        }
        return model.predict(known);
    }

    private static boolean knows(ImmutableFeatureMap features, Example<Label> example) {
        for (Feature feature : example) {
            if (features.getID(feature.getName()) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static Example<Label> withZero(ImmutableFeatureMap features, Example<Label> example) {
        Example<Label> copy = new ArrayExample<>(example.getOutput(), example, example.getWeight());
        copy.add(new Feature(features.get(0).getName(), 0));
        return copy;
    }
}
