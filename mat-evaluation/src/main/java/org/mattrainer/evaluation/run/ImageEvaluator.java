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
package org.mattrainer.evaluation.run;

import java.util.List;
import org.mattrainer.evaluation.ImagePredictions;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.provenance.DataProvenance;

/** The host's evaluator of labels over {@link ImagePredictions}, so that a blank image does not end it. */
final class ImageEvaluator implements Evaluator<Label, LabelEvaluation> {

    private final LabelEvaluator evaluator = new LabelEvaluator();

    @Override
    public LabelEvaluation evaluate(Model<Label> model, Dataset<Label> data) {
        return evaluate(model, ImagePredictions.of(model, data), data.getProvenance());
    }

    @Override
    public LabelEvaluation evaluate(Model<Label> model, DataSource<Label> source) {
        return evaluate(model, new MutableDataset<>(source));
    }

    @Override
    public LabelEvaluation evaluate(
            Model<Label> model, List<Prediction<Label>> predictions, DataProvenance provenance) {
        return evaluator.evaluate(model, predictions, provenance);
    }
}
