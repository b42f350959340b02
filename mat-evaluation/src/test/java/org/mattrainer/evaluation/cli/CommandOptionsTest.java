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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.run.OutputSettings;
import org.mattrainer.evaluation.run.TrainFlag;

class CommandOptionsTest {

    private static CommandOptions parse(String... arguments) {
        return CommandOptions.parse(List.of(TrainFlag.values()), arguments);
    }

    @Test
    void lettersMeanWhatTheyMeanInTribuo() {
        CommandOptions options = parse(
                "-c",
                "a.xml,b.xml",
                "-t",
                "trainer",
                "-u",
                "train",
                "-v",
                "test",
                "-f",
                "model.bin",
                "-o",
                "p.csv",
                "-d",
                "run",
                "-m",
                "3",
                "-n",
                "4",
                "-e",
                "one,two",
                "-i",
                "job");
        assertEquals(List.of("a.xml", "b.xml"), options.list(TrainFlag.CONFIG_FILE));
        assertEquals(Optional.of("trainer"), options.value(TrainFlag.TRAINER));
        assertEquals(Optional.of("train"), options.value(TrainFlag.TRAIN_SOURCE));
        assertEquals(Optional.of("test"), options.value(TrainFlag.TEST_SOURCE));
        assertEquals(Optional.of(Path.of("model.bin")), options.path(TrainFlag.MODEL_OUTPUT_PATH));
        assertEquals(Optional.of(Path.of("p.csv")), options.path(TrainFlag.PREDICTIONS));
        assertEquals(Optional.of(Path.of("run")), options.path(TrainFlag.OUTPUT_DIRECTORY));
        assertEquals(3, options.integer(TrainFlag.MINIMUM_COUNT, 0, 0));
        assertEquals(4, options.integer(TrainFlag.NUM_FOLDS, 2, 5));
        assertEquals(List.of("one", "two"), options.list(TrainFlag.EVALUATORS));
        assertEquals(Optional.of("job"), options.value(TrainFlag.EXPERIMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-x", "-qx", "--cross-validate", "--cross-validate=true", "--cross-validate true", "-x TRUE"})
    void switchesNeedNoValue(String written) {
        assertTrue(parse(written.split(" ")).isSet(TrainFlag.CROSS_VALIDATE));
    }

    @Test
    void aSwitchCanBeTurnedOff() {
        assertEquals(false, parse("--quiet", "false").isSet(TrainFlag.QUIET));
        assertEquals(5, parse("-q").integer(TrainFlag.NUM_FOLDS, 2, 5));
    }

    @Test
    void overridesAndSystemPropertiesAreKeptApart() {
        CommandOptions options =
                parse("--@mat.epochs", "7", "--@dataDir=/x", "--@mat.rate", "-0.5", "-Da.b=c=d", "-De");
        assertEquals(Map.of("mat.epochs", "7", "dataDir", "/x", "mat.rate", "-0.5"), options.overrides());
        assertEquals(Map.of("a.b", "c=d", "e", ""), options.systemProperties());
    }

    @ParameterizedTest
    @CsvSource({
        "--epoch,unknown flag --epoch",
        "--train,did you mean --trainer?",
        "-z,unknown flag -z",
        "-qzx,unknown flag -z in '-qzx'",
        "-c,-c needs a value: --config-file",
        "-cx,-c in '-cx' needs a value after it",
        "stray,unexpected argument 'stray'",
        "--@a.b,--@a.b needs a value",
        "--quiet=maybe,found 'maybe'",
    })
    void mistakesAreNamed(String argument, String expected) {
        CommandException e = assertThrows(CommandException.class, () -> parse(argument));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "-c a.xml -c b.xml,--config-file: given twice; found 'a.xml' and 'b.xml'; several go into one list",
        "--seeds=1 --seeds=2,--seeds: given twice; found '1' and '2'; several go into one list",
        "-m 1 --minimum-count 2,--minimum-count: given twice; found '1' and '2'",
        "--resume --resume=false,--resume: given twice; found 'true' and 'false'",
        "--@a.b 1 --@a.b=2,--@a.b: given twice; found '1' and '2'; items of a list are given together",
        "-Da=1 -Da=2,-Da: given twice; found '1' and '2'",
    })
    void aFlagThatIsGivenTwiceIsNotHeardOnce(String arguments, String expected) {
        CommandException e = assertThrows(CommandException.class, () -> parse(arguments.split(" ")));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage().startsWith(expected.replaceFirst(";", ",")), e.getMessage());
        assertEquals(Map.of("a.b", "1"), parse("--@a.b", "1", "--@a.b=1").overrides());
        assertEquals(Optional.of("1"), parse("-m", "1", "-m", "1").value(TrainFlag.MINIMUM_COUNT));
    }

    @Test
    void aFlagIsNoValue() {
        assertThrows(CommandException.class, () -> parse("-d", "-q"));
    }

    @Test
    void numbersAndChoicesAreChecked() {
        CommandOptions options = parse("-n", "1", "-m", "two", "--model-format", "tensorflow");
        assertThrows(CommandException.class, () -> options.integer(TrainFlag.NUM_FOLDS, 2, 5));
        assertThrows(CommandException.class, () -> options.integer(TrainFlag.MINIMUM_COUNT, 0, 0));
        CommandException e = assertThrows(CommandException.class, () -> OutputSettings.of(options));
        assertTrue(
                e.getMessage().contains("expected one of PROTOBUF, JAVA, ONNX, ONNX_IMAGES, found 'tensorflow'"),
                e.getMessage());
    }

    @Test
    void everyFlagIsExplained() {
        for (TrainFlag flag : TrainFlag.values()) {
            assertTrue(TrainUsage.text().contains("--" + flag.longName()), flag.longName());
        }
    }
}
