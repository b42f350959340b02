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
package org.mattrainer.evaluation.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.command.StopSignals;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.KeptModel;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Trains. Trainers of this project report how it goes, may use several threads, and are saved and stopped on request;
 * others just train.
 */
final class Training {

    private final Console console;
    private final JobComponents components;
    private final JobData data;
    private final TrainingRun run;
    private final RunControl control;

    Training(
            Console console,
            JobComponents components,
            JobData data,
            TrainingRun run,
            ProgressListener progress,
            RunControl control) {
        this.console = console;
        this.components = components;
        this.data = data;
        this.control = control;
        TrainingRun watched = run.withListener(progress);
        for (TrainingListener listener : control.listeners()) {
            watched = watched.withListener(listener);
        }
        if (control.gradients().isPresent()) {
            watched = watched.withGradientPlace(control.gradients().get());
        }
        if (components.job().trainer() instanceof MatTrainer && data.test().isPresent()) {
            watched = watched.withListener(new EvaluatorCheck(
                    components.job().evaluators(), data.test().get().getData()));
        }
        this.run = data.validation().isPresent()
                ? watched.withValidation(data.validation().get())
                : watched;
    }

    /**
     * Trains on all threads.
     *
     * @param folder receives the history and the model that early stopping keeps beside the other
     * @param checkpoints where and how often to save, empty for not at all
     */
    Model<Label> train(RunFolder folder, Optional<CheckpointSettings> checkpoints) {
        if (components.matTrainers().isEmpty()) {
            return train(run);
        }
        if (control.stop().isPresent()) {
            return train(folder, checkpoints, control.stop().get());
        }
        try (StopSignals signals = new StopSignals(console)) {
            return train(folder, checkpoints, signals::requested);
        }
    }

    private Model<Label> train(RunFolder folder, Optional<CheckpointSettings> checkpoints, BooleanSupplier stop) {
        try {
            TrainingRun full =
                    run.withListener(new HistoryCsv(console, folder.history())).withStop(stop);
            if (components.job().trainer() instanceof MatTrainer) {
                full = full.withOtherModel((kind, model) -> write(folder, kind, model));
            }
            Model<Label> model = train(checkpoints.map(full::withCheckpoints).orElse(full));
            if (stop.getAsBoolean()) {
                throw interrupted("the training was finished", checkpoints, null);
            }
            return model;
        } catch (TrainingInterruptedException e) {
            throw interrupted(Failures.firstLine(e), checkpoints, e);
        } catch (DivergedException e) {
            String wayBack = e.isStartLost() ? "" : wayBack(checkpoints);
            throw new CommandException(ExitCode.DIVERGED, Failures.firstLine(e) + wayBack, e);
        }
    }

    private static void write(RunFolder folder, KeptModel kind, Model<Label> model) {
        try {
            AtomicFiles.write(folder.model(kind), model::serializeToStream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandException interrupted(
            String message, Optional<CheckpointSettings> checkpoints, RuntimeException cause) {
        String rest = checkpoints
                .map(settings -> "saved in " + settings.folder() + "; the same command with --resume goes on")
                .orElse("this trainer keeps no checkpoints");
        return new CommandException(ExitCode.INTERRUPTED, message + ", " + rest, cause);
    }

    /** What can be done about a diverged training apart from another configuration. */
    private static String wayBack(Optional<CheckpointSettings> checkpoints) {
        try {
            return checkpoints
                    .flatMap(settings -> new CheckpointFolder(settings.folder()).position())
                    .map(position -> " The last good checkpoint, of step " + position.steps()
                            + ", is kept: --resume with"
                            + " divergenceRetries set to 1 or more starts the epoch again with half the learning rate.")
                    .orElse("");
        } catch (DamagedCheckpointException e) {
            return " " + e.getMessage();
        }
    }

    /**
     * Trains the first steps of a MatTrainer and says how long all would take.
     *
     * @return the time of the whole training in seconds, empty for other trainers
     */
    OptionalDouble dryRun() {
        if (components.matTrainers().isEmpty()) {
            console.info("Dry run   everything could be built; this trainer can only be tried by training");
            return OptionalDouble.empty();
        }
        DryRunListener listener = new DryRunListener(System::nanoTime);
        try {
            train(run.withListener(listener));
        } catch (DryRunListener.Enough e) {
            console.clearLine();
        }
        console.info("Dry run   " + listener.steps() + " steps of "
                + Numbers.duration(listener.secondsPerStep()) + " trained; the whole training would take about "
                + Numbers.duration(listener.estimatedSeconds()));
        return OptionalDouble.of(listener.estimatedSeconds());
    }

    private Model<Label> train(TrainingRun current) {
        for (MatTrainer trainer : components.matTrainers()) {
            trainer.setRun(current);
        }
        return components.job().trainer().train(data.train());
    }
}
