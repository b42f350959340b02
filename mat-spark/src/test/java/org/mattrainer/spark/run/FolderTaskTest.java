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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/** What a task requires of its executor and of its folder. */
class FolderTaskTest {

    private static JavaSparkContext spark;

    private static final String VIEW = "fs.viewfs.mounttable.test.link./runs";

    @TempDir
    private static Path viewed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[1]")
                .setAppName("tests")
                .set("spark.hadoop." + VIEW, viewed.toUri().toString())
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static TaskAnswer run(FolderTask.Work work, FolderLink link, ExecutorCheck check) {
        return spark.parallelize(List.of(0), 1)
                .map(new FolderTask(work, link, check))
                .collect()
                .get(0);
    }

    private static FolderTask.Work writing() {
        return (place, stop) -> {
            Files.writeString(place.local().resolve("found.txt"), "it is here");
            return "done";
        };
    }

    @Test
    void worksInAFolderThatTheDriverHasMarked() throws Exception {
        try (ResultFolder results = ResultFolder.of(folder.toString(), new Configuration())) {
            results.open();
            TaskAnswer answer = run(writing(), results.link(folder), ExecutorCheck.ofDriver(Map.of()));
            answer.requireDone();
            assertEquals("done", answer.output());
            assertEquals("it is here", Files.readString(folder.resolve("found.txt")));
        }
    }

    @Test
    void refusesAFolderThatIsNotTheDrivers() {
        FolderLink elsewhere = new FolderLink(folder.toString(), false, "", ".spark-elsewhere");
        TaskAnswer answer = run(writing(), elsewhere, ExecutorCheck.ofDriver(Map.of()));
        assertTrue(answer.withdrawn());
        assertTrue(answer.message().contains(folder + " is not the one that the driver sees"), answer.message());
        assertFalse(Files.exists(folder.resolve("found.txt")));
    }

    @Test
    void refusesAnExecutorOfOtherArithmetic() {
        try (ResultFolder results = ResultFolder.of(folder.toString(), new Configuration())) {
            results.open();
            ExecutorCheck check = new ExecutorCheck(MatTrainer.VERSION, "vector 8192 bit", Map.of());
            CommandException failure = assertThrows(
                    CommandException.class,
                    () -> run(writing(), results.link(folder), check).requireDone());
            assertEquals(ExitCode.RUN_FAILURE, failure.exitCode());
            assertTrue(failure.getMessage().contains("expected the driver's arithmetic 'vector 8192 bit'"));
            assertFalse(Files.exists(folder.resolve("found.txt")));
            ExecutorCheck other = new ExecutorCheck("0.0.1", check.kernels(), Map.of());
            assertTrue(run(writing(), results.link(folder), other)
                    .message()
                    .contains("expected MatTrainer 0.0.1, found " + MatTrainer.VERSION));
        }
    }

    /** A view is another file system than file:, so that the task works on a copy. */
    @Test
    void aFailureSpeaksOfTheFolderAndNotOfTheCopy() throws Exception {
        Configuration hadoop = new Configuration();
        hadoop.set(VIEW, viewed.toUri().toString());
        try (ResultFolder results = ResultFolder.of("viewfs://test/runs/there", hadoop)) {
            results.open();
            FolderTask.Work failing = (place, stop) -> {
                throw new CommandException(ExitCode.BAD_DATA, place.local() + "/a.txt is damaged");
            };
            TaskAnswer answer =
                    run(failing, results.link(results.local().resolve("trial")), ExecutorCheck.ofDriver(Map.of()));
            assertEquals("viewfs://test/runs/there/trial/a.txt is damaged", answer.message());
        }
    }

    @Test
    void aSecondDriverLeavesTheMarkOfTheFirst() throws Exception {
        Path stale = Files.createFile(folder.resolve(".spark-of-a-killed-driver"));
        try (ResultFolder first = ResultFolder.of(folder.toString(), new Configuration())) {
            first.open();
            try (ResultFolder second = ResultFolder.of(folder.toString(), new Configuration())) {
                second.open();
            }
            assertFalse(Files.exists(stale));
            run(writing(), first.link(folder), ExecutorCheck.ofDriver(Map.of())).requireDone();
        }
    }

    @Test
    void asksForAStopOnceTheMarkIsGone() {
        try (ResultFolder results = ResultFolder.of(folder.toString(), new Configuration())) {
            results.open();
            FolderTask.Work waiting = (place, stop) -> {
                long end = System.nanoTime() + 60_000_000_000L;
                try (var marks = Files.newDirectoryStream(place.local(), ".spark-*")) {
                    for (Path mark : marks) {
                        Files.delete(mark);
                    }
                }
                while (!stop.getAsBoolean() && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                return stop.getAsBoolean() ? "stopped" : "not stopped";
            };
            assertEquals(
                    "stopped",
                    run(waiting, results.link(folder), ExecutorCheck.ofDriver(Map.of()))
                            .output());
        }
    }
}
