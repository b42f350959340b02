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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.files.Leftovers;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.KeptModel;

/**
 * The files of a run.
 *
 * @param folder where they are
 */
public record RunFolder(Path folder) {

    /** The folder of a job's run. */
    static RunFolder of(TrainJob job, String name) {
        return new RunFolder(job.outputDirectory().orElse(Path.of("runs", name)));
    }

    /** Makes the folder, and unless its training is to go on takes what an earlier one left there out of it. */
    void create(boolean resume) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.USAGE, "run folder " + folder + ": there is a file of that name", e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE, "run folder " + folder + " cannot be made: " + FileErrors.reason(e), e);
        }
        Leftovers.remove(folder);
        if (!resume) {
            new CheckpointFolder(checkpoints()).clear();
            Files.deleteIfExists(history());
            for (KeptModel kind : KeptModel.values()) {
                Files.deleteIfExists(model(kind));
            }
        }
    }

    /**
     * Refuses to lose a training that was cut off.
     *
     * @throws CommandException if there is one
     */
    public void requireNothingUnfinished() throws IOException {
        Optional<CheckpointFolder.Position> position;
        try {
            position = new CheckpointFolder(checkpoints()).position();
        } catch (DamagedCheckpointException e) {
            throw Failures.ofRun(e);
        }
        if (position.isPresent() && !isComplete(position.get())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "run folder " + folder + " holds an unfinished training, saved after step "
                            + position.get().steps() + "; go on with --resume, or start over with --restart");
        }
    }

    /**
     * Deletes what a training has left.
     *
     * @throws IOException if something cannot be deleted
     */
    public void deleteResults() throws IOException {
        new CheckpointFolder(checkpoints()).clear();
        List<Path> files = new ArrayList<>(List.of(model(), history(), evaluation(), modelCard(), report()));
        for (KeptModel kind : KeptModel.values()) {
            files.add(model(kind));
        }
        ConfigFiles.EXTENSIONS.forEach(extension -> files.add(config(extension)));
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Refuses to lose the model of an earlier run.
     *
     * @throws CommandException if there is one
     */
    public void requireNothingFinished() {
        if (Files.exists(model())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "run folder " + folder + " holds a model already; take another folder with -d, or replace it with"
                            + " --restart");
        }
    }

    /**
     * Refuses to lose the configuration and the report of an evaluation, whose files have the same names.
     *
     * @throws CommandException if there is one
     */
    void requireNoEvaluation() {
        if (Files.exists(evaluationReport())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "run folder " + folder + " holds an evaluation already; take another folder with -d, or replace it"
                            + " with --restart");
        }
    }

    /**
     * Refuses to lose the configuration and the report of a training to an evaluation, whose files have the same names.
     *
     * @throws CommandException if there is one
     */
    public void requireNoTraining() {
        if (Files.exists(model()) || Files.exists(checkpoints())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "folder " + folder
                            + " holds a training, whose configuration and report an evaluation would replace;"
                            + " take another folder with -d");
        }
    }

    /**
     * Refuses to lose files that are no run's, such as a configuration that was written by hand.
     *
     * @throws CommandException if there is one where a run writes, and nothing of a run
     */
    public void requireNothingForeign() {
        boolean own = Files.exists(model()) || Files.exists(checkpoints()) || Files.exists(evaluationReport());
        if (!own) {
            List<Path> files = new ArrayList<>(List.of(evaluation(), modelCard(), report()));
            ConfigFiles.EXTENSIONS.forEach(extension -> files.add(config(extension)));
            // A training that keeps no checkpoints and was cut off has left its history alone.
            if (HistoryFile.isForeign(history())) {
                files.add(history());
            }
            OutputFiles.requireNew(folder, files);
        }
    }

    /** The report is the last file that a run writes. */
    private boolean isComplete(CheckpointFolder.Position position) throws IOException {
        return position.finished()
                && Files.exists(report())
                && Files.getLastModifiedTime(report()).compareTo(Files.getLastModifiedTime(position.file())) >= 0;
    }

    public Path checkpoints() {
        return folder.resolve("checkpoint");
    }

    /** The model that early stopping keeps beside the other. */
    public Path model(KeptModel kind) {
        return folder.resolve("model-" + kind.name().toLowerCase(Locale.ROOT) + ".tribuo");
    }

    /** The model of a training that was cut off after a step. */
    Path model(long step) {
        return folder.resolve("model-step-" + step + ".tribuo");
    }

    public Path model() {
        return folder.resolve("model.tribuo");
    }

    /** What an evaluation has found, with all figures, in the folder of {@code tribuo-evaluate}. */
    public Path evaluationReport() {
        return folder.resolve("report.json");
    }

    Path evaluation() {
        return folder.resolve("evaluation.json");
    }

    Path modelCard() {
        return folder.resolve("model-card.json");
    }

    Path report() {
        return folder.resolve("report.html");
    }

    public Path history() {
        return folder.resolve("history.csv");
    }

    public Path config(String extension) {
        return folder.resolve("config." + extension);
    }
}
