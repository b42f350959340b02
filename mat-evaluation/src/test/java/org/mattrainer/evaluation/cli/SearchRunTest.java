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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Searches: their trials, their table, and how they go on. */
class SearchRunTest {

    private static final String SEARCH = """
            <component name="weight" type="org.mattrainer.evaluation.job.SearchParameter">
              <property name="property" value="smooth.smoothnessWeight"/>
              <propertylist name="values"><item>0</item><item>0.5</item></propertylist>
            </component>
            <component name="rate" type="org.mattrainer.evaluation.job.SearchParameter">
              <property name="property" value="optimiser.learningRate"/>
              <propertylist name="values"><item>0.01</item><item>1e30</item></propertylist>
            </component>
            <component name="search" type="org.mattrainer.evaluation.job.SearchJob">
              <propertylist name="parameters"><item>weight</item><item>rate</item></propertylist>
            </component>
            """;

    /** The data and the configuration, and the searches that several tests look at. */
    @TempDir
    private static Path shared;

    private static final Map<String, CommandRun> DONE = new HashMap<>();

    @TempDir
    private Path folder;

    private Path run;
    private String config;

    @BeforeAll
    static void write() throws IOException {
        MatConfigs.write(shared);
        Configs.write(shared, "search.xml", MatConfigs.COMPONENTS + SEARCH);
    }

    @BeforeEach
    void begin() {
        config = shared.resolve("search.xml").toString();
        run = folder.resolve("run");
    }

