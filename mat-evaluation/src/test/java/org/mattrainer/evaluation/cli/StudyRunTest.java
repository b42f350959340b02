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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.fixture.ThreadsEvaluator;
import org.mattrainer.evaluation.fixture.WatchingEvaluator;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/** Whole studies of small data. */
class StudyRunTest {

    private static final List<String> TRIALS =
            List.of("logistic-seed-1", "mat-seed-1", "logistic-seed-2", "mat-seed-2");

    /** The whole study, run once for the tests that look at it. */
    @TempDir
    private static Path whole;

    private static CommandRun wholeRun;

    @TempDir
    private Path folder;

    private Path run;
    private String config;

    @BeforeAll
    static void runWhole() throws IOException {
        String study = StudyConfigs.write(whole);
        wholeRun = CommandRun.of("-c", study, "-d", whole.resolve("run").toString())
                .succeeds();
    }

    @BeforeEach
    void write() throws IOException {
        config = StudyConfigs.write(folder);
        run = folder.resolve("run");
    }

    private CommandRun study(Path to, String... more) {
        return CommandRun.of(Stream.concat(Stream.of("-c", config, "-d", to.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static Model<?> model(Path trial) throws IOException {
        return Model.deserializeFromFile(trial.resolve("model.tribuo"));
    }

    private static void assertSameModel(Path first, Path second) throws IOException {
        if (model(first) instanceof MatModel network) {
            MatModel other = (MatModel) model(second);
            assertArrayEquals(network.parameters(), other.parameters(), second.toString());
            assertArrayEquals(
                    network.mixture().orElseThrow().state(),
                    other.mixture().orElseThrow().state());
        } else {
            assertEquals(
                    ((LinearSGDModel) model(first)).getWeightsCopy(),
                    ((LinearSGDModel) model(second)).getWeightsCopy(),
                    second.toString());
        }
    }

    private static List<String> figures(Path study) throws IOException {
        return Files.readAllLines(study.resolve("study.csv")).stream()
                .filter(line -> !line.contains(",seconds,"))
                .toList();
    }

    private static double number(List<String> figures, String start) {
        String line =
                figures.stream().filter(f -> f.startsWith(start)).findFirst().orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
    }

    @Test
    void aStudyIsTheSameAsItsRunsByHand() throws IOException {
        CommandRun all = wholeRun;
        run = whole.resolve("run");
        assertTrue(all.err().contains("4 of 4 done"), all.err());
        assertTrue(all.out().startsWith("| method | test error (%) |"), all.out());
        List<String> figures = figures(run);
        assertEquals("method,dataset,seed,metric,value", figures.get(0));
        for (int seed = 1; seed <= 2; seed++) {
            Path byHand = folder.resolve("by-hand-" + seed);
            CommandRun.of(
                            "-c",
                            folder.resolve("small-mat.xml").toString(),
                            "-d",
                            byHand.toString(),
                            "--@trainer.epochs",
                            "2",
                            "--@trainer.seed",
                            Integer.toString(seed))
                    .succeeds();
            Path trial = run.resolve("mat-seed-" + seed);
            assertSameModel(byHand, trial);
            String test = Files.readString(byHand.resolve("evaluation.json"))
                    .replaceAll("(?s).*?\"error\" : ([\\d.]+).*", "$1");
            assertEquals(Double.parseDouble(test), number(figures, "mat,," + seed + ",test_error,"));
            assertFalse(Files.exists(trial.resolve("checkpoint").resolve("step-000000000008.ckpt")));
        }
        assertTrue(
                figures.stream().anyMatch(f -> f.contains("noise-check: ") && f.contains("ROBUST")), figures::toString);
        String html = Files.readString(run.resolve("study.html"));
        assertTrue(html.contains("logistic &amp; linear") && html.contains("<svg") && html.contains("ROBUST_ACCURACY"));
        assertTrue(html.contains("<td><b>"), "the best");
        String latex = Files.readString(run.resolve("study.tex"));
        assertTrue(latex.contains("logistic \\& linear & "));
        String tables = Files.readString(run.resolve("tables.csv"));
        for (String table : List.of("methods", "trials", "evaluation noise-check")) {
            assertTrue(latex.contains(", " + table), latex);
            assertTrue(tables.contains("\n" + table), tables);
        }
        assertTrue(
                Files.readString(run.resolve("mat-seed-1").resolve("log.txt")).contains("Epoch 2/2"));
    }

    /** The expected calibration error of a method, calculated by the command for evaluations, is that of the study. */
    @Test
    void theCalibrationOfEachModelIsReported() throws IOException {
        run = whole.resolve("run");
        Path report = folder.resolve("report");
        String job = Configs.write(folder, "examine.xml", MatConfigs.COMPONENTS + """
                        <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
                          <property name="testSource" value="test"/>
                        </component>
                        """);
        String model = run.resolve("mat-seed-1").toString();
        CommandRun.evaluate("-c", job, "-q", "--model", model, "-d", report.toString())
                .succeeds();
        double expected = new ObjectMapper()
                .readTree(report.resolve("report.json").toFile())
                .findValue("expectedError")
                .asDouble();
        assertEquals(expected, number(figures(run), "mat,,1,calibration_error,"), 1e-12);
        List<String> text = Files.readAllLines(run.resolve("study.md"));
        int column = List.of(text.stream()
                        .filter(line -> line.startsWith("| method |"))
                        .findFirst()
                        .orElseThrow()
                        .split(" \\| "))
                .indexOf("calibration error (%)");
        assertTrue(column > 0, text::toString);
        String figure = text.stream()
                .filter(line -> line.startsWith("| mat |"))
                .findFirst()
                .orElseThrow()
                .split(" \\| ")[column];
        assertTrue(figure.matches("\\d+\\.\\d\\d \u00b1 \\d+\\.\\d\\d"), figure);
    }

    @Test
    void severalAtATimeGiveTheSameBits() throws IOException {
        run = whole.resolve("run");
        Path parallel = folder.resolve("parallel");
        study(parallel, "--@both.parallelTrials", "3").succeeds();
        assertEquals(figures(run), figures(parallel));
        for (String trial : TRIALS) {
            assertSameModel(run.resolve(trial), parallel.resolve(trial));
            assertEquals(
                    Files.readString(run.resolve(trial).resolve("predictions.csv")),
                    Files.readString(parallel.resolve(trial).resolve("predictions.csv")));
        }
    }

    @Test
    void aStudyThatIsKilledGoesOnBitForBit() throws Exception {
        String[] longer = {"--@trainer.epochs", "6", "--checkpoint-steps", "1"};
        Path whole = folder.resolve("whole");
        study(whole, longer).succeeds();
        Path begun = run.resolve("mat-seed-1").resolve("checkpoint");
        try (ForkedCommand command = new ForkedCommand(
                folder.resolve("output.txt"),
                Stream.concat(Stream.of("-c", config, "-d", run.toString()), Stream.of(longer))
                        .toArray(String[]::new))) {
            command.await(() -> Files.exists(begun.resolve("step-000000000005.ckpt")));
            command.kill();
        }
        assertFalse(Files.exists(run.resolve("study.csv")));
        assertTrue(study(run, longer).failsWith(ExitCode.USAGE).contains("--resume"));
        CommandRun rest = study(
                        run,
                        Stream.concat(Stream.of(longer), Stream.of("--resume")).toArray(String[]::new))
                .succeeds();
        assertTrue(rest.err().contains("Resumed   1 of 4 trials done before"), rest.err());
        assertTrue(rest.err().contains("Resume    mat, seed 1"), rest.err());
        assertEquals(figures(whole), figures(run));
        for (String trial : TRIALS) {
            assertSameModel(whole.resolve(trial), run.resolve(trial));
        }
        CommandRun again = study(
                        run,
                        Stream.concat(Stream.of(longer), Stream.of("--resume")).toArray(String[]::new))
                .succeeds();
        assertFalse(again.err().contains("Train  ") || again.err().contains("Evaluate"), again.err());
        assertEquals(rest.out(), again.out());
    }

    @Test
    void aBudgetEndsTheStudySaved() throws IOException {
        CommandRun first = study(run, "--@both.budgetMinutes", "0.0001", "--@trainer.epochs", "5");
        assertEquals(ExitCode.INTERRUPTED.code(), first.code(), first.err());
        assertTrue(first.err().contains("--resume goes on"), first.err());
        assertTrue(Files.readString(run.resolve("study.html")).contains(" of 4</b>trials"));
        study(run, "--@trainer.epochs", "5", "--resume").succeeds();
        assertTrue(Files.readString(run.resolve("study.html")).contains("<b>4</b>trials"));
    }

    @Test
    void aFurtherSeedRunsOnlyWhatIsMissing() throws IOException {
        study(run, "--seeds", "1").succeeds();
        FileTime before = Files.getLastModifiedTime(run.resolve("mat-seed-1").resolve("model.tribuo"));
        CommandRun more = study(run, "--seeds", "1,3", "--resume").succeeds();
        assertTrue(more.err().contains("Resumed   2 of 4 trials done before"), more.err());
        assertEquals(before, Files.getLastModifiedTime(run.resolve("mat-seed-1").resolve("model.tribuo")));
        assertTrue(Files.exists(run.resolve("mat-seed-3").resolve("model.tribuo")));
        String other = study(run, "--seeds", "1,3", "--resume", "--@gmm.likelihoodWeight", "0.5")
                .failsWith(ExitCode.USAGE);
        assertTrue(other.contains("mat-seed-1 holds a trial of another configuration"), other);
    }

    @Test
    void seedsOfAPlainJobAreAStudyOfOneMethod() throws IOException {
        CommandRun all = CommandRun.of(
                        "-c",
                        folder.resolve("small.xml").toString(),
                        "--seeds",
                        "3,4",
                        "-d",
                        run.toString(),
                        "--@logistic.epochs",
                        "2")
                .succeeds();
        assertTrue(all.out().contains("| small |"), all.out());
        assertTrue(Files.readString(run.resolve("small-seed-4").resolve("config.xml"))
                .contains("name=\"seed\" value=\"4\""));
    }

    @Test
    void validationExamplesAreHeldOutAndTheTestImagesNotRead() throws IOException {
        Files.delete(folder.resolve("test-images.gz"));
        CommandRun all = study(
                        run,
                        "--@both.comparedOn",
                        "VALIDATION",
                        "--@both.heldOut",
                        "0.25",
                        "--@both.keepModels",
                        "FIRST_SEED")
                .succeeds();
        assertTrue(all.out().startsWith("| method | validation error (%) |"), all.out());
        assertEquals(15, number(figures(run), "mat,,1,examples,"));
        assertTrue(Files.exists(run.resolve("mat-seed-1").resolve("model.tribuo")));
        assertFalse(Files.exists(run.resolve("mat-seed-2").resolve("model.tribuo")));
    }

    @Test
    void aDataSetTakesThePlaceOfThatOfTheJobs() throws IOException {
        Files.createDirectories(folder.resolve("other"));
        TinyImages.write(folder.resolve("other"), "train", 45, 12);
        TinyImages.write(folder.resolve("other"), "test", 21, 12);
        String sources = Configs.write(folder, "study.xml", StudyConfigs.STUDY + """
                <component name="other" type="org.mattrainer.evaluation.job.StudyDataSet">
                  <property name="trainSource" value="other-train"/>
                  <property name="testSource" value="other-test"/>
                </component>
                <component name="other-train" type="org.mattrainer.data.IdxImageSource">
                  <property name="featuresPath" value="${dataDir}/other/train-images.gz"/>
                  <property name="outputPath" value="${dataDir}/other/train-labels.gz"/>
                </component>
                <component name="other-test" type="org.mattrainer.data.IdxImageSource">
                  <property name="featuresPath" value="${dataDir}/other/test-images.gz"/>
                  <property name="outputPath" value="${dataDir}/other/test-labels.gz"/>
                </component>
                """);
        assertEquals(config, sources);
        study(run, "--@both.dataSets", "other", "--seeds", "1").succeeds();
        assertEquals(21, number(figures(run), "mat,other,1,examples,"));
        assertTrue(Files.exists(run.resolve("logistic-other-seed-1").resolve("model.tribuo")));
    }

    @Test
    void aSeedMayGoToTheJobsTrainerWhateverItsName() throws IOException {
        Path file = folder.resolve("small-mat.xml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("value=\"trainer\"", "value=\"small-mat-trainer\"")
                        .replace("component name=\"trainer\"", "component name=\"small-mat-trainer\""));
        study(run, "--@both.methods", "mat", "--@mat.seedProperties", "trainer.seed", "--seeds", "7")
                .succeeds();
        assertTrue(Files.readString(run.resolve("mat-seed-7").resolve("config.xml"))
                .contains("<property name=\"seed\" value=\"7\"/>"));
    }

    @Test
    void evaluationsHaveTheThreadsOfTheCommand() throws IOException {
        Path file = Path.of(config);
        String evaluator = "<component name=\"asked\" type=\"" + ThreadsEvaluator.class.getName() + "\"/></config>";
        Files.writeString(file, Files.readString(file).replace("</config>", evaluator));
        study(run, "--@both.methods", "logistic", "--@both.evaluations", "asked", "--seeds", "1", "--threads", "3")
                .succeeds();
        assertEquals(3, ThreadsEvaluator.last());
    }

    /** Attacks may take hours, in which the study may be ended. */
    @Test
    void theFiguresOfTheTrainingsAreThereBeforeTheEvaluations() throws IOException {
        Path file = Path.of(config);
        String evaluator = "<component name=\"asked\" type=\"" + WatchingEvaluator.class.getName() + "\"/></config>";
        Files.writeString(file, Files.readString(file).replace("</config>", evaluator));
        WatchingEvaluator.watch(run.resolve("study.csv"));
        study(run, "--@both.methods", "logistic", "--@both.evaluations", "asked", "--seeds", "1")
                .succeeds();
        assertTrue(WatchingEvaluator.seen());
    }

    @Test
    void aDryRunTriesEveryMethodAndWritesNothing() {
        CommandRun dry = study(run, "--dry-run").succeeds();
        assertTrue(
                dry.err().contains("Run       both logistic-seed-1")
                        && dry.err().contains("both mat-seed-1"),
                dry.err());
        assertTrue(dry.err().contains("would take about") && dry.err().contains("cannot be told"), dry.err());
        assertFalse(Files.exists(run));
    }

    @Test
    void mistakesAreToldBeforeAnythingIsTrained() throws IOException {
        assertTrue(
                study(run, "--@both.baseline", "svm").failsWith(ExitCode.USAGE).contains("found 'svm'"));
        assertTrue(study(run, "--@both.methods", "mat,no-such")
                .failsWith(ExitCode.USAGE)
                .contains("'no-such'"));
        assertTrue(study(run, "--@both.evaluations", "noise")
                .failsWith(ExitCode.USAGE)
                .contains("'noise'"));
        assertTrue(
                study(run, "--@nowhere.epochs", "1").failsWith(ExitCode.USAGE).contains("nowhere.epochs"));
        assertTrue(study(run, "--seeds", "1,1").failsWith(ExitCode.USAGE).contains("'1,1'"));
        assertTrue(study(run, "--seeds", "one").failsWith(ExitCode.USAGE).contains("'one'"));
        assertTrue(study(run, "--quick").failsWith(ExitCode.USAGE).contains("no reduced variant"));
        assertTrue(study(run, "-o", "p.csv").failsWith(ExitCode.USAGE).contains("--predictions"));
        assertTrue(study(run, "--@mat.seedProperties", "trainer.sed")
                .failsWith(ExitCode.USAGE)
                .contains("sed"));
        assertTrue(
                study(run, "--@trainer.epochs", "0").failsWith(ExitCode.USAGE).contains("mat, seed 1"));
        assertFalse(Files.exists(run) && Files.list(run).anyMatch(Files::isDirectory));
        Files.writeString(folder.resolve("file"), "");
        assertTrue(study(folder.resolve("file")).failsWith(ExitCode.USAGE).contains("a file of that name"));
    }

    @Test
    void aTrialThatDivergesDoesNotStopTheOthers() throws IOException {
        CommandRun diverged = study(run, "--@optimiser.learningRate", "1e30", "--@trainer.gradientClip", "0")
                .succeeds();
        assertTrue(diverged.out().contains("0 of 2, 2 diverged"), diverged.out());
        assertEquals(1, number(figures(run), "mat,,1,diverged,"));
        assertEquals(0, number(figures(run), "logistic,,1,diverged,"));
    }
}
