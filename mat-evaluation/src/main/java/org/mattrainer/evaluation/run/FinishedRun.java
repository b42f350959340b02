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

import java.util.Optional;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;

/**
 * What a run has made.
 *
 * @param model the model
 * @param data the examples
 * @param evaluation the evaluation on the test examples, empty without any
 * @param epochs number of epochs, 0 for a trainer without epochs
 * @param seconds time of the training
 */
public record FinishedRun(
        Model<Label> model, JobData data, Optional<LabelEvaluation> evaluation, int epochs, double seconds) {

    /** The evaluation on the validation examples, which have to be there. */
    public LabelEvaluation validate() {
        return new ImageEvaluator().evaluate(model, data.validation().orElseThrow());
    }

    /** Share of the validation examples that the model classifies wrongly. */
    double validationError() {
        return 1 - validate().accuracy();
    }
}