    /** Gives this test a copy of a search that is run for the first test that asks. */
    private CommandRun searched(String name, String... more) throws IOException {
        Path original = shared.resolve(name);
        if (!DONE.containsKey(name)) {
            run = original;
            DONE.put(name, search(more).succeeds());
            run = folder.resolve("run");
        }
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, run.resolve(original.relativize(file).toString()));
            }
        }
        return DONE.get(name);
    }

    private CommandRun search(String... more) {
        return searchIn(run.toString(), more);
    }

    private CommandRun searchIn(String where, String... more) {
        String[] arguments = Stream.concat(
                        Stream.of("-c", config, "-d", where, "--@trainer.gradientClip", "0"), Stream.of(more))
                .toArray(String[]::new);
        return CommandRun.of(arguments);
    }

    private List<String> table() throws IOException {
        return Files.readAllLines(run.resolve("search.csv"));
    }

    @Test
    void everyTrialIsARunAndTheTableComparesThem() throws IOException {
        CommandRun outcome = searched("grid");
        List<String> lines = table();
        assertEquals(
                "trial,smooth.smoothnessWeight,optimiser.learningRate,validation_error,epochs,seconds", lines.get(0));
        assertEquals(5, lines.size());
        for (int i = 1; i <= 4; i++) {
            boolean diverged = i % 2 == 0;
            assertTrue(lines.get(i).startsWith(i + "," + (i > 2 ? "0.5" : "0") + ","), lines.get(i));
            assertEquals(diverged, lines.get(i).contains(",diverged,"), lines.get(i));
            Path trial = run.resolve("trial-00" + i);
            assertEquals(!diverged, Files.exists(trial.resolve("model.tribuo")));
            assertEquals(!diverged, Files.exists(trial.resolve("report.html")));
            assertTrue(Files.exists(trial.resolve("config.xml")));
        }
        List<String> markdown = Files.readAllLines(run.resolve("search.md"));
        assertEquals(
                "| trial | smooth.smoothnessWeight | optimiser.learningRate | validation error | epochs | time |",
                markdown.get(0));
        assertTrue(markdown.get(5).contains("diverged"), "those that diverged come last");
        assertTrue(outcome.out().endsWith(String.join("\n", markdown) + "\n"), outcome.out());
    }

    @Test
    void aTrialIsTheRunOfItsConfiguration() throws IOException {
        searched("grid");
        Path again = folder.resolve("again");
        CommandRun.of("-c", run.resolve("trial-003/config.xml").toString(), "-d", again.toString())
                .succeeds();
        assertEquals(withoutTimes(run.resolve("trial-003")), withoutTimes(again));
    }

    private static List<String> withoutTimes(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("history.csv")).stream()
                .map(line -> line.replaceAll(",[^,]*,[^,]*,([^,]*)$", ",$1"))
                .toList();
    }

    @Test
    void trialsThatAreDoneAreSkippedAndOneThatWasCutOffGoesOn() throws IOException {
        searched("grid");
        List<String> before = table();
        Files.delete(run.resolve("search.csv"));
        Files.delete(run.resolve("trial-003/trial.json"));
        String line = search().failsWith(ExitCode.USAGE);
        assertTrue(line.contains("trial-001") && line.contains("--resume"), line);

        CommandRun outcome = search("--resume").succeeds();
        assertTrue(outcome.err().contains("Resumed   3 of 4 trials done before"), outcome.err());
        assertTrue(outcome.err().contains("4 of 4 done"), outcome.err());
        assertEquals(
                before.stream().map(l -> l.replaceAll(",[^,]*$", "")).toList(),
                table().stream().map(l -> l.replaceAll(",[^,]*$", "")).toList());
    }

    @Test
    void theSpellingOfTheFolderDoesNotMatter() throws IOException {
        search("--@rate.values", "0.01", "--@trainer.epochs", "1").succeeds();
        Path link = Files.createSymbolicLink(folder.resolve("link"), run);
        Path working = Path.of("").toAbsolutePath();
        Path moved = folder.resolve("moved");
        for (String spelling : List.of(
                run + "/",
                folder + "/./run",
                link.toString(),
                working.relativize(run).toString(),
                moved.toString())) {
            if (spelling.equals(moved.toString())) {
                Files.move(run, moved);
            }
            CommandRun again = searchIn(spelling, "--resume", "--@rate.values", "0.01", "--@trainer.epochs", "1")
                    .succeeds();
            assertTrue(again.err().contains("Resumed   2 of 2 trials done before"), spelling);
        }
        searchIn(
                        moved.toString(),
                        "--resume",
                        "--config-format",
                        "json",
                        "--@rate.values",
                        "0.01",
                        "--@trainer.epochs",
                        "1")
                .succeeds();
    }

    @Test
    void damagedCheckpointsAreBadData() throws IOException {
        search("--@rate.values", "0.01", "--@trainer.epochs", "1").succeeds();
        Files.delete(run.resolve("trial-001/trial.json"));
        Files.createDirectories(run.resolve("trial-001/checkpoint"));
        Files.writeString(run.resolve("trial-001/checkpoint/step-000000000002.ckpt"), "damaged");
        String line = search("--resume", "--@rate.values", "0.01", "--@trainer.epochs", "1")
                .failsWith(ExitCode.BAD_DATA);
        assertTrue(line.contains(".ckpt is damaged") && line.contains("--restart"), line);
    }

    @Test
    void aSearchIsNotContinuedWithAnotherConfiguration() throws IOException {
        searched("grid");
        String line = search("--resume", "--@trainer.epochs", "4").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("trial-001") && line.contains("--restart"), line);
        assertTrue(
                search("--restart", "--@trainer.epochs", "1").succeeds().out().contains("| 1 |"));
    }

    @Test
    void everyChoiceIsTrainedWithEverySeed() throws IOException {
        CommandRun outcome = search(
                        "--@rate.values",
                        "0.01",
                        "--@trainer.epochs",
                        "1",
                        "--seeds",
                        "4,5",
                        "--@search.parallelTrials",
                        "2")
                .succeeds();
        List<String> lines = table();
        assertEquals(
                "trial,seed,smooth.smoothnessWeight,optimiser.learningRate,validation_error,epochs,seconds",
                lines.get(0));
        assertEquals(5, lines.size());
        assertTrue(
                lines.get(1).startsWith("1,4,0,0.01,") && lines.get(4).startsWith("2,5,0.5,0.01,"), lines.toString());
        assertTrue(outcome.out().contains(" \u00b1 "), outcome.out());
        assertTrue(Files.readString(run.resolve("study.html"))
                .contains("smooth.smoothnessWeight=0.5, optimiser.learningRate=0.01"));
    }

    /** Four trials to epoch 1, two of them to epoch 2, one to the end. */
    private static final String[] HALVING = {
        "--@search.strategy",
        "HALVING",
        "--@search.trials",
        "4",
        "--@search.rungs",
        "1,2",
        "--@trainer.epochs",
        "3",
        "--@rate.values",
        "0.001,0.01,0.02"
    };

    @Test
    void halvingGivesUpTheWorse() throws IOException {
        CommandRun outcome = searched("halving", HALVING);
        List<String> lines = table();
        assertEquals(5, lines.size());
        double[] first = new double[4];
        List<Integer> epochs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path trial = run.resolve("trial-00" + (i + 1));
            List<String> history = Files.readAllLines(trial.resolve("history.csv"));
            int column = List.of(history.get(0).split(",")).indexOf("validation_error");
            first[i] = Double.parseDouble(history.get(1).split(",")[column]);
            epochs.add(history.size() - 1);
            assertEquals(history.size() == 4, Files.exists(trial.resolve("model.tribuo")), "trial " + i);
            assertFalse(Files.exists(trial.resolve("checkpoint/latest")), "trial " + i);
            assertTrue(lines.get(i + 1).contains("," + (history.size() - 1) + ","), lines.get(i + 1));
        }
        assertEquals(List.of(1, 1, 2, 3), epochs.stream().sorted().toList());
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertTrue(
                        epochs.get(i) > 1 || epochs.get(j) == 1 || first[i] >= first[j],
                        epochs + Arrays.toString(first));
            }
        }
        List<String> markdown = Files.readAllLines(run.resolve("search.md"));
        assertEquals("| " + (epochs.indexOf(3) + 1), markdown.get(2).substring(0, 3));
        assertFalse(markdown.get(2).contains("dropped"), markdown.get(2));
        assertTrue(markdown.get(5).contains(", dropped | 1 | - |"), markdown.get(5));
        assertTrue(outcome.err().contains("Dropped   trial-00"), outcome.err());
        assertTrue(Files.readString(run.resolve("study.md")).contains("1 dropped"));
    }

    @Test
    void aHalvingThatWasCutOffDecidesAsBefore() throws IOException {
        searched("halving", HALVING);
        List<String> before = withoutSeconds(table());
        for (int i = 1; i <= 4; i++) {
            Path outcome = run.resolve("trial-00" + i + "/trial.json");
            if (Files.readString(outcome).contains("\"dropped\" : false")) {
                Files.delete(outcome);
            }
        }
        CommandRun again = search(
                        Stream.concat(Stream.of("--resume"), Stream.of(HALVING)).toArray(String[]::new))
                .succeeds();
        assertEquals(before, withoutSeconds(table()));
        assertTrue(again.err().contains("Resumed   3 of 4 trials done before"), again.err());
    }

    private static List<String> withoutSeconds(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(",[^,]*$", "")).toList();
    }

    @Test
    void theModelOfAHalvingIsThatOfAWholeTraining() throws IOException {
        searched("halving", HALVING);
        for (int i = 1; i <= 4; i++) {
            Path trial = run.resolve("trial-00" + i);
            if (Files.exists(trial.resolve("model.tribuo"))) {
                Path again = folder.resolve("again");
                CommandRun.of("-c", trial.resolve("config.xml").toString(), "-d", again.toString())
                        .succeeds();
                assertEquals(withoutTimes(trial), withoutTimes(again));
            }
        }
    }

    @Test
    void aDryRunWritesNothing() {
        CommandRun outcome = search("--dry-run").succeeds();
        assertTrue(outcome.err()
                .contains("Search    search, 4 trials of smooth.smoothnessWeight, optimiser.learningRate"));
        assertTrue(outcome.err().contains("Dry run "), outcome.err());
        assertFalse(Files.exists(run));
    }

    @Test
    void mistakesAreNamedBeforeAnythingIsTrained() {
        String line = search("--@rate.property", "optimiser.rate").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("optimiser.rate") && line.contains("learningRate"), line);
        line = search("--@search.job", "nobody").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("'nobody'") && line.contains("small-mat"), line);
        line = search("--@search.rungs", "1,2").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("rungs") && line.contains("GRID"), line);
        line = search("--@search.strategy", "HALVING", "--@search.rungs", "2,1").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("rungs") && line.contains("[2, 1]"), line);
        line = search("--@search.strategy", "HALVING", "--@search.rungs", "1", "--@search.reductionFactor", "1")
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("reductionFactor"), line);
        line = search("--@search.trials", "0").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("search") && line.contains("trials"), line);
        assertFalse(Files.exists(run));
    }

    @Test
    void aValueIsTheSameHoweverItIsWritten() {
        for (String values : List.of("0.1,0.1", "0.1,0.10", "0.1,1e-1")) {
            String line = search("--@rate.values", values).failsWith(ExitCode.USAGE);
            assertTrue(line.contains("one and the same training"), line);
            assertTrue(
                    line.contains("learningRate=0.1; ") && line.contains("learningRate=" + values.split(",")[1] + ")"),
                    line);
        }
        String line = search("--@weight.property", "trainer.epochs", "--@weight.values", "1,01")
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("trainer.epochs=01"), line);
        assertFalse(Files.exists(run));
    }

    @Test
    void validationExamplesAreNeeded() throws IOException {
        config = Configs.write(
                folder,
                "search.xml",
                MatConfigs.COMPONENTS.replace("<property name=\"validationSource\" value=\"test\"/>", "") + SEARCH);
        String line = search().failsWith(ExitCode.USAGE);
        assertTrue(line.contains("validationSource") && line.contains("small-mat"), line);
    }

    @Test
    void aJobOfAFileWithASearchCanBeRunAlone() {
        CommandRun outcome = search("-i", "small-mat").succeeds();
        assertFalse(outcome.err().contains("Search "), outcome.err());
        assertTrue(Files.exists(run.resolve("model.tribuo")));
    }
}
