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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers and drivers of a real cluster are killed; nothing is lost, and the bits are those of one machine. */
@Tag("long")
class StandaloneClusterLongTest {

    private static final List<String> TRIALS = List.of("fast-seed-1", "slow-seed-1");
    private static final String EPOCHS = "--@trainer.epochs=150";

    /** A step that is shared takes as long as some that are not. */
    private static final String FEW_EPOCHS = "--@trainer.epochs=40";

    private static final Pattern KEEPING = Pattern.compile("Keeping the stripes (\\{[^}]*\\}) of 4");

    @TempDir
    private Path folder;

    private String config;
    private StandaloneCluster cluster;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        config = SmallJobs.write(folder);
        cluster = new StandaloneCluster(Files.createDirectories(folder.resolve("cluster")));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void requireDone(Process driver, Path log) throws IOException, InterruptedException {
        assertTrue(driver.waitFor(8, TimeUnit.MINUTES), "the driver hangs");
        assertEquals(0, driver.exitValue(), Files.readString(log));
    }

    /** Whether each trial has been saved at least once. */
    private boolean areSaved(String study) {
        return TRIALS.stream().allMatch(trial -> isSaved(folder.resolve(study).resolve(trial)));
    }

    private static boolean isSaved(Path trial) {
        Path checkpoints = trial.resolve("checkpoint");
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.anyMatch(file -> file.toString().endsWith(".ckpt"));
        } catch (IOException e) {
            return false;
        }
    }

    private void assertBitsOfOneMachine(String study) throws IOException {
        SparkRun.train("-c", config, "-i", "study", "-d", folder + "/here", EPOCHS)
                .succeeds();
        for (String trial : TRIALS) {
            assertEquals(
                    TrainedFolders.fingerprint(folder.resolve("here").resolve(trial)),
                    TrainedFolders.fingerprint(folder.resolve(study).resolve(trial)));
        }
    }

    private String logs(String study) throws IOException {
        StringBuilder logs = new StringBuilder();
        for (String trial : TRIALS) {
            logs.append(Files.readString(folder.resolve(study).resolve(trial).resolve("log.txt")));
        }
        return logs.toString();
    }

    @Test
    void aKilledWorkersTrialGoesOnElsewhere() throws IOException, InterruptedException {
        Path log = folder.resolve("driver.txt");
        Process driver = cluster.submit(log, "-c", config, "-i", "study", "-d", folder + "/there", EPOCHS);
        StandaloneCluster.await("both trials are saved", () -> areSaved("there"));
        cluster.killWorker(0);
        requireDone(driver, log);
        assertTrue(logs("there").contains("Resumed   "), logs("there"));
        assertBitsOfOneMachine("there");
    }

    @Test
    void sharesOfAKilledWorkerAreComputedElsewhere() throws IOException, InterruptedException {
        Path log = folder.resolve("driver.txt");
        String[] words = {"-c", config, "-i", "small", "-d", folder + "/there", FEW_EPOCHS, "--checkpoint-steps", "20"};
        String[] shared = join(words, "--data-parallel", "2");
        Process driver = cluster.submit(log, shared);
        StandaloneCluster.await("a step is saved", () -> isSaved(folder.resolve("there")) && cluster.hasExecutors());
        cluster.killWorker(0);
        requireDone(driver, log);
        assertTrue(Files.readString(log).contains("each step 2 tasks"), Files.readString(log));
        assertSameOnOneMachine(words);
    }

    /** Each executor reads two of four stripes; that which is left then reads the others, too. */
    @Test
    void stripesOfAKilledWorkerAreReadElsewhere() throws IOException, InterruptedException {
        Path log = folder.resolve("driver.txt");
        String[] words = {
            "-c",
            config,
            "-i",
            "small",
            "-d",
            folder + "/there",
            FEW_EPOCHS,
            "--@trainer.dataShards=4",
            "--checkpoint-steps",
            "20"
        };
        String[] shared = join(words, "--data-parallel", "2");
        Process driver = cluster.submit(log, shared);
        StandaloneCluster.await(
                "both executors have stripes",
                () -> isSaved(folder.resolve("there"))
                        && !stripes(0).isEmpty()
                        && !stripes(1).isEmpty());
        // The first executor computes both shares until there is another.
        assertEquals(
                Set.of("{0, 1}", "{2, 3}"), Set.of(stripes(0).get(0), stripes(1).get(0)));
        cluster.killWorker(0);
        requireDone(driver, log);
        assertEquals("{0, 1, 2, 3}", stripes(1).get(1));
        assertSameOnOneMachine(words);
    }

    private static String[] join(String[] words, String... more) {
        return Stream.concat(Stream.of(more), Stream.of(words)).toArray(String[]::new);
    }

    /** The same words without a cluster give the same parameters. */
    private void assertSameOnOneMachine(String[] words) throws IOException {
        String[] here = words.clone();
        here[List.of(words).indexOf("-d") + 1] = folder + "/here";
        SparkRun.train(here).succeeds();
        assertEquals(
                TrainedFolders.fingerprint(folder.resolve("here")),
                TrainedFolders.fingerprint(folder.resolve("there")));
    }

    /** What an executor of a worker says of the stripes that it has, each time after it has read some. */
    private List<String> stripes(int worker) {
        return cluster.errors(worker)
                .lines()
                .map(KEEPING::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void aKilledDriversTrainingGoesOn() throws IOException, InterruptedException {
        Path log = folder.resolve("driver.txt");
        String[] words = {"-c", config, "-i", "small", "-d", folder + "/there", FEW_EPOCHS, "--checkpoint-steps", "5"};
        String[] shared = join(words, "--data-parallel", "2", "--resume");
        Process driver = cluster.submit(log, shared);
        StandaloneCluster.await("a step is saved", () -> isSaved(folder.resolve("there")));
        driver.destroyForcibly().waitFor();
        requireDone(cluster.submit(log, shared), log);
        assertTrue(Files.readString(log).contains("Resumed   "), Files.readString(log));
        assertSameOnOneMachine(words);
    }

    @Test
    void aKilledDriversStudyGoesOn() throws IOException, InterruptedException {
        Path log = folder.resolve("driver.txt");
        String[] words = {"-c", config, "-i", "study", "-d", folder + "/there", EPOCHS, "--resume"};
        Process driver = cluster.submit(log, words);
        StandaloneCluster.await("both trials are saved", () -> areSaved("there"));
        driver.destroyForcibly().waitFor();
        requireDone(cluster.submit(log, words), log);
        assertTrue(logs("there").contains("Resumed   "), logs("there"));
        assertBitsOfOneMachine("there");
    }

    @Test
    void aKilledWorkersAttacksAreMadeElsewhere() throws IOException, InterruptedException {
        SparkRun.train("-c", config, "-i", "small", "-d", folder + "/model").succeeds();
        Path log = folder.resolve("driver.txt");
        String[] words = {
            "-c", config, "-i", "robustness", "--model", folder + "/model", "--@descent.steps=4000", "-d", ""
        };
        words[8] = folder + "/there";
        Process driver = cluster.submit(log, words);
        StandaloneCluster.await("attacks begin", () -> slices(log) >= 2 && cluster.hasExecutors());
        cluster.killWorker(1);
        requireDone(driver, log);
        words[8] = folder + "/here";
        SparkRun.evaluate(words).succeeds();
        assertEquals(
                SparkEvaluationTest.figures(folder.resolve("here")),
                SparkEvaluationTest.figures(folder.resolve("there")));
    }

    private static long slices(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("slices of up to")).count();
        } catch (IOException e) {
            return 0;
        }
    }
}
