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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.command.ExitCode;

/** Every mistake gives one readable line and its exit code. */
class ExitCodesTest {

    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeJob() throws IOException {
        config = Configs.smallJob(folder);
    }

    private String fails(ExitCode code, String... arguments) {
        String line = CommandRun.of(arguments).failsWith(code);
        assertFalse(Files.exists(folder.resolve("run")), "a failed command left a run folder");
        return line;
    }

    private void requireNamed(String line, String... words) {
        for (String word : words) {
            assertTrue(line.contains(word), () -> "expected '" + word + "' in: " + line);
        }
    }

    private String edited(String from, String to) throws IOException {
        String text = Files.readString(Path.of(config));
        assertTrue(text.contains(from), from);
        Path file = folder.resolve("edited.xml");
        Files.writeString(file, text.replace(from, to));
        return file.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--usage", "-c nowhere.xml --help", "--nonsense --help"})
    void helpIsHelpAnywhere(String arguments) {
        CommandRun run = CommandRun.of(arguments.split(" ")).succeeds();
        assertTrue(run.out().startsWith("Usage: tribuo-train"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void aConfigurationIsNeeded() {
        requireNamed(fails(ExitCode.USAGE), "-c FILE");
    }

    @Test
    void aMissingConfigurationIsNamed() {
        requireNamed(fails(ExitCode.USAGE, "-c", "/nowhere.xml"), "/nowhere.xml", "no such file");
        requireNamed(fails(ExitCode.USAGE, "-c", folder.toString()), "not a file");
    }

    @Test
    void anUnknownFormatIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), "a: b");
        requireNamed(fails(ExitCode.USAGE, "-c", file.toString()), "config.yaml", ".pbtxt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken.xml", "broken.json", "broken.pb", "broken.pbtxt"})
    void aFileThatIsNoConfigurationIsNamed(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "this is { just text");
        requireNamed(fails(ExitCode.USAGE, "-c", file.toString()), name);
    }

    @Test
    void anUnfinishedXmlFileIsNamedWithItsLine() throws IOException {
        String file = edited("</config>", "");
        requireNamed(fails(ExitCode.USAGE, "-c", file), "edited.xml", "line ");
    }

    @Test
    void jsonValuesHaveToBeTexts() throws IOException {
        Path file = Files.writeString(
                folder.resolve("number.json"),
                "{\"config\":{\"components\":[{\"name\":\"a\",\"type\":\"b.C\",\"properties\":{\"epochs\":5}}]}}");
        requireNamed(fails(ExitCode.USAGE, "-c", file.toString()), "number.json", "'a'", "'epochs'", "quotes");
    }

    @Test
    void anUnknownClassIsNamed() throws IOException {
        String file = edited("LinearSGDTrainer", "LinearTrainer");
        requireNamed(fails(ExitCode.USAGE, "-c", file), "logistic", "LinearTrainer");
    }

    @Test
    void aTypoInAPropertyIsNamed() throws IOException {
        String file = edited("name=\"epochs\"", "name=\"epoch\"");
        requireNamed(fails(ExitCode.USAGE, "-c", file), "logistic", "epoch,", "epochs, loggingInterval");
    }

    @Test
    void aValueOfTheWrongTypeIsNamed() throws IOException {
        String file = edited("name=\"epochs\" value=\"3\"", "name=\"epochs\" value=\"three\"");
        requireNamed(fails(ExitCode.USAGE, "-c", file), "logistic", "epochs", "three");
    }

    @Test
    void aMissingComponentIsNamed() throws IOException {
        String file = edited("name=\"optimiser\" value=\"gradient\"", "name=\"optimiser\" value=\"adam\"");
        requireNamed(fails(ExitCode.USAGE, "-c", file), "adam");
    }

    @Test
    void aMissingMandatoryPropertyIsNamed() throws IOException {
        String file = edited("<property name=\"trainSource\" value=\"train\"/>", "");
        requireNamed(fails(ExitCode.USAGE, "-c", file), "small", "trainSource", "mandatory");
    }

