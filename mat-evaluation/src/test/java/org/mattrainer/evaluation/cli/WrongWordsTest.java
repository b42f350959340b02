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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** A word that there is not is named with the one that may be meant, and the words that there are can be listed. */
class WrongWordsTest {

    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeJob() throws IOException {
        config = MatConfigs.write(folder);
    }

    private void refuses(List<String> words, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "-c";
        all[1] = config;
        all[2] = "--dry-run";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        String line = CommandRun.of(all).failsWith(ExitCode.USAGE);
        for (String word : words) {
            assertTrue(line.contains(word), () -> "expected '" + word + "' in: " + line);
        }
    }

    @Test
    void aGlobalPropertyThatIsNotThereIsNoOverride() {
        refuses(List.of("--@epochs", "no global property 'epochs'", "--@trainer.epochs?"), "--@epochs", "1");
        refuses(List.of("'dataDri'", "did you mean 'dataDir'?"), "--@dataDri", "x");
        refuses(List.of("no component named 'trainner'", "did you mean 'trainer'?"), "--@trainner.epochs", "1");
        // "train" is as near, and has no epochs.
        refuses(List.of("no component named 'trainr'", "did you mean 'trainer'?"), "--@trainr.epochs", "1");
        refuses(List.of("no property 'epohcs'", "did you mean 'epochs'?"), "--@trainer.epohcs", "1");
    }

    /** A component or global property that the job does not use was set, and nothing said that it changed nothing. */
    @Test
    void whatTheJobDoesNotUseIsWarnedOf() throws IOException {
        String more = Configs.write(folder, "more.xml", MatConfigs.COMPONENTS + """
                <property name="idle" value="1"/>
                <component name="wide-network" inherit="network"/>
                <component name="noise" type="org.mattrainer.image.GaussianNoise"/>
                <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
                  <property name="testSource" value="test"/>
                </component>
                """);
        String[] unused = {"--@wide-network.layers", "F-Z-D*", "--@noise.sigma", "1", "--@idle", "2"};
        String warned = CommandRun.of(with(unused, "-c", more, "--print-config"))
                .succeeds()
                .err();
        assertEquals(
                List.of(
                        "WARNING: --@idle changes nothing: 'small-mat' does not use the global property 'idle'",
                        "WARNING: --@noise.sigma changes nothing: 'small-mat' does not use the component 'noise'",
                        "WARNING: --@wide-network.layers changes nothing: 'small-mat' does not use the component"
                                + " 'wide-network'; did you mean 'network'?"),
                warned.lines().filter(line -> line.startsWith("WARNING")).toList());
        String[] used = {"--@trainer.augmentations", "noise", "--@trainer.architecture", "wide-network"};
        String[] first = Arrays.copyOf(unused, 4);
        CommandRun fits = CommandRun.of(with(with(used, first), "-c", more, "--print-config"));
        assertFalse(fits.succeeds().err().contains("WARNING"), fits.err());
        CommandRun trained = CommandRun.of(with(first, "-c", more, "--dry-run", "--@optimiser.learningRate", "0.1"));
        assertTrue(trained.succeeds().err().contains("WARNING: --@noise.sigma changes nothing"), trained.err());
        String repeated = CommandRun.of(with(first, "-c", more, "--dry-run", "--seeds", "1", "--@train.maxExamples=50"))
                .succeeds()
                .err();
        assertEquals(2, repeated.split("changes nothing", -1).length - 1, repeated);

        String[] other = {"--@train.maxExamples", "9"};
        String evaluated = CommandRun.evaluate(with(other, "-c", more, "--model", "no-such-model"))
                .err();
        assertTrue(evaluated.contains("'examine' does not use the component 'train'; did you mean 'test'?"), evaluated);
        String predicted = CommandRun.predict(with(other, "-c", more, "-v", "test", "--model", config))
                .err();
        assertTrue(predicted.contains("'test' does not use the component 'train'; did you mean 'test'?"), predicted);
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aPropertyThatOnlyTheConfigurationUsesMayBeGiven() throws IOException {
        Path file = Files.writeString(
                folder.resolve("open.xml"),
                Files.readString(Path.of(config))
                        .replace(
                                "<property name=\"epochs\" value=\"3\"/>",
                                "<property name=\"epochs\" value=\"${rounds}\"/>"));
        CommandRun run = CommandRun.of("-c", file.toString(), "--@rounds", "2", "--print-config")
                .succeeds();
        assertTrue(run.out().contains("name=\"epochs\""), run.out());
    }

    @Test
    void valuesAndNamesInTheConfigurationAreExplained() {
        refuses(
                List.of("Component: trainer", "convolution", "expected one of AUTO, DIRECT, WINOGRAD", "'DIRECT'?"),
                "--@trainer.convolution",
                "DIRCT");
        refuses(
                List.of("Component: trainer, Property: architecture", "no component named 'netwrk'", "'network'?"),
                "--@trainer.architecture",
                "netwrk");
        refuses(List.of("Component: trainer, Property: terms", "'gmn'", "'gmm'?"), "--@trainer.terms", "ce,gmn");
        refuses(
                List.of("'train'", "part", "expected one of TRAIN, TEST, found TRIAN", "'TRAIN'?"),
                "--@train.part",
                "TRIAN");
        refuses(List.of("no TrainJob named 'smal-mat'", "did you mean 'small-mat'?"), "-i", "smal-mat");
        refuses(List.of("unknown flag --thread", "did you mean --threads?"), "--thread", "2");
    }

    @Test
    void aReferenceToNothingIsNone() throws IOException {
        CommandRun run = CommandRun.of("-c", config, "--print-config", "--@small-mat.testSource=")
                .succeeds();
        assertFalse(run.out().contains("testSource"), run.out());
        refuses(List.of("'small-mat'", "'trainSource' is mandatory"), "--@small-mat.trainSource=");
        Path file = Files.writeString(
                folder.resolve("nothing.xml"),
                Files.readString(Path.of(config))
                        .replace("name=\"testSource\" value=\"test\"", "name=\"testSource\" value=\"\""));
        String line = CommandRun.of("-c", file.toString(), "--dry-run").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("Property: testSource, no component named ''"), line);
    }

