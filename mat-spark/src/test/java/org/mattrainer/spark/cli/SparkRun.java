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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.cli.TribuoEvaluate;
import org.mattrainer.evaluation.cli.TribuoTrain;
import org.mattrainer.evaluation.command.ExitCode;

/**
 * The outcome of a command inside this process.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its standard error
 */
record SparkRun(int code, String out, String err) {

    /** A command. */
    @FunctionalInterface
    private interface Main {
        int run(PrintStream out, PrintStream err, String... arguments);
    }

    /** Runs {@code tribuo-train}. */
    static SparkRun train(String... arguments) {
        return of(TribuoTrain::run, arguments);
    }

    /** Runs {@code tribuo-evaluate}. */
    static SparkRun evaluate(String... arguments) {
        return of(TribuoEvaluate::run, arguments);
    }

    /** Runs {@code tribuo-spark} on two threads of this process, as {@code spark-submit} starts it. */
    static SparkRun local(Map<String, String> settings, String... arguments) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("spark.master", "local[2]");
        all.put("spark.app.name", "tests");
        all.put("spark.ui.enabled", "false");
        all.put("spark.driver.host", "127.0.0.1");
        all.put("spark.driver.bindAddress", "127.0.0.1");
        all.forEach(System::setProperty);
        try {
            return of((out, err, words) -> new SparkCommand(out, err).run(words).code(), arguments);
        } finally {
            all.keySet().forEach(System::clearProperty);
        }
    }

    private static SparkRun of(Main main, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            code = main.run(outStream, errStream, arguments);
        }
        return new SparkRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Requires success. */
    SparkRun succeeds() {
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
        return lines.get(0);
    }

    /** The table of a study without what is measured in seconds. */
    String table() {
        return out.replaceAll("\\| [^|]*( s|min|ms)[^|]* \\|", "| time |");
    }
}