    @Test
    void aMissingGlobalPropertyIsNamed() throws IOException {
        String file = edited("${dataDir}/train-images", "${dataFolder}/train-images");
        requireNamed(fails(ExitCode.USAGE, "-c", file), "dataFolder");
    }

    @Test
    void overridesAreChecked() {
        requireNamed(fails(ExitCode.USAGE, "-c", config, "--@logistic.epoch", "5"), "--@logistic.epoch", "epochs");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "--@logistik.epochs", "5"), "logistik", "logistic");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "--@logistic.epochs", "-3x"), "epochs", "-3x");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "--@logistic.epochs"), "needs a value");
    }

    @Test
    void namesOfComponentsAreChecked() {
        requireNamed(fails(ExitCode.USAGE, "-c", config, "-t", "mat"), "--trainer", "'mat'", "logistic");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "-v", "logistic"), "--test-source", "test, train");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "-i", "large"), "TrainJob", "small");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "-e", "pgd"), "JobEvaluator", "none");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "--transformer", "x"), "TransformationMap");
    }

    @Test
    void valuesOfFlagsAreCheckedBeforeAnythingRuns() {
        requireNamed(fails(ExitCode.USAGE, "-c", config, "-n", "one"), "--num-folds", "'one'");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "--config-format", "yaml"), "xml, json, pb, pbtxt");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "--threads", "0"), "--threads");
    }

    @Test
    void aMissingDataFileIsNamed() throws IOException {
        Files.delete(folder.resolve("train-images.gz"));
        requireNamed(fails(ExitCode.BAD_DATA, "-c", config), "train-images.gz");
    }

    @Test
    void aTruncatedDataFileIsNamed() throws IOException {
        Path file = folder.resolve("test-images.gz");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        fails(ExitCode.BAD_DATA, "-c", config);
    }

    @Test
    void aTextInsteadOfDataIsBadData() throws IOException {
        Files.writeString(folder.resolve("train-labels.gz"), "a text file");
        fails(ExitCode.BAD_DATA, "-c", config);
    }

    @Test
    void aTestLabelThatTrainingLacksIsBadData() throws IOException {
        TinyImages.write(folder, "train", 2, 4);
        requireNamed(fails(ExitCode.BAD_DATA, "-c", config), "test data", "'2'", "0, 1");
    }

    @Test
    void oneClassIsBadData() throws IOException {
        TinyImages.write(folder, "train", 1, 4);
        requireNamed(fails(ExitCode.BAD_DATA, "-c", config), "training data", "at least two classes", "only '0'");
    }

    @Test
    void trainingExamplesThatTestAreTold() {
        for (String source : List.of("test", "train")) {
            CommandRun outcome =
                    CommandRun.of("-c", config, "-d", folder.resolve(source).toString(), "--@small.testSource", source);
            assertEquals(source.equals("train"), outcome.err().contains("examples are training data"));
        }
    }

    @Test
    void classesWithoutTestExamplesAreTold() throws IOException {
        TinyImages.write(folder, "test", 2, 4);
        CommandRun run = CommandRun.of("-c", config, "-d", folder.resolve("run").toString());
        assertTrue(run.err().contains("test data: no example of 1 of the 3 classes"), run.err());
        assertTrue(run.err().contains("training data: 2"), run.err());
    }

    @Test
    void theStackTraceIsShownOnRequest() {
        CommandRun run = CommandRun.of("-c", config, "--@logistic.epochs", "x", "--stacktrace");
        assertEquals(ExitCode.USAGE.code(), run.code());
        assertTrue(run.err().contains("\tat "), run.err());
    }

    @Test
    void anUnwritableRunFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        requireNamed(fails(ExitCode.USAGE, "-c", config, "-d", file.toString()), "taken");
    }
}
