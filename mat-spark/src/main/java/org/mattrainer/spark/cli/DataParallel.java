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

import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/** How many tasks share a step of a training; the driver is told by a setting of Spark. */
final class DataParallel {

    /** The setting. */
    static final String SETTING = "spark.mattrainer.dataParallel";

    /** A batch has as many groups, none of which is cut. */
    private static final int MOST = 8;

    private DataParallel() {}

    /**
     * The number of tasks.
     *
     * @return empty if trainings are one task each
     * @throws CommandException if it is no number from 1 to 8
     */
    static OptionalInt of(SparkConf conf) {
        if (!conf.contains(SETTING)) {
            return OptionalInt.empty();
        }
        String value = conf.get(SETTING);
        if (!value.matches("[1-" + MOST + "]")) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--" + SparkFlag.DATA_PARALLEL.longName() + ": expected 1 to " + MOST + " tasks, found '" + value
                            + "'");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }
}
