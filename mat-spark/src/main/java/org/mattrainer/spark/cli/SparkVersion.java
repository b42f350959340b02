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

import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/** The version of Spark that runs. */
final class SparkVersion {

    /** The one that this module is compiled for. */
    static final String EXPECTED = "4.2";

    private SparkVersion() {}

    /** That on the class path. */
    static String found() {
        return org.apache.spark.package$.MODULE$.SPARK_VERSION();
    }

    /**
     * Refuses another version.
     *
     * @throws CommandException if major or minor number differ
     */
    static void require(String found) {
        if (!found.startsWith(EXPECTED + ".")) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE, "expected Spark " + EXPECTED + ".x in SPARK_HOME, found " + found);
        }
    }
}
