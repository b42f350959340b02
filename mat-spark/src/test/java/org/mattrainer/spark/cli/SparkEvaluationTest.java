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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Attacks in slices on executors against those of one machine. */
class SparkEvaluationTest {

    @TempDir
    private static Path folder;

    private static String config;

    @BeforeAll
    static void train() throws IOException {
        config = SmallJobs.write(folder);
        SparkRun.train("-c", config, "-i", "small", "-d", folder + "/model").succeeds();
    }

    /** The figures without the times, the place of the report and the heap. */
    static String figures(Path report) throws IOException {
        return Files.readString(report.resolve("report.json"))
                .replace(report.toString(), "a folder")
                .replaceAll("\"(seconds|datasource-creation-time|java)\" : [^\\n]+", "");
    }

    @Test
    void theReportIsThatOfOneMachine() throws IOException {
        String[] arguments = {"-c", config, "-i", "robustness", "--model", folder + "/model", "-d", ""};
        arguments[7] = folder + "/here";
        SparkRun here = SparkRun.evaluate(arguments).succeeds();
        arguments[7] = folder + "/there";
        SparkRun there = SparkRun.local(Map.of(), arguments).succeeds();
        assertEquals(here.out(), there.out());
        assertEquals(figures(folder.resolve("here")), figures(folder.resolve("there")));
        for (String file : List.of("report.md", "tables.csv", "tables.tex")) {
            assertEquals(
                    Files.readString(folder.resolve("here").resolve(file)),
                    Files.readString(folder.resolve("there").resolve(file)));
        }
        assertTrue(there.err().contains("3 slices"), there.err());
        // What is there is not attacked again.
        SparkRun again = SparkRun.local(Map.of(), arguments).succeeds();
        assertEquals(here.out(), again.out());
        assertTrue(!again.err().contains("slices"), again.err());
    }

    @Test
    void theFilesOfAnotherFileSystemAreThoseOfThisOne() throws IOException {
        Path remote = Files.createDirectories(folder.resolve("remote"));
        // A name that no other test has: Hadoop keeps the file system of a name for the whole Java machine.
        Map<String, String> view = Map.of(
                "spark.hadoop.fs.viewfs.mounttable.evaluations.link./runs",
                remote.toUri().toString());
        SparkRun.local(
                        view,
                        "-c",
                        config,
                        "-i",
                        "robustness",
                        "--model",
                        folder + "/model",
                        "-d",
                        "viewfs://evaluations/runs/report")
                .succeeds();
        assertTrue(Files.isRegularFile(remote.resolve("report/report.html")));
        assertTrue(Files.isRegularFile(remote.resolve("report/config.xml")));
    }

    @Test
    void aFlagOfTheOtherCommandIsRefused() {
        String line = SparkRun.local(
                        Map.of(), "-c", config, "-i", "robustness", "--model", folder + "/model", "--resume")
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("unknown flag --resume"), line);
    }
}
