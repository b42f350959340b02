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
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/**
 * How a task has ended. What fails by itself would fail again elsewhere, so that Spark is not told of it as a failure,
 * after which it would try the task on other executors.
 *
 * @param code {@link ExitCode#OK} if all went well
 * @param message what went wrong, empty if nothing did
 * @param output what the task printed as its result, may be empty
 * @param withdrawn whether the task did not begin, as the driver's mark is not in the folder
 */
record TaskAnswer(ExitCode code, String message, String output, boolean withdrawn) implements Serializable {

    static TaskAnswer done(String output) {
        return new TaskAnswer(ExitCode.OK, "", output, false);
    }

    static TaskAnswer failed(CommandException failure) {
        return new TaskAnswer(failure.exitCode(), failure.getMessage(), "", false);
    }

    static TaskAnswer notBegun(String message) {
        return new TaskAnswer(ExitCode.RUN_FAILURE, message, "", true);
    }

    /**
     * Takes the answer on the driver.
     *
     * @throws CommandException if something went wrong
     */
    void requireDone() {
        if (code != ExitCode.OK) {
            throw new CommandException(code, message);
        }
    }
}
