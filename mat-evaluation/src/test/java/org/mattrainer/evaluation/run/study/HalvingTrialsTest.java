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
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialEnding;
import org.mattrainer.evaluation.trial.TrialOutcome;

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
