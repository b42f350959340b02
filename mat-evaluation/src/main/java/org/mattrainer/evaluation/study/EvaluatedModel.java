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

import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;

/** A model with what its further evaluations found. */
public interface EvaluatedModel {

    /**
     * What to call the model.
     *
     * @return the name
     */
    String name();

    /**
     * The further evaluations.
     *
     * @return by their titles, in order
     */
    Map<String, Evaluation<Label>> evaluations();

    /**
     * The further evaluations that measured robustness.
     *
     * @return in order
     */
    default List<RobustnessEvaluation> robustness() {
        return evaluations().values().stream()
                .filter(RobustnessEvaluation.class::isInstance)
                .map(RobustnessEvaluation.class::cast)
                .toList();
    }

    /**
     * The further evaluations that certified robustness.
     *
     * @return in order
     */
    default List<CertifiedEvaluation> certified() {
        return evaluations().values().stream()
                .filter(CertifiedEvaluation.class::isInstance)
                .map(CertifiedEvaluation.class::cast)
                .toList();
    }
}
