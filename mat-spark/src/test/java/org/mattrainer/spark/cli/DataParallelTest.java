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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.command.ExitCode;
import sun.misc.Signal;

/** A training whose steps are shared by tasks has the bits of one machine. */
@SuppressWarnings("SunApi")
class DataParallelTest {

    private static final String LONG = "--@trainer.epochs=300";

    @TempDir
    private static Path common;

    private static String config;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeJobs() throws IOException {
        config = SmallJobs.write(common);
    }

    private SparkRun shared(int tasks, String name, String job, String... more) {
        List<String> words = new ArrayList<>(
                List.of("-c", config, "-i", job, "-d", folder.resolve(name).toString()));
        words.addAll(List.of(more));
        return SparkRun.local(
                Map.of("spark.master", "local[" + tasks + "]", DataParallel.SETTING, Integer.toString(tasks)),
                words.toArray(new String[0]));
    }

    private SparkRun here(String name, String job, String... more) {
        List<String> words = new ArrayList<>(
                List.of("-c", config, "-i", job, "-d", folder.resolve(name).toString()));
        words.addAll(List.of(more));
        return SparkRun.train(words.toArray(new String[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "vat", "semi"})
    void anyNumberOfTasksHasTheBitsOfOneMachine(String job) throws IOException {
        String out = here("here", job).succeeds().out();
        for (int tasks : new int[] {1, 2, 4}) {
            String name = "tasks" + tasks;
            assertEquals(out, shared(tasks, name, job).succeeds().out());
            TrainedFolders.assertSameButForSums(folder.resolve("here"), folder.resolve(name));
        }
    }

    @Test
    void batchNormalisationHasTheBitsOfOneMachineInMicroBatches() throws IOException {
        String[] settings = {"--@network.layers=C5x2-B-P-M2-O-C3x2-B-P-M2-F-D2-P-Z-D*", "--@semiTrainer.microBatches=3"
        };
        String out = here("here", "semi", settings).succeeds().out();
        assertEquals(out, shared(2, "tasks2", "semi", settings).succeeds().out());
        TrainedFolders.assertSame(folder.resolve("here"), folder.resolve("tasks2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "semi"})
    void stripesOfTheDataHaveTheBitsOfOneMachine(String job) throws IOException {
        String[] settings = {"--@trainer.dataShards=4", "--@semiTrainer.dataShards=4"};
        String out = here("here", job, settings).succeeds().out();
        for (int tasks : new int[] {1, 2, 4}) {
            String name = "tasks" + tasks;
            assertEquals(out, shared(tasks, name, job, settings).succeeds().out());
            TrainedFolders.assertSameButForSums(folder.resolve("here"), folder.resolve(name));
        }
    }

    @Test
    void stripesOfTheDataHaveTheBitsOfOneMachineInMicroBatches() throws IOException {
        String[] settings = {
            "--@network.layers=C5x2-B-P-M2-O-C3x2-B-P-M2-F-D2-P-Z-D*",
            "--@trainer.microBatches=4",
            "--@trainer.dataShards=2"
        };
        String out = here("here", "small", settings).succeeds().out();
        assertEquals(out, shared(2, "tasks2", "small", settings).succeeds().out());
        TrainedFolders.assertSame(folder.resolve("here"), folder.resolve("tasks2"));
    }

    /** Stopped by a signal on three tasks, gone on with on one machine, and again on two tasks. */
    @Test
    void aTrainingGoesOnWithAnyNumberOfTasks() throws Exception {
        here("here", "small", LONG).succeeds();
        stopped(() -> shared(3, "there", "small", LONG, "--checkpoint-steps", "1"));
        stopped(() -> here("there", "small", LONG, "--checkpoint-steps", "1", "--resume"));
        SparkRun rest = shared(2, "there", "small", LONG, "--resume").succeeds();
        assertTrue(rest.err().contains("Resumed   "), rest.err());
        assertEquals(
                TrainedFolders.fingerprint(folder.resolve("here")),
                TrainedFolders.fingerprint(folder.resolve("there")));
    }

    /** Stops a training when it has saved something more than is there. */
    private void stopped(Callable<SparkRun> training) throws Exception {
        Set<Path> before = checkpoints();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<SparkRun> run = executor.submit(training);
            StandaloneCluster.await("a checkpoint", () -> run.isDone() || !before.containsAll(checkpoints()));
            assertFalse(run.isDone(), "the training is too short");
            Signal.raise(new Signal("TERM"));
            run.get().failsWith(ExitCode.INTERRUPTED);
        } finally {
            executor.shutdown();
        }
    }

    private Set<Path> checkpoints() {
        Path saved = folder.resolve("there/checkpoint");
        if (!Files.isDirectory(saved)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(saved)) {
            return files.filter(file -> file.toString().endsWith(".ckpt")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeSharedIsRefused() {
        String line = shared(2, "norm", "small", "--@network.layers=C5x2-B-P-M2-F-D2-P-Z-D*")
                .failsWith(ExitCode.RUN_FAILURE);
        assertTrue(line.contains("without batch normalisation"), line);
        line = shared(2, "study", "study").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--data-parallel is for a single training"), line);
        line = shared(2, "folds", "small", "--cross-validate").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("found a cross-validation"), line);
        line = shared(3, "uneven", "small", "--@trainer.dataShards=4").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("a multiple of the 3 shares of a step"), line);
        line = shared(9, "many", "small").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("expected 1 to 8 tasks, found '9'"), line);
        line = SparkRun.local(
                        Map.of(DataParallel.SETTING, "2"),
                        "-c",
                        config,
                        "-i",
                        "robustness",
                        "--model",
                        common.toString(),
                        "-d",
                        folder + "/r")
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("this is an evaluation"), line);
    }
}
