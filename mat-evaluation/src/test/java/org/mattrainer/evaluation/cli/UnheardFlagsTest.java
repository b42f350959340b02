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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Flags that could not be heard, examples that could not be tested on, and folders that hold something else. */
class UnheardFlagsTest {

    private static final String EVALUATION = """
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
            </component>
            """;

    @TempDir
    private Path folder;

    private Path run;
    private String config;

    @BeforeEach
    void write() throws IOException {
        config = Configs.smallJob(folder);
        run = folder.resolve("run");
    }

    private CommandRun train(String... more) {
        return CommandRun.of(Stream.concat(Stream.of("-c", config, "-d", run.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void predictionsNeedTestExamples() throws IOException {
        String test = "<property name=\"testSource\" value=\"test\"/>";
        config = Configs.write(folder, "none.xml", Configs.COMPONENTS + Configs.JOB.replace(test, ""));
        Path file = folder.resolve("predictions.csv");
        String line = train("-o", file.toString()).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--predictions") && line.contains("testSource"), line);
        line = train("-o", file.toString(), "--dry-run").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--predictions") && line.contains("testSource"), line);
        assertFalse(Files.exists(run));
        train("-o", file.toString(), "-v", "test").succeeds();
        assertTrue(Files.exists(file));
    }

    /** An export wrote the usual format then, and a training nothing more. */
    @Test
    void aFormatNeedsAFile() {
        for (String[] more : new String[][] {{}, {"--export"}, {"--dry-run"}}) {
            String[] asked = Stream.concat(Stream.of("--model-format", "onnx"), Stream.of(more))
                    .toArray(String[]::new);
            String line = train(asked).failsWith(ExitCode.USAGE);
            assertTrue(line.contains("--model-format ONNX") && line.contains("-f"), line);
        }
        String study = train("--seeds", "1,2", "--model-format", "onnx").failsWith(ExitCode.USAGE);
        assertTrue(study.contains("--model-format is for one run"), study);
        assertFalse(Files.exists(run));
    }

    @Test
    void aCrossValidationRefusesWhatIsForOneTraining() {
        for (String flag : new String[] {
            "--dry-run", "--resume", "--predictions=x.csv", "--model-output-path=x", "--term-gradients=2"
        }) {
            String line = train("-x", "-n", "2", flag).failsWith(ExitCode.USAGE);
            assertTrue(line.contains(flag.replaceAll("=.*", "")) && line.contains("--cross-validate"), line);
        }
        assertTrue(train("--export", "-o", "x.csv").failsWith(ExitCode.USAGE).contains("--predictions"));
    }

    @Test
    void aFlagAndAnOverrideOfOneProperty() {
        String line = train("--@small.outputDirectory", folder.toString()).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--output-directory and --@small.outputDirectory are one property"), line);
        line = train("-v", "test", "--@small.testSource", "train").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--test-source and --@small.testSource"), line);
        line = train("--@trainer.epochs", "1", "--@logistic.epochs", "2").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--@logistic.epochs and --@trainer.epochs are one property"), line);
        assertFalse(Files.exists(run));
    }

    /** Other trainers hear nothing of them, and nothing said so. */
    @Test
    void flagsOfATrainerOfThisProjectAreWarnedOf() throws IOException {
        String[] given = {
            "--working-memory", "1g", "--image-memory", "1g", "--term-gradients", "2", "--checkpoint-steps", "5"
        };
        List<String> warnings = unused(train(given).succeeds());
        assertEquals(4, warnings.size(), warnings.toString());
        assertTrue(
                warnings.get(0)
                        .equals(
                                "WARNING: --working-memory changes nothing: it is for a MatTrainer, found LinearSGDTrainer"),
                warnings.get(0));
        config = MatConfigs.write(folder);
        CommandRun trained = train(Stream.concat(Stream.of("--restart", "--@trainer.epochs", "1"), Stream.of(given))
                .toArray(String[]::new));
        assertEquals(List.of(), unused(trained.succeeds()));
        warnings = unused(train("-x", "-n", "2", "--@trainer.epochs", "1", "--checkpoint-minutes", "5")
                .succeeds());
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).endsWith("found MatTrainer in a cross-validation"), warnings.get(0));
    }

    private static List<String> unused(CommandRun run) {
        return run.err()
                .lines()
                .filter(line -> line.contains("changes nothing"))
                .toList();
    }

    @Test
    void foldsAreThoseOfACrossValidation() {
        String line = train("-n", "3").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--num-folds") && line.contains("--cross-validate"), line);
        assertFalse(Files.exists(run));
    }

    /** The predictions took the place of the model, and a model that of the configuration it comes from. */
    @Test
    void whatIsWrittenTakesThePlaceOfNothingThatIsNeeded() throws IOException {
        String both = folder.resolve("both").toString();
        String line = train("-f", both, "-o", both).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--predictions " + both) && line.contains("would replace"), line);
        byte[] written = Files.readAllBytes(Path.of(config));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(config));
        for (String flag : new String[] {"-f", "-o"}) {
            for (String file :
                    new String[] {config, link.toString(), folder + "/../" + folder.getFileName() + "/link"}) {
                assertTrue(train(flag, file).failsWith(ExitCode.USAGE).contains("would replace"), file);
            }
        }
        assertArrayEquals(written, Files.readAllBytes(Path.of(config)));
        String own = run.resolve("model.tribuo").toString();
        assertTrue(train("-o", own).failsWith(ExitCode.USAGE).contains("would replace"), own);
        assertTrue(
                train("-f", own, "--model-format", "java")
                        .failsWith(ExitCode.USAGE)
                        .contains("would replace"),
                own);
        assertFalse(Files.exists(run));
        train("-f", own, "-o", "/dev/null").succeeds();
    }

    @Test
    void aCrossValidationNeedsLabelsOfAllExamples() throws IOException {
        config = Configs.write(folder, "masked.xml", Configs.COMPONENTS + Configs.JOB + """
                <component name="masked" type="org.mattrainer.data.LabelMaskingSource">
                  <property name="source" value="train"/><property name="labelledPerClass" value="4"/>
                </component>
                """);
        String line = train("-x", "-n", "2", "-u", "masked").failsWith(ExitCode.BAD_DATA);
        assertTrue(line.contains("found 48 of 60 without one"), line);
    }

    @Test
    void trainingsAndEvaluationsDoNotReplaceEachOther() throws IOException {
        train().succeeds();
        String written = Files.readString(run.resolve("config.xml"));
        String examine = Configs.write(folder, "examine.xml", Configs.COMPONENTS + EVALUATION);
        String line = CommandRun.evaluate("-c", examine, "--model", run.toString(), "-d", run.toString())
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("holds a training") && line.contains("-d"), line);
        assertEquals(written, Files.readString(run.resolve("config.xml")));

        Path report = folder.resolve("report");
        for (int time = 0; time < 2; time++) {
            CommandRun.evaluate("-c", examine, "--model", run.toString(), "-d", report.toString())
                    .succeeds();
        }
        run = report;
        line = train().failsWith(ExitCode.USAGE);
        assertTrue(line.contains("holds an evaluation") && line.contains("--restart"), line);
    }

    /** It took all cores and all memory. */
    @Test
    void aCrossValidationKeepsToTheMemoryThatItIsGiven() throws IOException {
        String mat = MatConfigs.write(folder);
        CommandRun bounded = CommandRun.of("-c", mat, "-x", "-n", "2", "--working-memory", "1k");
        assertEquals(ExitCode.RUN_FAILURE.code(), bounded.code(), bounded.err());
        assertTrue(bounded.err().contains("bytes of working memory"), bounded.err());
    }
}
