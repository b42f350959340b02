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
package org.mattrainer.evaluation.run.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialEnding;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.mattrainer.image.PixelMap;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.training.EarlyStopping;
import org.tribuo.provenance.TrainerProvenance;

/** What goes on at a rung, with trainings that only write their histories. */
class HalvingTrialsTest {

    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    /** From the best to the worst. */
    private static final List<Trial> TRIALS = Stream.of("a", "b", "c", "d")
            .map(method -> new Trial(method, "", OptionalLong.empty()))
            .toList();

    @TempDir
    private Path folder;

    /** The trainings in order, as method and epoch. */
    private final List<String> trained = new ArrayList<>();

    private TrialFolder folder(Trial trial) {
        return new TrialFolder(new RunFolder(folder.resolve(trial.id())));
    }

    /** The best of all diverges after the first rung. */
    private void train(Trial trial, int lastEpoch) throws IOException {
        trained.add(trial.method() + lastEpoch);
        boolean diverges = trial.method().equals("a") && lastEpoch > 1;
        Files.createDirectories(folder(trial).run().folder());
        String line = ",0." + (1 + TRIALS.indexOf(trial)) + ",4\n";
        StringBuilder history = new StringBuilder("epoch,validation_error,seconds\n");
        for (int epoch = 1; epoch <= (diverges ? 1 : Math.min(lastEpoch, 3)); epoch++) {
            history.append(epoch).append(line);
        }
        Files.writeString(folder(trial).run().history(), history);
        if (diverges) {
            folder(trial).finish(trial, TrialOutcome.divergence(1, 4), List.of());
        }
    }

    /** Runs until so many calls of the training have been made. */
    private void search(int calls) throws IOException {
        Console console = new Console(NOWHERE, NOWHERE, true, false);
        int[] made = {0};
        new HalvingTrials(
                        new Halving(List.of(1, 2), 2),
                        this::folder,
                        trial -> trainer(false),
                        new StudyProgress(console, "validation", TRIALS, 1, false),
                        () -> made[0] >= calls)
                .run(TRIALS, (some, lastEpoch) -> {
                    made[0]++;
                    for (Trial trial : some) {
                        try {
                            train(trial, lastEpoch);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                    return Map.of();
                });
    }

    /** Of a trainer with early stopping. */
    static TrainerProvenance trainer(boolean restoreBest) {
        return MatTrainer.builder(new PixelMap(1, 4, 4))
                .terms(List.of(new CrossEntropy()))
                .optimiser(new Sgd())
                .epochs(3)
                .minibatchSize(8)
                .earlyStopping(EarlyStopping.builder().restoreBest(restoreBest).build())
                .build()
                .getProvenance();
    }

    /** The first was best long ago and has stopped since, the second is better than that where it ended. */
    private List<String> best(boolean restoreBest) throws IOException {
        Map<String, double[]> errors = Map.of("a", new double[] {0.1, 0.5}, "b", new double[] {0.4, 0.3, 0.2});
        List<Trial> trials = TRIALS.subList(0, 2);
        for (Trial trial : trials) {
            folder(trial).restart();
            Files.createDirectories(folder(trial).run().folder());
            StringBuilder history = new StringBuilder("epoch,validation_error,seconds\n");
            for (int epoch = 1; epoch <= errors.get(trial.method()).length; epoch++) {
                history.append(epoch + "," + errors.get(trial.method())[epoch - 1] + ",4\n");
            }
            Files.writeString(folder(trial).run().history(), history);
        }
        TrialOutcome stopped = new TrialOutcome(TrialEnding.TRAINED, 0, 0, 2, 8, OptionalDouble.empty());
        folder(trials.get(0)).finish(trials.get(0), stopped, List.of());
        Console console = new Console(NOWHERE, NOWHERE, true, false);
        List<String> finished = new ArrayList<>();
        new HalvingTrials(
                        new Halving(List.of(3), 2),
                        this::folder,
                        trial -> trainer(restoreBest),
                        new StudyProgress(console, "validation", trials, 1, false),
                        () -> false)
                .run(trials, (some, lastEpoch) -> {
                    some.forEach(trial -> finished.add(trial.method() + lastEpoch));
                    return Map.of();
                });
        return finished;
    }

    @Test
    void aTrainingIsWorthTheModelThatItWouldGive() throws IOException {
        assertEquals(List.of(), best(true), "the model of the first is that of its best epoch");
        assertEquals(
                TrialEnding.DROPPED,
                folder(TRIALS.get(1)).readOutcome().orElseThrow().ending());
        assertEquals(
                List.of("b" + Halving.ALL_EPOCHS), best(false), "the model of the first is that of its last epoch");
    }

    @Test
    void aDivergenceAfterARungChangesNoDecisionOfIt() throws IOException {
        search(2);
        assertEquals(List.of("a1", "b1", "c1", "d1", "a2", "b2"), trained);
        trained.clear();
        search(Integer.MAX_VALUE);
        assertEquals(List.of("b" + Halving.ALL_EPOCHS), trained, "what was given up stays so");
        assertEquals(
                TrialEnding.DROPPED,
                folder(TRIALS.get(2)).readOutcome().orElseThrow().ending());
        assertTrue(folder(TRIALS.get(0)).readOutcome().orElseThrow().diverged());
        assertEquals(
                4, folder(TRIALS.get(2)).readOutcome().orElseThrow().seconds(), "of the epoch until it was given up");
    }
}
