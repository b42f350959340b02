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
import java.util.Optional;
import org.mattrainer.evaluation.study.EvaluatedModel;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.provenance.ModelProvenance;

/**
 * All that a finished run has to tell.
 *
 * @param name name of the run
 * @param trainer the trainer as text
 * @param java the Java runtime as text
 * @param summary what was trained, if the trainer tells
 * @param epochs the epochs in order, empty for a trainer without epochs
 * @param trainingSeconds time that the training took
 * @param evaluation the evaluation on the test data, if there are any
 * @param evaluations the further evaluations by their titles, in order, without those that failed
 * @param others texts of further evaluations by their title, in order, also of those that failed
 * @param provenance where the model comes from
 * @param configuration the resolved configuration as text
 */
public record RunResult(
        String name,
        String trainer,
        String java,
        Optional<TrainingSummary> summary,
        List<EpochReport> epochs,
        double trainingSeconds,
        Optional<LabelEvaluation> evaluation,
        Map<String, Evaluation<Label>> evaluations,
        Map<String, String> others,
        ModelProvenance provenance,
        String configuration)
        implements EvaluatedModel {}
