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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.fixture.FailingAttack;

/** Studies and searches that would compare something else than they say, and one whose evaluation fails. */
class StudyMistakesTest {

    private static final String SEARCH = """
            <component name="rate" type="org.mattrainer.evaluation.job.SearchParameter">
              <property name="property" value="optimiser.learningRate"/>
              <propertylist name="values"><item>0.001</item><item>0.01</item><item>0.02</item></propertylist>
            </component>
            <component name="search" type="org.mattrainer.evaluation.job.SearchJob">
              <propertylist name="parameters"><item>rate</item></propertylist>
            </component>
            <component name="idle" type="org.mattrainer.data.SplitSource"/>
            """;

    @TempDir
    private Path folder;

    private Path run;
    private String config;

    @BeforeEach
    void write() throws IOException {
        config = StudyConfigs.write(folder);
        run = folder.resolve("run");
    }

    private CommandRun train(String file, String... more) {
        return CommandRun.of(Stream.concat(Stream.of("-c", file, "-d", run.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private String search() throws IOException {
        return Configs.write(folder, "search.xml", MatConfigs.COMPONENTS + SEARCH);
    }

    @Test
    void seedsThatReachNothingAreRefused() throws IOException {
        Configs.write(folder, "small-mat.xml", MatConfigs.COMPONENTS + SEARCH);
        String[] unreached = {"--@both.methods", "mat", "--@mat.seedProperties", "idle.seed"};
        String line = train(config, unreached).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("'mat, seed 1' and 'mat, seed 2'") && line.contains("seedProperties"), line);
        assertFalse(Files.exists(run));
    }

    /** The source of a method whose data set has others, and a component that is there beside the job. */
    @Test
    void whatNoTrialUsesIsWarnedOf() throws IOException {
        Configs.write(folder, "small-mat.xml", MatConfigs.COMPONENTS + SEARCH);
        String sets = Configs.write(folder, "sets.xml", StudyConfigs.STUDY + """
                <component name="other" type="org.mattrainer.evaluation.job.StudyDataSet">
                  <property name="trainSource" value="few"/>
                </component>
                <component name="few" type="org.mattrainer.data.IdxImageSource">
                  <property name="featuresPath" value="${dataDir}/train-images.gz"/>
                  <property name="outputPath" value="${dataDir}/train-labels.gz"/>
                </component>
                """);
        String[] asked = {"--@both.methods", "mat", "--@both.dataSets", "other", "--seeds", "1", "--dry-run"};
        String[] set = {"--@idle.seed", "1", "--@train.maxExamples", "20", "--@few.maxExamples", "20"};
        String warned = train(sets, with(asked, set)).succeeds().err();
        for (String unused : List.of("--@idle.seed", "--@train.maxExamples")) {
            assertTrue(warned.contains("WARNING: " + unused + " changes nothing: neither 'both' nor any"), warned);
        }
        assertEquals(2, warned.split("changes nothing", -1).length - 1, warned);
        String searched = train(
                        search(), "--@idle.seed", "1", "--@search.seed", "2", "--@trainer.epochs", "1", "--dry-run")
                .succeeds()
                .err();
        assertTrue(searched.contains("--@idle.seed changes nothing: neither 'search' nor any"), searched);
        assertEquals(1, searched.split("changes nothing", -1).length - 1, searched);
    }

    @Test
    void choicesThatReachNothingAreRefused() throws IOException {
        for (String[] same : new String[][] {
            {"--@optimiser.learningRate", "0.1"}, {"--@rate.property", "idle.seed"}, {"--@rate.values", "0.1,0.2,0.1"}
        }) {
            for (String dry : List.of("true", "false")) {
                String line =
                        train(search(), same[0], same[1], "--dry-run=" + dry).failsWith(ExitCode.USAGE);
                assertTrue(line.contains("'trial-001' and 'trial-00") && line.contains("--@"), line);
            }
        }
        assertFalse(Files.exists(run));
    }

    @Test
    void methodsAndDataSetsThatTablesCouldNotTellApartAreRefused() throws IOException {
        String same = train(config, "--@mat.label", "logistic & linear").failsWith(ExitCode.USAGE);
        assertTrue(same.contains("methods") && same.contains("'logistic' and 'mat'"), same);
        String named = train(config, "--@logistic.label", "mat").failsWith(ExitCode.USAGE);
        assertTrue(named.contains("found 'mat'"), named);
        String sets = Configs.write(folder, "sets.xml", StudyConfigs.STUDY + """
                <component name="first" type="org.mattrainer.evaluation.job.StudyDataSet"/>
                <component name="second" type="org.mattrainer.evaluation.job.StudyDataSet">
                  <property name="label" value="first"/>
                </component>
                """);
        String alike = train(sets, "--@both.dataSets", "first,second").failsWith(ExitCode.USAGE);
        assertTrue(alike.contains("dataSets") && alike.contains("'first' and 'second'"), alike);
        String twice = train(sets, "--@both.dataSets", "first,first").failsWith(ExitCode.USAGE);
        assertTrue(twice.contains("dataSets") && twice.contains("each once"), twice);
        assertFalse(Files.exists(run));
    }

    @Test
    void whatTheStudyItselfSetsIsNotSetTwice() throws IOException {
        String line = train(config, "--@logistic.seed", "5").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("logistic.seed") && line.contains("seeds of the study"), line);
        train(config, "--@logistic.seed", "5", "--@both.seeds=", "--dry-run").succeeds();
        String[] held = {"--@both.methods", "mat", "--@both.heldOut", "0.2", "--dry-run"};
        CommandRun warned = train(config, held).succeeds();
        assertTrue(warned.err().contains("WARNING: method 'mat': examples that the study holds out"), warned.err());
        CommandRun set =
                train(config, with(held, "--@small-mat.validationSource=")).succeeds();
        assertFalse(set.err().contains("WARNING"), set.err());
    }

    /** The data set took the place of the source that was asked for, without a word. */
    @Test
    void aSourceIsThatOfTheDataSetOrThatOfTheCommandLine() throws IOException {
        String sets = Configs.write(folder, "sets.xml", StudyConfigs.STUDY + """
                <component name="set" type="org.mattrainer.evaluation.job.StudyDataSet">
                  <property name="trainSource" value="set-train"/>
                </component>
                <component name="set-train" type="org.mattrainer.data.IdxImageSource">
                  <property name="featuresPath" value="${dataDir}/test-images.gz"/>
                  <property name="outputPath" value="${dataDir}/test-labels.gz"/>
                </component>
                """);
        String[] set = {"--@both.methods", "mat", "--@both.dataSets", "set", "--dry-run"};
        for (String[] other : new String[][] {{"--@small-mat.trainSource", "train"}, {"-u", "train"}}) {
            String line = train(sets, with(set, other)).failsWith(ExitCode.USAGE);
            assertTrue(
                    line.contains("the data set 'set' would replace") && line.contains("small-mat.trainSource"), line);
        }
        train(sets, with(set, "-v", "train")).succeeds();
    }

    /** The path of another model is a setting, what is in the file is not. */
    @Test
    void aTransferFromAnotherModelIsMadeAgain() throws IOException {
        Path source = folder.resolve("source.tribuo");
        String study = Configs.write(folder, "transfer.xml", StudyConfigs.STUDY + """
                <component name="transfer" type="org.mattrainer.evaluation.attack.TransferAttack">
                  <property name="attack" value="noise"/><property name="sourceModel" value="%s"/>
                </component>
                <component name="transfer-check" type="org.mattrainer.evaluation.RobustnessEvaluator">
                  <propertylist name="attacks"><item>transfer</item></propertylist>
                  <property name="checkExamples" value="0"/>
                </component>
                """.formatted(source));
        String[] asked = {"--@both.methods", "logistic", "--@both.evaluations"};
        train(study, with(asked, "")).succeeds();
        String[] again = with(asked, "transfer-check", "--resume");
        for (int seed = 1; seed <= 2; seed++) {
            Path model = run.resolve("logistic-seed-" + seed + "/model.tribuo");
            Files.copy(model, source, StandardCopyOption.REPLACE_EXISTING);
            assertTrue(train(study, again).succeeds().err().contains("(transfer-check)"));
            assertFalse(train(study, again).succeeds().err().contains("(transfer-check)"));
        }
    }

    @Test
    void aStudyDoesNotGoOnWithOtherData() throws IOException {
        String[] asked = {"--seeds", "1", "--@both.evaluations", "", "--@trainer.epochs", "1", "--@both.methods"};
        train(config, with(asked, "logistic")).succeeds();
        TinyImages.write(folder, "train", 61, 12);
        for (String more : List.of("logistic,mat", "mat,logistic")) {
            String line = train(config, with(asked, more, "--@both.baseline=mat", "--resume"))
                    .failsWith(ExitCode.USAGE);
            assertTrue(line.contains("logistic-seed-1 holds a trial of other data"), line);
        }
        train(config, with(asked, "logistic", "--resume")).succeeds();
        CommandRun evaluated =
                train(config, "--seeds", "1", "--@trainer.epochs", "1", "--@both.methods", "logistic", "--resume");
        assertEquals(ExitCode.USAGE.code(), evaluated.code(), evaluated.err());
        assertTrue(evaluated.err().contains("holds a trial of other data"), evaluated.err());
        TinyImages.write(folder, "train", 60, 12);
        train(config, with(asked, "logistic,mat", "--resume")).succeeds();
    }

    @Test
    void seedsAreGivenOnce() {
        String line = train(config, "--seeds", "1", "--@both.seeds", "2").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--seeds and --@both.seeds are one property"), line);
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void methodsThatAreTheSameAreToldOf() throws IOException {
        String twice = Configs.write(folder, "twice.xml", StudyConfigs.STUDY + """
                <component name="again" type="org.mattrainer.evaluation.job.StudyMethod">
                  <property name="file" value="small.xml"/>
                </component>
                """);
        CommandRun outcome = train(twice, "--@both.methods", "logistic,again", "--seeds", "1", "--dry-run")
                .succeeds();
        assertTrue(outcome.err().contains("WARNING: the trials 'logistic, seed 1' and 'again, seed 1'"), outcome.err());
    }

    /** The sources of the study would be read where the method's file says. */
    @Test
    void aGlobalPropertyOfADataSetHasOneValue() throws IOException {
        Path file = Path.of(Configs.write(folder, "study.xml", StudyConfigs.STUDY + """
                <component name="other" type="org.mattrainer.evaluation.job.StudyDataSet">
                  <property name="testSource" value="other-test"/>
                </component>
                <component name="other-test" type="org.mattrainer.data.IdxImageSource">
                  <property name="featuresPath" value="${dataDir}/test-images.gz"/>
                  <property name="outputPath" value="${dataDir}/test-labels.gz"/>
                </component>
                """));
        Path elsewhere = folder.resolve("elsewhere");
        Files.writeString(
                file, Files.readString(file).replace("value=\"" + folder + "\"", "value=\"" + elsewhere + "\""));
        String line = train(config, "--@both.dataSets", "other").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("'dataDir'") && line.contains("'" + elsewhere + "'"), line);
    }

    /** As many test examples, but others. */
    @Test
    void errorsOnOtherExamplesAreNotPaired() throws IOException {
        Path labels = folder.resolve("other-labels.gz");
        try (DataOutputStream file = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(labels)))) {
            file.writeInt(0x801);
            file.writeInt(30);
            for (int i = 0; i < 30; i++) {
                file.writeByte((i + 1) % TinyImages.CLASSES);
            }
        }
        String others = Configs.write(
                folder,
                "others.xml",
                StudyConfigs.STUDY.replace("<entry key=\"trainer.epochs\" value=\"2\"/>", """
                <entry key="trainer.epochs" value="1"/>
                <entry key="test.outputPath" value="%s"/>
                """.formatted(labels)));
        String[] asked = {"--seeds", "1,2", "--@both.evaluations", ""};
        CommandRun outcome = train(others, asked).succeeds();
        assertTrue(outcome.err().contains("WARNING: method 'mat': its test examples are not those of"), outcome.err());
        JsonNode study = new ObjectMapper().readTree(run.resolve("study.json").toFile());
        JsonNode comparison = study.findValue("comparison");
        assertEquals(0, comparison.get("pairs").asInt());
        assertEquals(2, comparison.get("otherExamples").asInt());
    }

