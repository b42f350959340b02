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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.job.EvaluateJob;
import org.mattrainer.evaluation.run.JobData;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** What an executor has made of {@link EvaluationParts}, shared by all its tasks of one model. */
final class ExecutorEvaluation {

    private static String lastKey = "";
    private static ExecutorEvaluation last;

    private final RobustnessEvaluator evaluator;
    private final Model<Label> model;
    private final Dataset<Label> test;

    private ExecutorEvaluation(RobustnessEvaluator evaluator, Model<Label> model, Dataset<Label> test) {
        this.evaluator = evaluator;
        this.model = model;
        this.test = test;
    }

    /** That of some parts; made by the first task that asks, while others wait. */
    static ExecutorEvaluation of(EvaluationParts parts) throws IOException {
        synchronized (ExecutorEvaluation.class) {
            if (!parts.key().equals(lastKey)) {
                EvaluateJob job = parts.evaluation().open();
                Model<Label> read = Model.deserializeFromStream(new ByteArrayInputStream(parts.model()))
                        .castModel(Label.class);
                Model<Label> model =
                        job.smoothing().isPresent() ? job.smoothing().get().smooth(read) : read;
                RobustnessEvaluator evaluator =
                        (RobustnessEvaluator) job.evaluators().get(parts.evaluator());
                last = new ExecutorEvaluation(evaluator, model, JobData.read("test data", job.testSource()));
                lastKey = parts.key();
            }
            return last;
        }
    }

    List<AttackResult> attack(int attack, int first, List<Integer> positions, int threads) {
        List<Example<Label>> examples = new ArrayList<>();
        for (int position : positions) {
            examples.add(test.getExample(position));
        }
        evaluator.setThreads(threads);
        return evaluator.attack(model, examples, first, attack);
    }
}
