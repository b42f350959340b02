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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.fixture.ShortLivedJava;
import org.mattrainer.internal.kernel.KernelProvider;
import org.tribuo.Model;

/** Runs that are killed, stopped, damaged or diverged, and what --resume makes of them. */
class ResumeRunTest {

    /** Enough that a process does not end before it is told to. */
    private static final int LONG = 40;

    private static final int SHORT = 4;

    @TempDir
    private Path folder;

    private String config;
    private int epochs = SHORT;

    @BeforeEach
    void writeJob() throws IOException {
        config = MatConfigs.write(folder);
    }

    private String[] arguments(String run, String... more) {
        List<String> all =
                new ArrayList<>(List.of("-c", config, "-d", folder.resolve(run).toString()));
        all.addAll(List.of("--@trainer.epochs", Integer.toString(epochs)));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private CommandRun train(String run, String... more) {
        return CommandRun.of(arguments(run, more));
    }

    /** A process whose model nobody asks for. */
    private ForkedCommand briefly(String... arguments) throws IOException {
        return new ForkedCommand(ShortLivedJava.OPTIONS, TribuoTrain.class, folder.resolve("out"), arguments);
    }

    private MatModel model(String run) throws IOException {
        return (MatModel) Model.deserializeFromFile(folder.resolve(run).resolve("model.tribuo"));
    }

    /** The columns that the clock has no part in. */
    private List<String> history(String run) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(run).resolve("history.csv"))) {
            String[] cells = line.split(",");
            cells[cells.length - 3] = "";
            cells[cells.length - 2] = "";
            lines.add(String.join(",", cells));
        }
        return lines;
    }

    private boolean hasCheckpointAfter(String run, int step) {
        try (Stream<Path> files = Files.list(folder.resolve(run).resolve("checkpoint"))) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name ->
                            name.matches("step-\\d+\\.ckpt") && Integer.parseInt(name.replaceAll("\\D", "")) > step);
        } catch (IOException e) {
            return false;
        }
    }

    private void requireSameAsInOneGo(String run) throws IOException {
        train("whole").succeeds();
        assertArrayEquals(model("whole").parameters(), model(run).parameters());
        assertArrayEquals(
                model("whole").mixture().orElseThrow().state(),
                model(run).mixture().orElseThrow().state());
        assertEquals(history("whole"), history(run));
        assertEquals(
                Files.readString(folder.resolve("whole/config.xml")).replace("whole", run),
                Files.readString(folder.resolve(run).resolve("config.xml")));
    }

    @Test
    void aKilledRunGoesOnBitForBit() throws Exception {
        epochs = LONG;
        try (ForkedCommand command =
                new ForkedCommand(folder.resolve("out"), arguments("run", "--checkpoint-steps", "1"))) {
            command.await(() -> hasCheckpointAfter("run", 6));
            command.kill();
            assertTrue(command.exitCode() != 0);
        }
        assertFalse(Files.exists(folder.resolve("run/model.tribuo")));
        CommandRun resumed = train("run", "--resume").succeeds();
        assertTrue(resumed.err().contains("Resumed   " + folder.resolve("run/checkpoint/step-")), resumed.err());
        assertTrue(resumed.err().contains(" of " + 4 * LONG), resumed.err());
        requireSameAsInOneGo("run");
    }

    /** As on another machine: the resumed part has other kernels, which are told and kept with those of the first. */
    @Test
    void otherKernelsAreToldAndBothAreRecorded() throws Exception {
        String here = KernelProvider.kernels().description();
        Assumptions.assumeFalse(here.equals("scalar"), "there are no others");
        List<String> scalar = new ArrayList<>(ShortLivedJava.OPTIONS);
        scalar.add("-Dmattrainer.kernels=scalar");
        try (ForkedCommand first = new ForkedCommand(
                scalar, TribuoTrain.class, folder.resolve("out"), arguments("run", "--checkpoint-steps", "1"))) {
            first.await(() -> hasCheckpointAfter("run", 6));
            first.kill();
        }
        try (ForkedCommand other = new ForkedCommand(folder.resolve("out"), arguments("run", "--resume"))) {
            assertEquals(0, other.exitCode(), other::text);
            assertTrue(other.text().contains("with scalar, this is MatTrainer "), other.text());
        }
        String told = model("run").getProvenance().getTrainerProvenance().toString();
        assertTrue(told.contains("kernels=scalar; " + here + ","), told);
    }

    @Test
    void aClosedTerminalEndsTheRunAfterACheckpoint() throws Exception {
        epochs = 100_000;
        String[] endless = arguments("run", "--checkpoint-steps", "1");
        try (ForkedCommand command = briefly(endless)) {
            command.await(() -> hasCheckpointAfter("run", 2));
            command.hangUp();
            assertEquals(130, command.exitCode(), command::text);
            assertTrue(command.text().contains("Stopping (SIGHUP)"), command.text());
            assertTrue(command.text().contains("--resume goes on"), command.text());
        }
    }

    @Test
    void aSignalEndsTheRunAfterACheckpoint() throws Exception {
        epochs = LONG;
        try (ForkedCommand command =
                new ForkedCommand(folder.resolve("out"), arguments("run", "--checkpoint-steps", "1"))) {
            command.await(() -> hasCheckpointAfter("run", 2));
            command.terminate();
            assertEquals(130, command.exitCode(), command::text);
            assertTrue(command.text().contains("Stopping (SIGTERM)"), command.text());
            assertTrue(command.text().contains("--resume goes on"), command.text());
        }
        String line = train("run").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("unfinished training") && line.contains("--resume"), line);
        requireExports("run");
        train("run", "--resume").succeeds();
        requireSameAsInOneGo("run");
    }

    /** The model of the checkpoint can be had before the training goes on, which does not notice. */
    private void requireExports(String run) throws IOException {
        CommandRun exported = train(run, "--export").succeeds();
        assertTrue(exported.out().contains("Test error"), exported.out());
        Path file = Path.of(exported.err().replaceAll("(?s).*Model     (\\S+) \\(after step.*", "$1"));
        MatModel model = (MatModel) Model.deserializeFromFile(file);
        String told = model.getProvenance().getInstanceProvenance().toString();
        assertTrue(told.contains(" of " + 4 * LONG + " steps"), told);
        assertFalse(Files.exists(folder.resolve(run).resolve("model.tribuo")));
        Path onnx = folder.resolve("stopped.onnx");
        train(run, "--export", "-f", onnx.toString(), "--model-format", "ONNX").succeeds();
        assertTrue(Files.size(onnx) > 0);
    }

    @Test
    void anExportNeedsACheckpointAndTrainsNothing() throws IOException {
        String none = train("nothing", "--export").failsWith(ExitCode.BAD_DATA);
        assertTrue(none.contains("expected a checkpoint"), none);
        assertFalse(Files.exists(folder.resolve("nothing")));
        String both = train("nothing", "--export", "--resume").failsWith(ExitCode.USAGE);
        assertTrue(both.contains("--resume"), both);
        String seeds = train("nothing", "--export", "--seeds", "1,2").failsWith(ExitCode.USAGE);
        assertTrue(seeds.contains("single training"), seeds);
    }

    @Test
    void aSecondSignalEndsTheRunWithinAStep() throws Exception {
        String endless = """
                <component name="endless" type="org.mattrainer.adversarial.PowerIteration">
                  <property name="powerIterations" value="2147483647"/>
                </component>
                """;
        config = Configs.write(folder, "endless.xml", MatConfigs.COMPONENTS + endless);
        String[] settings = arguments("run", "--@smooth.direction", "endless");
        try (ForkedCommand command = briefly(settings)) {
            command.await(() -> Files.exists(folder.resolve("run/checkpoint")));
            command.terminate();
            command.await(() -> command.text().contains("Stopping (SIGTERM)"));
            command.terminate();
            assertEquals(130, command.exitCode(), command::text);
            assertFalse(command.text().contains("--resume goes on"), command.text());
        }
    }

    @Test
    void filesThatCannotBeWrittenLoseNoTraining() throws IOException {
        Path history = Files.createDirectories(folder.resolve("run/history.csv/occupied"));
        Path model = Files.createDirectories(folder.resolve("run/model.tribuo/occupied"));
        CommandRun run = train("run", "--resume");
        String line = run.failsWith(ExitCode.RUN_FAILURE);
        assertTrue(line.contains("Cannot write " + model.getParent() + ": "), line);
        assertTrue(line.contains("finished and saved") && line.contains("--resume"), line);
        assertTrue(run.err().contains("Cannot write " + history.getParent() + ": "), run.err());
        for (Path occupied : List.of(history, model)) {
            Files.delete(occupied);
            Files.delete(occupied.getParent());
        }
        train("run", "--resume").succeeds();
        requireSameAsInOneGo("run");
    }

    /** Leaves a run that has diverged in its last epoch. */
    private String diverge(String... more) {
        String[] settings = {
            "--@optimiser.learningRate", "1e30", "--@trainer.gradientClip", "0", "--checkpoint-steps", "1"
        };
        String[] all =
                Stream.concat(Arrays.stream(settings), Arrays.stream(more)).toArray(String[]::new);
        return train("run", all).failsWith(ExitCode.DIVERGED);
    }

    @Test
    void aDivergedRunKeepsItsLastGoodCheckpoint() {
        String line = diverge();
        assertTrue(line.contains("diverged: ") && line.contains(" in step "), line);
        assertTrue(line.contains("last good checkpoint, of step "), line);
        String again = diverge("--resume", "--@trainer.divergenceRetries", "2");
        assertTrue(again.contains("diverged: "), again);
    }

    @Test
    void anotherConfigurationIsRefusedAndRestartStartsOver() throws IOException {
        diverge();
        String line = train("run", "--resume").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("gradientClip is 0.0 there and 5.0 here"), line);
        assertTrue(line.contains("optimiser.learningRate is 1.0E30 there and 0.01 here"), line);
        assertTrue(train("run").failsWith(ExitCode.USAGE).contains("--restart"));
        CommandRun fresh = train("run", "--restart").succeeds();
        assertFalse(fresh.err().contains("Resumed"), fresh.err());
        assertEquals(SHORT + 1, history("run").size());
    }

    /** All but the model is of the training that started over, also the history, which reports drew as the model's. */
    @Test
    void aModelOfAnEarlierTrainingIsToldOf() throws IOException {
        train("run").succeeds();
        String job = Configs.write(folder, "examine.xml", MatConfigs.COMPONENTS + """
                <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
                  <property name="testSource" value="test"/>
                </component>
                """);
        String run = folder.resolve("run").toString();
        String[] evaluate = {
            "-c", job, "--model", run, "-d", folder.resolve("out").toString()
        };
        String[] predict = {"-c", config, "-v", "test", "--model", run};
        assertFalse(CommandRun.evaluate(evaluate).succeeds().err().contains("an earlier training"));
        assertTrue(Files.exists(folder.resolve("out/plots/history-training-error.csv")));
        diverge("--restart");
        evaluate[5] = folder.resolve("again").toString();
        String told = CommandRun.evaluate(evaluate).succeeds().err();
        assertTrue(told.contains("Warning   the model run is of an earlier training"), told);
        assertFalse(Files.exists(folder.resolve("again/plots/history-training-error.csv")));
        assertTrue(CommandRun.predict(predict).succeeds().err().contains("of an earlier training"));
    }

    @Test
    void damageEverywhereIsBadData() throws IOException {
        diverge();
        try (Stream<Path> files = Files.list(folder.resolve("run/checkpoint"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "damaged");
            }
        }
        String line = train("run", "--resume").failsWith(ExitCode.BAD_DATA);
        assertTrue(line.contains(".ckpt is damaged") && line.contains("--restart"), line);
        assertTrue(train("run").failsWith(ExitCode.BAD_DATA).contains("is damaged"));
    }

    @Test
    void aFinishedRunIsNotTrainedAgain() throws IOException {
        CommandRun fresh = train("run", "--resume").succeeds();
        assertFalse(fresh.err().contains("Resumed"), fresh.err());
        List<String> history = Files.readAllLines(folder.resolve("run/history.csv"));
        CommandRun again = train("run", "--resume").succeeds();
        assertTrue(again.err().contains("a finished training"), again.err());
        assertEquals(history, Files.readAllLines(folder.resolve("run/history.csv")));
        assertEquals(fresh.out(), again.out());
        String line = train("run").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("holds a model already"), line);
    }

    @Test
    void anOptimiserWithoutCheckpointsIsToldOnce() throws IOException {
        String optimiser = """
                <component name="gradient" type="org.tribuo.math.optimisers.AdaGrad">
                  <property name="initialLearningRate" value="0.01"/>
                </component>
                <component name="host-optimiser" type="org.mattrainer.optimise.TribuoOptimiser">
                  <property name="optimiser" value="gradient"/>
                </component>
                """;
        config = Configs.write(folder, "host.xml", MatConfigs.COMPONENTS + optimiser);
        epochs = 1;
        CommandRun run = train("run", "--@trainer.optimiser", "host-optimiser").succeeds();
        assertEquals(
                1,
                run.err()
                        .lines()
                        .filter(l -> l.startsWith("No checkpoints are kept: "))
                        .count(),
                run.err());
        assertFalse(Files.exists(folder.resolve("run/checkpoint")));
        epochs = SHORT;
        String[] resumed = {"--@trainer.optimiser", "host-optimiser", "--resume"};
        assertTrue(train("run", resumed).failsWith(ExitCode.USAGE).contains("private to Tribuo"));
    }

    @Test
    void earlyStoppingKeepsTheLastModelBesideTheBest() throws IOException {
        String stopping = """
                <component name="stopping" type="org.mattrainer.training.EarlyStopping">
                  <property name="patience" value="2"/><property name="heldOut" value="0.2"/>
                </component>
                """;
        config = Configs.write(folder, "stopping.xml", MatConfigs.COMPONENTS + stopping);
        epochs = LONG;
        CommandRun run = train("run", "--@trainer.earlyStopping", "stopping").succeeds();
        List<String> history = history("run");
        assertTrue(history.size() < LONG + 1, "it stops early");
        Path last = folder.resolve("run/model-last.tribuo");
        assertTrue(run.err().contains(last + " (last epoch)"), run.err());
        MatModel lastModel = (MatModel) Model.deserializeFromFile(last);
        assertFalse(Arrays.equals(lastModel.parameters(), model("run").parameters()));
        assertFalse(Files.exists(folder.resolve("run/model-best.tribuo")));
    }

    @Test
    void onlyTrainersWithCheckpointsAreResumed() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        String host = Configs.smallJob(other);
        String line = CommandRun.of("-c", host, "-d", folder.resolve("run").toString(), "--resume")
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("keeps no checkpoints"), line);
        assertTrue(
                train("run", "--resume", "--restart").failsWith(ExitCode.USAGE).contains("one of them"));
        assertTrue(train("run", "--checkpoint-steps", "-1")
                .failsWith(ExitCode.USAGE)
                .contains("--checkpoint-steps"));
    }
}
