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
package org.mattrainer.evaluation.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The process of a command: its streams and its end. */
public final class CommandProcess {

    /** A command inside a process. */
    @FunctionalInterface
    public interface Body {
        /** Runs with these streams for results and for messages, and gives the exit code. */
        int run(PrintStream out, PrintStream err, String... arguments);
    }

    private CommandProcess() {}

    /** Runs a command and ends the process with its exit code. */
    public static void run(Body command, String... arguments) {
        Hardening.apply();
        // The host makes names of methods by the case rules of the locale, in which a Turkish i is no I.
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        // Standard output carries the results only; some libraries print there.
        System.setOut(err);
        int code = command.run(out, err, arguments);
        err.flush();
        if (out.checkError() && code == ExitCode.OK.code()) {
            err.println("Standard output could not be written: the results on it are incomplete");
            code = ExitCode.RUN_FAILURE.code();
        }
        System.exit(code);
    }
}
