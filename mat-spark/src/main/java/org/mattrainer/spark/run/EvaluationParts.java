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
package org.mattrainer.spark.run;

import java.io.Serializable;
import java.util.Arrays;
import org.mattrainer.evaluation.run.evaluation.PortableEvaluation;

/** What all tasks of an evaluation of one model share; sent to each executor once. */
final class EvaluationParts implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PortableEvaluation evaluation;
    private final int evaluator;
    private final byte[] model;

    /**
     * Puts together.
     *
     * @param evaluation the evaluation
     * @param evaluator place of the evaluator among those of the job
     * @param model the file of the model
     */
    EvaluationParts(PortableEvaluation evaluation, int evaluator, byte[] model) {
        this.evaluation = evaluation;
        this.evaluator = evaluator;
        this.model = model.clone();
    }

    PortableEvaluation evaluation() {
        return evaluation;
    }

    int evaluator() {
        return evaluator;
    }

    byte[] model() {
        return model.clone();
    }

    /** What tells these parts from others on an executor. */
    String key() {
        return evaluation.hashCode() + " " + evaluation.job() + " " + evaluator + " " + Arrays.hashCode(model) + " "
                + model.length;
    }
}
