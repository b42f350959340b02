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

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Failures;

/**
 * An attack on a slice of the examples.
 *
 * @param parts the model and the evaluation
 * @param attack place of the attack among those of the evaluator
 * @param first place of the first example among all that are attacked
 * @param positions places of the examples among all test examples
 * @param check what the executor has to have
 */
record AttackTask(Broadcast<EvaluationParts> parts, int attack, int first, List<Integer> positions, ExecutorCheck check)
        implements Serializable {

    /** Attacks. */
    AttackAnswer call() {
        TaskContext context = TaskContext.get();
        try {
            check.require();
            ExecutorEvaluation evaluation = ExecutorEvaluation.of(parts.value());
            return new AttackAnswer(
                    evaluation.attack(attack, first, positions, TaskPlace.cores()), TaskAnswer.done(""));
        } catch (CommandException e) {
            return new AttackAnswer(List.of(), TaskAnswer.failed(e));
        } catch (IOException | RuntimeException | Error e) {
            context.killTaskIfInterrupted();
            return new AttackAnswer(List.of(), TaskAnswer.failed(Failures.ofRun(e)));
        }
    }
}
