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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Studies, searches and single trainings on executors against those of one machine. */
class SparkTrainingsTest {

    private static final List<String> TRIALS = List.of("fast-seed-1", "slow-seed-1");

    @TempDir
    private static Path common;

    private static String config;
    private static SparkRun here;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainHere() throws IOException {
        config = SmallJobs.write(common);
        here = SparkRun.train("-c", config, "-i", "study", "-d", common + "/here")
                .succeeds();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void assertNoMark(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".spark-")));
        }
    }

    @Test
    void aStudyHasTheBitsAndTheTableOfOneMachine() throws IOException {
        SparkRun there = SparkRun.local(Map.of(), "-c", config, "-i", "study", "-d", "file:" + path("there"))
                .succeeds();
        for (String trial : TRIALS) {
            TrainedFolders.assertSame(common.resolve("here/" + trial), folder.resolve("there/" + trial));
        }
        assertEquals(here.table(), there.table());
        assertNoMark("there");
    }

    /** A view is another file system of Hadoop than file: itself. */
    @Test
    void aStudyWorksOnAnotherFileSystem() throws IOException {
        Path remote = Files.createDirectories(folder.resolve("remote"));
        Map<String, String> view = Map.of(
                "spark.hadoop.fs.viewfs.mounttable.test.link./runs",
                remote.toUri().toString());
        SparkRun first = SparkRun.local(view, "-c", config, "-i", "study", "-d", "viewfs://test/runs/there")
                .succeeds();
        for (String trial : TRIALS) {
            TrainedFolders.assertSame(common.resolve("here/" + trial), remote.resolve("there/" + trial));
        }
        assertTrue(Files.isRegularFile(remote.resolve("there/study.html")));
        assertNoMark("remote/there");
        assertTrue(first.err().contains("Results   viewfs://test/runs/there"), first.err());
        String again = SparkRun.local(view, "-c", config, "-i", "study", "-d", "viewfs://test/runs/there")
                .failsWith(ExitCode.USAGE);
        assertTrue(again.contains("viewfs://test/runs/there/fast-seed-1 is there already; go on with --resume"), again);
        SparkRun resumed = SparkRun.local(
                        view, "-c", config, "-i", "study", "-d", "viewfs://test/runs/there", "--resume")
                .succeeds();
        assertEquals(first.out(), resumed.out());
    }

    @Test
    void aSearchGivesUpTheTrialsThatItGivesUpOnOneMachine() throws IOException {
        SparkRun one = SparkRun.train("-c", config, "-i", "search", "-d", path("one"), "--@search.trials", "3")
                .succeeds();
        SparkRun two = SparkRun.local(
                        Map.of(), "-c", config, "-i", "search", "-d", path("two"), "--@search.trials", "3")
                .succeeds();
        assertEquals(one.table(), two.table());
        TrainedFolders.assertSame(folder.resolve("one/trial-001"), folder.resolve("two/trial-001"));
    }

    @Test
    void aTrainingByItselfIsOneTask() throws IOException {
        SparkRun one =
                SparkRun.train("-c", config, "-i", "small", "-d", path("one")).succeeds();
        SparkRun there = SparkRun.local(Map.of(), "-c", config, "-i", "small", "-d", path("there"))
                .succeeds();
        assertEquals(one.out(), there.out());
        TrainedFolders.assertSame(folder.resolve("one"), folder.resolve("there"));
        String again = SparkRun.local(Map.of(), "-c", config, "-i", "small", "-d", path("there"))
                .failsWith(ExitCode.USAGE);
        assertTrue(again.contains("holds a model already"), again);
    }

    @Test
    void aStoppedStudySavesItsTrainingsAndGoesOn() throws IOException {
        // Long enough that the stop, which passes through the folder of the results, finds them training.
        SparkRun.train("-c", config, "-i", "study", "-d", path("long"), "--@trainer.epochs", "720")
                .succeeds();
        SparkRun stopped = SparkRun.local(
                Map.of(),
                "-c",
                config,
                "-i",
                "study",
                "-d",
                path("there"),
                "--@trainer.epochs=720",
                "--@study.budgetMinutes=0.01");
        String line = stopped.failsWith(ExitCode.INTERRUPTED);
        assertTrue(line.contains("--resume goes on"), line);
        assertNoMark("there");
        try (Stream<Path> files = Files.walk(folder.resolve("there"))) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith(".ckpt")), stopped.err());
        }
        SparkRun.local(Map.of(), "-c", config, "-i", "study", "-d", path("there"), "--@trainer.epochs=720", "--resume")
                .succeeds();
        for (String trial : TRIALS) {
            assertEquals(
                    TrainedFolders.fingerprint(folder.resolve("long/" + trial)),
                    TrainedFolders.fingerprint(folder.resolve("there/" + trial)));
        }
    }

    @Test
    void whatATrialSaysOfItselfIsNotTriedAgain() throws IOException {
        String own = SmallJobs.write(folder);
        Files.delete(folder.resolve("train-labels.gz"));
        String line = SparkRun.local(Map.of(), "-c", own, "-i", "small", "-d", path("there"))
                .failsWith(ExitCode.BAD_DATA);
        assertTrue(line.contains("train-labels.gz"), line);
    }
}
