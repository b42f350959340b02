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
package org.mattrainer.evaluation.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mattrainer.evaluation.plot.Picture;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * A wrong prediction.
 *
 * @param index which of the predictions
 * @param label the true label
 * @param predicted the predicted label
 * @param confidence the score of the predicted label
 * @param picture the example, where the model tells how it looks
 */
public record Mistake(int index, String label, String predicted, double confidence, Optional<Picture> picture) {

    /** The mistakes with the highest confidence, highest first; of equal ones the earlier. */
    static List<Mistake> mostConfident(Model<Label> model, List<Prediction<Label>> predictions, int count) {
        Optional<RawImages> images = RawImages.of(model);
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            Prediction<Label> prediction = predictions.get(i);
            String truth = prediction.getExample().getOutput().getLabel();
            if (!truth.equals(prediction.getOutput().getLabel())) {
                mistakes.add(new Mistake(
                        i,
                        truth,
                        prediction.getOutput().getLabel(),
                        prediction.getOutput().getScore(),
                        Optional.empty()));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::confidence).reversed());
        return mistakes.stream()
                .limit(count)
                .map(m -> m.with(images.map(
                        i -> i.picture(i.values(predictions.get(m.index()).getExample())))))
                .toList();
    }

    private Mistake with(Optional<Picture> shown) {
        return new Mistake(index, label, predicted, confidence, shown);
    }
}
