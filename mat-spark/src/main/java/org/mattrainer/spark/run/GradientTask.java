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
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.mattrainer.GradientWorker;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Failures;

/**
 * Shares of a step of a training.
 *
 * @param parts the training
 * @param step what the training says of the step
 * @param range which shares
 * @param check what the executor has to have
 */
record GradientTask(Broadcast<GradientParts> parts, Broadcast<byte[]> step, ShareRange range, ExecutorCheck check)
        implements Serializable {

    /** Computes. */
    GradientAnswer call() {
        TaskContext context = TaskContext.get();
        try {
            check.require();
            GradientWorker worker = ExecutorGradients.of(parts.value());
            List<byte[]> answers = new ArrayList<>();
            range.shares().forEach(share -> answers.add(worker.compute(step.value(), share)));
            return new GradientAnswer(answers, TaskAnswer.done(""), TaskPlace.location());
        } catch (CommandException e) {
            return failed(TaskAnswer.failed(e));
        } catch (IOException | RuntimeException | Error e) {
            context.killTaskIfInterrupted();
            return failed(TaskAnswer.failed(Failures.ofRun(e)));
        }
    }

    private static GradientAnswer failed(TaskAnswer ending) {
        return new GradientAnswer(List.of(), ending, TaskPlace.location());
    }
}
