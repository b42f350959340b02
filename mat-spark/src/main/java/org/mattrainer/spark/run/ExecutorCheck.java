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
import java.util.Map;
import java.util.TreeMap;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.internal.kernel.KernelProvider;

/**
 * What an executor has to have in common with the driver, so that results have the bits of one machine.
 *
 * @param version version of this library
 * @param kernels the arithmetic
 * @param properties system properties to set before any of it is used
 */
record ExecutorCheck(String version, String kernels, Map<String, String> properties) implements Serializable {

    /** Copies the map. */
    ExecutorCheck {
        properties = new TreeMap<>(properties);
    }

    /** What this Java machine has. */
    static ExecutorCheck ofDriver(Map<String, String> properties) {
        return new ExecutorCheck(MatTrainer.VERSION, KernelProvider.kernels().description(), properties);
    }

    /**
     * Checks this Java machine, an executor's.
     *
     * @throws CommandException if it computes otherwise than the driver
     */
    void require() {
        properties.forEach(System::setProperty);
        String host = TaskPlace.host();
        if (!version.equals(MatTrainer.VERSION)) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE,
                    "executor on " + host + ": expected MatTrainer " + version + ", found " + MatTrainer.VERSION);
        }
        String found = KernelProvider.kernels().description();
        if (!kernels.equals(found)) {
            String why = ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
                    ? ": its Java machine runs without --add-modules jdk.incubator.vector (spark.executor.extraJavaOptions)"
                    : "";
            throw new CommandException(
                    ExitCode.RUN_FAILURE,
                    "executor on " + host + ": expected the driver's arithmetic '" + kernels + "', found '" + found
                            + "'"
                            + why
                            + "; -Dmattrainer.kernels=scalar has the same bits everywhere");
        }
    }
}
