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

import java.time.Duration;
import java.util.List;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.training.CheckpointSettings;
import org.tribuo.Trainer;
import org.tribuo.transform.TransformTrainer;

/**
 * What the command line says about checkpoints.
 *
 * @param resume whether to go on from the newest one
 * @param restart whether to start over although there are some of an unfinished training
 * @param everySteps number of steps between two, 0 for no such interval
 * @param every time between two, zero for no such interval
 */
public record CheckpointOptions(boolean resume, boolean restart, int everySteps, Duration every) {

    private static final int DEFAULT_MINUTES = 10;

    public static CheckpointOptions of(CommandOptions options) {
        boolean resume = options.isSet(TrainFlag.RESUME);
        boolean restart = options.isSet(TrainFlag.RESTART);
        if (resume && restart) {
            throw new CommandException(ExitCode.USAGE, "--resume goes on and --restart starts over: give one of them");
        }
        return new CheckpointOptions(
                resume,
                restart,
                options.integer(TrainFlag.CHECKPOINT_STEPS, 0, 0),
                Duration.ofMinutes(options.integer(TrainFlag.CHECKPOINT_MINUTES, 0, DEFAULT_MINUTES)));
    }

    /**
     * Whether a job can be saved. An ensemble trains several models with one trainer, which one folder cannot hold.
     *
     * @throws CommandException if it cannot and is to be resumed
     */
    boolean areKept(Console console, Trainer<?> trainer, List<MatTrainer> matTrainers) {
        boolean single =
                matTrainers.size() == 1 && (trainer instanceof MatTrainer || trainer instanceof TransformTrainer);
        if (single && matTrainers.get(0).isRestorable()) {
            return true;
        }
        String why = single
                ? "the state of its optimiser is private to Tribuo"
                : "only a MatTrainer that trains one model keeps them";
        if (resume) {
            throw new CommandException(ExitCode.USAGE, "--resume: this trainer keeps no checkpoints: " + why);
        }
        if (single) {
            console.warn("No checkpoints are kept: " + why + ". A training that is cut off starts over");
        }
        return false;
    }

    /** The settings of a run. */
    CheckpointSettings settings(RunFolder folder) {
        return new CheckpointSettings(folder.checkpoints(), everySteps, every, resume);
    }
}
