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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.run.FinishedRun;
import org.mattrainer.evaluation.run.RunControl;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.TrainRun;
import org.mattrainer.evaluation.statistics.Calibration;
import org.mattrainer.evaluation.statistics.Probabilities;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.TrialEnding;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.training.TrainingListener;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;

/** Runs one trial: a run whose messages go to a file of its folder. */
final class TrialRun {

    private final OpenedTrial trial;
    private final TrialFolder folder;
    private final ComparedOn comparedOn;
    private final int threads;

    TrialRun(OpenedTrial trial, TrialFolder folder, ComparedOn comparedOn, int threads) {
        this.trial = trial;
        this.folder = folder;
        this.comparedOn = comparedOn;
        this.threads = threads;
    }

    /**
     * Trains, or goes on with a training that was cut off, and keeps the outcome.
     *
     * @return empty if the training rests after its last epoch for now
     * @throws CommandException if the run fails or is stopped
     */
    Optional<TrialOutcome> run(BooleanSupplier stop, TrainingListener listener, int lastEpoch) throws IOException {
        Files.createDirectories(folder.run().folder());
        boolean resume = folder.isCutOff();
        CommandOptions options = trial.options()
                .with(
                        Map.of(
                                TrainFlag.RESUME, Boolean.toString(resume),
                                TrainFlag.RESTART, Boolean.toString(!resume),
                                TrainFlag.THREADS, Integer.toString(threads)),
                        trial.options().overrides());
        String format = options.configFormat();
        byte[] config = trial.config().toBytes(format);
        AtomicFiles.write(folder.run().config(format), output -> output.write(config));
        EpochLimit limit = new EpochLimit(lastEpoch);
        BooleanSupplier end = () -> limit.isReached() || stop.getAsBoolean();
        RunControl control = new RunControl(Optional.of(folder.run()), Optional.of(end), List.of(listener, limit));
        TrialOutcome outcome;
        List<Prediction<Label>> predictions = List.of();
        try (PrintStream log = new PrintStream(
                Files.newOutputStream(folder.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8)) {
            Console console = new Console(log, log, false, false);
            try {
                FinishedRun run = new TrainRun(console, trial.manager(), trial.job(), options, control)
                        .run()
                        .orElseThrow();
                folder.writeDataHash(trial.dataHash());
                LabelEvaluation evaluation =
                        comparedOn == ComparedOn.TEST ? run.evaluation().orElseThrow() : run.validate();
                predictions = evaluation.getPredictions();
                outcome = outcome(run, predictions);
            } catch (CommandException e) {
                if (e.exitCode() == ExitCode.INTERRUPTED && limit.isReached()) {
                    folder.writeDataHash(trial.dataHash());
                    console.info("The training rests after epoch " + lastEpoch);
                    return Optional.empty();
                }
                console.warn(e.getMessage());
                if (e.exitCode() != ExitCode.DIVERGED) {
                    throw e;
                }
                folder.writeDataHash(trial.dataHash());
                double[] epochs = folder.epochSeconds();
                outcome = TrialOutcome.divergence(
                        epochs.length, Arrays.stream(epochs).sum());
            }
        }
        folder.finish(trial.trial(), outcome, predictions);
        return Optional.of(outcome);
    }

    private static TrialOutcome outcome(FinishedRun run, List<Prediction<Label>> predictions) {
        int errors = 0;
        for (boolean correct : Probabilities.correct(predictions)) {
            errors += correct ? 0 : 1;
        }
        return new TrialOutcome(
                TrialEnding.TRAINED,
                errors,
                predictions.size(),
                run.epochs(),
                run.seconds(),
                Probabilities.calibration(predictions).stream()
                        .mapToDouble(Calibration::expectedError)
                        .findFirst());
    }
}
