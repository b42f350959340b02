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
package org.mattrainer.spark.cli;

import org.mattrainer.evaluation.command.CommandProcess;

/** What {@code spark-submit} starts on the driver. */
public final class SparkDriver {

    private SparkDriver() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param arguments the command line without what concerns Spark itself
     */
    public static void main(String[] arguments) {
        // Spark's processes send each other serialized objects, which the other commands refuse.
        if (System.getProperty("jdk.serialFilter") == null) {
            System.setProperty("jdk.serialFilter", "");
        }
        CommandProcess.run(
                (out, err, words) -> new SparkCommand(out, err).run(words).code(), arguments);
    }
}
