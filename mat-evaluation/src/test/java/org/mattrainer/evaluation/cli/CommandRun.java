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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mattrainer.evaluation.command.ExitCode;

/**
 * The outcome of the command inside this process.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its standard error
 */
record CommandRun(int code, String out, String err) {

    /** A command. */
    @FunctionalInterface
    private interface Main {
        int run(PrintStream out, PrintStream err, String... arguments);
    }

    /** Runs {@code tribuo-train}. */
    static CommandRun of(String... arguments) {
        return of(TribuoTrain::run, arguments);
    }

    /** Runs {@code tribuo-evaluate}. */
    static CommandRun evaluate(String... arguments) {
        return of(TribuoEvaluate::run, arguments);
    }

    /** Runs {@code tribuo-predict}. */
    static CommandRun predict(String... arguments) {
        return of(TribuoPredict::run, arguments);
    }

    private static CommandRun of(Main main, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            code = main.run(outStream, errStream, arguments);
        }
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Requires success. */
    CommandRun succeeds() {
        assertEquals(0, code, err);
        return this;
    }

    /** Requires a failure told in one line without a stack trace, and returns the line. */
    String failsWith(ExitCode expected) {
        assertEquals(expected.code(), code, err + out);
        assertFalse(err.contains("\tat "), err);
        List<String> lines =
                err.lines().filter(line -> line.matches("tribuo-\\w+: .*")).toList();
        assertEquals(1, lines.size(), err);
        assertEquals("", out);
        return lines.get(0);
    }
}
