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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.report.EvaluationText;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Writes the model of a training that was cut off, from its newest checkpoint, and leaves the training as it is. */
public final class CheckpointExport {

    private final Console console;
    private final ConfigurationManager manager;
    private final String jobName;
    private final CommandOptions options;

    /** An export of the run of a job. */
    public CheckpointExport(Console console, ConfigurationManager manager, String jobName, CommandOptions options) {
        this.console = console;
        this.manager = manager;
        this.jobName = jobName;
        this.options = options;
    }

    /** Writes the model into the run folder or to the file that was asked for, and evaluates it. */
    public void run() {
        for (TrainFlag other :
                new TrainFlag[] {TrainFlag.RESUME, TrainFlag.RESTART, TrainFlag.CROSS_VALIDATE, TrainFlag.DRY_RUN}) {
            if (options.isSet(other)) {
                throw new CommandException(
                        ExitCode.USAGE, "--export trains nothing, so that --" + other.longName() + " has no meaning");
            }
        }
        if (options.value(TrainFlag.PREDICTIONS).isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--export writes the model alone, so that --" + TrainFlag.PREDICTIONS.longName()
                            + " has no meaning; evaluate or predict with the model afterwards");
        }
        int threads = options.integer(TrainFlag.THREADS, 1, Runtime.getRuntime().availableProcessors());
        OutputSettings output = OutputSettings.of(options);
        JobComponents components = JobComponents.lookUp(console, manager, jobName, threads);
        TrainJob job = components.job();
        RunFolder folder = RunFolder.of(job, job.name().orElse(jobName));
        try {
            CheckpointFolder.Position position = new CheckpointFolder(folder.checkpoints())
                    .position()
                    .orElseThrow(() -> new CommandException(
                            ExitCode.BAD_DATA,
                            "run folder " + folder.folder() + ": expected a checkpoint, found none"));
            output.requireWritable(options.list(TrainFlag.CONFIG_FILE), folder.model());
            JobData data = JobData.load(console, job);
            Model<Label> model = model(components, data, folder, threads);
            Path file = output.model().orElse(folder.model(position.steps()));
            ModelFormat format = output.model().isPresent() ? output.modelFormat() : ModelFormat.PROTOBUF;
            AtomicFiles.write(file, stream -> format.write(model, stream));
            if (data.test().isPresent()) {
                console.result(EvaluationText.of(
                        new ImageEvaluator().evaluate(model, data.test().get())));
            }
            console.info("");
            console.info("Model     " + file + " (after step " + position.steps() + ")");
        } catch (TrainingInterruptedException e) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    "run folder " + folder.folder() + ": the training was cut off before its first step",
                    e);
        } catch (IOException | RuntimeException e) {
            throw Failures.ofRun(e);
        }
    }

    private Model<Label> model(JobComponents components, JobData data, RunFolder folder, int threads) {
        TrainingRun stopped = new TrainingRun()
                .withThreads(threads)
                // Somebody has to listen, or the log does.
                .withListener(new TrainingListener() {})
                .withCheckpoints(new CheckpointSettings(folder.checkpoints(), 0, Duration.ZERO, true))
                .withStop(() -> true)
                .withModelWhenStopped();
        for (MatTrainer trainer : components.matTrainers()) {
            trainer.setRun(data.validation().map(stopped::withValidation).orElse(stopped));
        }
        return components.job().trainer().train(data.train());
    }
}
