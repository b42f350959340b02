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
package org.mattrainer.evaluation.run.evaluation;

import java.util.Optional;
import org.mattrainer.evaluation.AttackPlace;

/** Where an evaluation is made: in this Java machine, or with the attacks on others. What comes out does not depend on it. */
@FunctionalInterface
public interface EvaluationPlace {

    /** This Java machine. */
    EvaluationPlace HERE = (evaluation, model, evaluator) -> Optional.empty();

    /**
     * Where a model is attacked.
     *
     * @param evaluation the evaluation
     * @param model the model's place in it, from 0
     * @param evaluator place of the {@code RobustnessEvaluator} among all evaluators of the job, from 0
     * @return empty for here
     */
    Optional<AttackPlace> attacks(PortableEvaluation evaluation, int model, int evaluator);
}