    /** The figures of the others are written, and the model is there for the next time. */
    @Test
    void anEvaluationThatFailsHidesNoOther() throws IOException {
        String failing =
                Configs.write(folder, "failing.xml", StudyConfigs.STUDY + """
                <component name="failing-check" type="org.mattrainer.evaluation.RobustnessEvaluator">
                  <propertylist name="attacks"><item>failing</item></propertylist>
                </component>
                <component name="failing" type="%s"/>
                """.formatted(FailingAttack.class.getName()));
        String[] asked = {
            "--@both.methods", "logistic", "--seeds", "1", "--@both.keepModels", "NONE", "--@both.evaluations"
        };
        CommandRun outcome = train(
                failing,
                Stream.concat(Stream.of(asked), Stream.of("failing-check,noise-check"))
                        .toArray(String[]::new));
        assertEquals(ExitCode.RUN_FAILURE.code(), outcome.code(), outcome.err());
        assertTrue(
                outcome.err().contains("evaluation 'failing-check'")
                        && outcome.err().contains(FailingAttack.MESSAGE),
                outcome.err());
        assertTrue(Files.readString(run.resolve("study.csv")).contains("noise-check: "));
        assertTrue(Files.readString(run.resolve("study.html")).contains(FailingAttack.MESSAGE));
        Path model = run.resolve("logistic-seed-1").resolve("model.tribuo");
        assertTrue(Files.exists(model));
        train(
                        failing,
                        Stream.concat(Stream.of(asked), Stream.of("noise-check", "--resume"))
                                .toArray(String[]::new))
                .succeeds();
        assertFalse(Files.exists(model));
    }

