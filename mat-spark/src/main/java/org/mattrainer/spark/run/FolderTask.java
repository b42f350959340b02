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
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Failures;

/**
 * A task that works in a folder.
 *
 * @param work what to do there
 * @param folder the folder
 * @param check what the executor has to have
 */
record FolderTask(Work work, FolderLink folder, ExecutorCheck check) implements Function<Integer, TaskAnswer> {

    /** What is done in a folder. */
    interface Work extends Serializable {

        /**
         * Works.
         *
         * @param place the folder on this machine
         * @param stop asked whether to save what there is and to end
         * @return what is printed as the result
         */
        String run(LinkedFolder place, BooleanSupplier stop) throws IOException;
    }

    @Override
    public TaskAnswer call(Integer number) {
        TaskContext context = TaskContext.get();
        try {
            check.require();
            if (!folder.isMarked()) {
                return TaskAnswer.notBegun("executor on " + TaskPlace.host() + ": folder " + folder.root()
                        + " is not the one that the driver sees there; give one that all machines reach by the same path"
                        + " or URI with -d");
            }
            try (LinkedFolder place = folder.open()) {
                return work(place, () -> !place.isWanted() || context.isInterrupted());
            }
        } catch (CommandException e) {
            return TaskAnswer.failed(e);
        } catch (IOException | RuntimeException | Error e) {
            context.killTaskIfInterrupted();
            return TaskAnswer.failed(Failures.ofRun(e));
        }
    }

    /** A copy on this machine is called by the name of what it is a copy of. */
    private TaskAnswer work(LinkedFolder place, BooleanSupplier stop) throws IOException {
        try {
            return TaskAnswer.done(work.run(place, stop));
        } catch (CommandException e) {
            String message = e.getMessage().replace(place.local().toString(), folder.name());
            return TaskAnswer.failed(new CommandException(e.exitCode(), message, e));
        }
    }
}
