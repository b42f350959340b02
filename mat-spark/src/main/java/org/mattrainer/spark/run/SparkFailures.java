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

import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;

/** What Spark says when it gives up, in one line. */
public final class SparkFailures {

    private SparkFailures() {}

    /**
     * Explains why a job or the application has ended.
     *
     * @param failure what Spark threw
     * @return the exception that ends the command
     */
    public static CommandException of(Throwable failure) {
        if (failure instanceof CommandException known) {
            return known;
        }
        String message = Failures.firstLine(failure);
        if (message.contains("Master removed our application") || message.contains("Max number of executor failures")) {
            message = "the executors end as soon as they begin; their standard error says why (in the folder work of a"
                    + " worker), most often a Java without the module jdk.incubator.vector or with too little memory";
        } else if (message.contains("All masters are unresponsive")) {
            message = "the master does not answer, or speaks another version of Spark than "
                    + org.apache.spark.package$.MODULE$.SPARK_VERSION();
        } else if (message.contains("ExecutorLostFailure")) {
            message = "the task was lost with its executor too often (spark.task.maxFailures): " + message;
        }
        return new CommandException(ExitCode.RUN_FAILURE, "Spark: " + message, failure);
    }
}