    @Test
    void aConfigurationCanBeLookedAt() {
        String list = CommandRun.of("-c", config, "--list").succeeds().out();
        assertTrue(list.lines().anyMatch(line -> line.matches("network +NotationArchitecture  layers=C5x2-.*")), list);
        String settings =
                CommandRun.of("-c", config, "--describe", "trainer").succeeds().out();
        assertTrue(settings.startsWith("trainer is a org.mattrainer.MatTrainer\n"), settings);
        assertTrue(settings.contains("  --@trainer.epochs int = 3\n      Number of epochs, at least 1.\n"), settings);
        assertTrue(settings.contains("  --@trainer.convolution AUTO|DIRECT|WINOGRAD\n"), settings);
        assertTrue(settings.contains("  --@trainer.terms List = ce,"), settings);
        assertTrue(list.lines().anyMatch(line -> line.matches("trainer +MatTrainer .* terms=ce,\\S+( .*)?")), list);
        String printed = CommandRun.of("-c", config, "--print-config", "--@trainer.epochs", "9")
                .succeeds()
                .out();
        assertTrue(printed.contains("<property name=\"epochs\" value=\"9\"/>"), printed);
        assertFalse(Files.exists(folder.resolve("runs")));
        String line = CommandRun.of("-c", config, "--describe", "trainner").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("did you mean 'trainer'?"), line);
    }

    @Test
    void versionsAreTold() {
        for (CommandRun run : List.of(
                CommandRun.of("--version"), CommandRun.evaluate("--version"), CommandRun.predict("--version"))) {
            assertTrue(
                    run.succeeds().out().matches("tribuo-\\w+ \\d+\\.\\d+\\.\\d+, Tribuo 4\\.\\S+, Java \\d+\\R"),
                    run.out());
        }
    }

    @Test
    void theModelOfAnEarlierRunIsNotReplacedInSilence() throws IOException {
        Path run = folder.resolve("run");
        String[] once = {"-q", "-c", config, "-d", run.toString(), "--@trainer.epochs", "1"};
        CommandRun.of(once).succeeds();
        byte[] model = Files.readAllBytes(run.resolve("model.tribuo"));
        String line = CommandRun.of(once).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("holds a model already") && line.contains("--restart"), line);
        assertEquals(model.length, Files.size(run.resolve("model.tribuo")));
        CommandRun.of("-q", "-c", config, "-d", run.toString(), "--@trainer.epochs", "1", "--restart")
                .succeeds();
    }
}
