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
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Failures;

/**
 * A share of a step of a training.
 *
 * @param parts the training
 * @param step what the training says of the step
 * @param share number of the share
 * @param check what the executor has to have
 */
record GradientTask(Broadcast<GradientParts> parts, Broadcast<byte[]> step, int share, ExecutorCheck check)
        implements Serializable {

    /** Computes. */
    GradientAnswer call() {
        TaskContext context = TaskContext.get();
        try {
            check.require();
            byte[] answer = ExecutorGradients.of(parts.value()).compute(step.value(), share);
            return new GradientAnswer(answer, TaskAnswer.done(""));
        } catch (CommandException e) {
            return new GradientAnswer(new byte[0], TaskAnswer.failed(e));
        } catch (IOException | RuntimeException | Error e) {
            context.killTaskIfInterrupted();
            return new GradientAnswer(new byte[0], TaskAnswer.failed(Failures.ofRun(e)));
        }
    }
}
