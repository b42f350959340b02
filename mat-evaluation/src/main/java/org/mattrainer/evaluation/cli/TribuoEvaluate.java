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
package org.mattrainer.evaluation.cli;

import java.io.PrintStream;
import org.mattrainer.evaluation.command.CommandProcess;

/**
 * The command {@code tribuo-evaluate}: examines one or more trained models as an OLCUT configuration says and writes
 * one report about them.
 */
public final class TribuoEvaluate {

    private TribuoEvaluate() {}

    /**
     * Runs the command and ends the process with the exit code of {@link #run}.
     *
     * @param arguments the command line; {@code --help} explains it
     */
    public static void main(String[] arguments) {
        CommandProcess.run(TribuoEvaluate::run, arguments);
    }

    /**
     * Runs the command inside this process.
     *
     * @param out receives the results
     * @param err receives progress and messages
     * @param arguments the command line
     * @return the exit code: 0 done, 1 the run failed, 2 wrong command line or configuration, 3 bad or missing data
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return new EvaluateCommand(out, err).run(arguments).code();
    }
}
