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
package org.mattrainer.evaluation.report;

import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.format.PlainText;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;

/** The main figures of an evaluation as plain text. */
public final class ComparisonText {

    private ComparisonText() {}

    /**
     * The error of each model and the texts of its further evaluations.
     *
     * @param models the models
     * @return several lines, each ended
     */
    public static String of(List<ModelStudy> models) {
        StringBuilder text = new StringBuilder();
        for (ModelStudy study : models) {
            text.append(PlainText.line(study.name())).append(": test error ");
            text.append(Numbers.percent(EvaluationText.error(study.evaluation())));
            text.append(" (").append(study.correct().length).append(" examples)");
            study.calibration()
                    .ifPresent(c -> text.append(", NLL ")
                            .append(Numbers.loss(c.negativeLogLikelihood()))
                            .append(", ECE ")
                            .append(Numbers.percent(c.expectedError())));
            text.append('\n');
            study.omissions()
                    .forEach(omission -> text.append("without ")
                            .append(PlainText.line(omission.toString()))
                            .append('\n'));
            for (Map.Entry<String, Evaluation<Label>> further :
                    study.evaluations().entrySet()) {
                text.append(further.getKey())
                        .append('\n')
                        .append(further.getValue())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