    /** What one plan gave up is trained where another does not. */
    @Test
    void aPlanThatChangesGivesUpNothingOfItsOwn() throws IOException {
        String file = search();
        String[] plan = {
            "--@search.strategy", "HALVING", "--@search.trials", "3", "--@trainer.epochs", "3", "--@search.rungs"
        };
        train(file, Stream.concat(Stream.of(plan), Stream.of("1")).toArray(String[]::new))
                .succeeds();
        assertEquals(1, dropped());
        train(file, Stream.concat(Stream.of(plan), Stream.of("2", "--resume")).toArray(String[]::new))
                .succeeds();
        assertEquals(1, dropped());
        for (int trial = 1; trial <= 3; trial++) {
            int epochs = Files.readAllLines(run.resolve("trial-00" + trial + "/history.csv"))
                            .size()
                    - 1;
            assertTrue(epochs >= 2, "trial " + trial);
        }
        train(file, "--@trainer.epochs", "3", "--@search.strategy", "RANDOM", "--@search.trials", "3", "--resume")
                .succeeds();
        assertEquals(0, dropped());
    }

    /** A halving decides by what it trains, not by what lay in its folder. */
    @Test
    void aRestartTakesNothingFromTheEarlierRun() throws IOException {
        String file = search();
        String[] plan = {"--@search.strategy", "HALVING", "--@search.trials", "3", "--@search.rungs", "1", "--restart"};
        for (String seed : List.of("1", "2")) {
            CommandRun outcome = train(
                            file,
                            Stream.concat(Stream.of(plan), Stream.of("--@trainer.seed", seed))
                                    .toArray(String[]::new))
                    .succeeds();
            for (int trial = 1; trial <= 3; trial++) {
                assertTrue(outcome.err().contains("Rung      trial-00" + trial + ","), outcome.err());
                Path written = run.resolve("trial-00" + trial + "/config.xml");
                assertTrue(Files.readString(written).contains("name=\"seed\" value=\"" + seed + "\""));
            }
        }
    }

    @Test
    void aRestartThatWasStoppedGoesOn() throws IOException {
        String[] asked = {"--seeds", "1", "--@both.evaluations", "", "--@trainer.epochs", "1"};
        train(config, asked).succeeds();
        String[] other = {"--seeds", "1", "--@both.evaluations", "", "--@trainer.epochs", "2", "--@logistic.epochs", "2"
        };
        CommandRun stopped = train(
                config,
                Stream.concat(Stream.of(other), Stream.of("--restart", "--@both.budgetMinutes", "0.00001"))
                        .toArray(String[]::new));
        assertEquals(ExitCode.INTERRUPTED.code(), stopped.code(), stopped.err());
        train(config, Stream.concat(Stream.of(other), Stream.of("--resume")).toArray(String[]::new))
                .succeeds();
    }

    private int dropped() throws IOException {
        int dropped = 0;
        for (int trial = 1; trial <= 3; trial++) {
            String outcome = Files.readString(run.resolve("trial-00" + trial + "/trial.json"));
            dropped += outcome.contains("\"dropped\" : true") ? 1 : 0;
        }
        return dropped;
    }
}
