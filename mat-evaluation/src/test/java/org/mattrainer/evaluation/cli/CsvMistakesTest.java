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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Tables whose labels or cells the host's reader takes as they come. */
class CsvMistakesTest {

    private static final String CONFIG = "../config-examples/my-csv.xml";
    private static final int PIXELS = 64;

    @TempDir
    private Path folder;

    private CommandRun run(String... labels) throws IOException {
        return runOn(table(labels));
    }

    private static String table(String... labels) {
        StringBuilder text = new StringBuilder("label");
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            text.append(",").append(pixel / 8 + 1).append("x").append(pixel % 8 + 1);
        }
        text.append("\n");
        for (int row = 0; row < 40; row++) {
            text.append(labels[row % labels.length]);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                text.append(",").append((row + 1) * (pixel + 7) % 256);
            }
            text.append("\n");
        }
        return text.toString();
    }

    private CommandRun runOn(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        return CommandRun.of(
                "-c",
                CONFIG,
                "--@csvFile",
                file.toString(),
                "--@trainer.epochs",
                "1",
                "--dry-run",
                "-d",
                folder.toString());
    }

    /** An empty cell would be a class of its own. */
    @Test
    void rowsWithoutALabelAreRefused() throws IOException {
        String refusal = run("bar", "ring", "").failsWith(ExitCode.BAD_DATA);
        assertTrue(refusal.contains("expected a label of every example, found an empty one of "), refusal);
    }

    /** As in tables that call their columns otherwise than the example does. */
    @Test
    void patternsThatMatchNoColumnAreNamedWithTheColumns() throws IOException {
        String refusal = runOn(table("bar", "ring").replaceAll("(\\d)x(\\d)", "pixel$1$2"))
                .failsWith(ExitCode.BAD_DATA);
        assertTrue(
                refusal.contains(
                        "expected a column for each of the patterns \\d+x\\d+ (regexMappingProcessors of 'columns')"),
                refusal);
        assertTrue(refusal.contains("table.csv: label,pixel11,pixel12,"), refusal);
    }

    @Test
    void classesThatDifferInCaseAloneAreWarnedOf() throws IOException {
        assertTrue(run("Bar", "bar", "ring").succeeds().err().contains("the classes 'Bar' and 'bar' differ in upper"));
        assertFalse(run("A", "a", "b", "B").succeeds().err().contains("differ in upper"));
    }

    /** The host's default is a warning and a pixel of 0. */
    @Test
    void cellsThatAreNoNumbersAreRefusedWithTheirRow() throws IOException {
        String table = table("bar", "ring");
        for (String cell : List.of("", "n/a")) {
            String refusal =
                    runOn(table.replace("\nring,14,", "\nring," + cell + ",")).failsWith(ExitCode.BAD_DATA);
            assertTrue(refusal.contains("example 2 cannot be read: "), refusal);
        }
    }
}
