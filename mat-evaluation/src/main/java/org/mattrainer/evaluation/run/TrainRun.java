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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.TrainingRun;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;

/** One run: components, data, training, evaluation, files, in this order. */
public final class TrainRun {

    private final Console console;
    private final ConfigurationManager manager;
    private final String jobName;
    private final CommandOptions options;
    private final RunControl control;

    /** A run by itself. */
    public TrainRun(Console console, ConfigurationManager manager, String jobName, CommandOptions options) {
        this(console, manager, jobName, options, RunControl.NONE);
    }

    /** A run that something else controls. */
    public TrainRun(
            Console console, ConfigurationManager manager, String jobName, CommandOptions options, RunControl control) {
        this.console = console;
        this.manager = manager;
        this.jobName = jobName;
        this.options = options;
        this.control = control;
    }

    /**
     * Runs.
     *
     * @return what the run has made, empty for a dry run or a cross-validation
     */
    public Optional<FinishedRun> run() {
        // All flags are checked before anything takes time.
        OutputSettings output = OutputSettings.of(options);
        CheckpointOptions checkpoints = CheckpointOptions.of(options);
        int folds = options.integer(TrainFlag.NUM_FOLDS, 2, 5);
        TrainingRun run = trainingRun(options);
        boolean trial = options.isSet(TrainFlag.CROSS_VALIDATE);
        if (trial) {
            CrossValidationRun.requireAlone(options);
        } else if (options.value(TrainFlag.NUM_FOLDS).isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE, "--num-folds are those of --cross-validate (-x), which is not given");
        }
        if (options.isSet(TrainFlag.DRY_RUN)) {
            dryRun();
            return Optional.empty();
        }

        JobComponents components = JobComponents.lookUp(console, manager, jobName, run.threads());
        TrainJob job = components.job();
        requireShareable(job, trial);
        if (!trial) {
            components.requireGradients(job.evaluators());
        }
        output.requireTestExamples(job);
        job.evaluators().forEach(evaluator -> evaluator.setThreads(run.threads()));
        String name = job.name().orElse(jobName);
        RunFolder folder = control.folder().orElseGet(() -> RunFolder.of(job, name));
        try {
            Optional<CheckpointSettings> saved = Optional.empty();
            if (!trial && checkpoints.areKept(console, job.trainer(), components.matTrainers())) {
                saved = Optional.of(checkpoints.settings(folder));
            }
            warnOfUnused(components, saved.isPresent());
            if (!trial) {
                if (control.folder().isEmpty()) {
                    folder.requireNothingForeign();
                }
                if (!checkpoints.resume() && !checkpoints.restart()) {
                    folder.requireNothingUnfinished();
                    if (control.folder().isEmpty()) {
                        folder.requireNothingFinished();
                        folder.requireNoEvaluation();
                    }
                }
                output.requireWritable(options.list(TrainFlag.CONFIG_FILE), folder.model());
            }
            JobData data = load(components);
            ProgressListener progress = new ProgressListener(console);
            TrainingRun checked = trial ? run : checked(output, job, run);
            Training training = new Training(console, components, data, checked, progress, control);
            if (trial) {
                components.matTrainers().forEach(trainer -> trainer.setRun(run));
                new CrossValidationRun(console, job.trainer(), data.train()).run(folds);
            } else {
                folder.create(checkpoints.resume());
                long started = System.nanoTime();
                Model<Label> model = training.train(folder, saved);
                // Epochs that an earlier process has trained count too.
                double seconds = Math.max((System.nanoTime() - started) * 1e-9, progress.epochSeconds());
                console.info("Trained   in " + Numbers.duration(seconds));
                RunOutput outcome = new RunOutput(console, folder, output, new ResolvedConfig(manager, jobName));
                Optional<LabelEvaluation> evaluation;
                try {
                    evaluation = outcome.finish(name, job, data, model, progress, seconds);
                } catch (IOException e) {
                    throw unwritten(e, saved);
                }
                return Optional.of(new FinishedRun(
                        model, data, evaluation, progress.epochs().size(), seconds));
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw Failures.ofRun(e);
        }
    }

    /** Refuses what has no single sequence of steps whose gradients could be computed elsewhere. */
    private void requireShareable(TrainJob job, boolean trial) {
        if (control.gradients().isPresent() && (trial || !(job.trainer() instanceof MatTrainer))) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected one training of a MatTrainer for steps that several processes share, found "
                            + (trial ? "a cross-validation" : job.trainer()));
        }
    }

    /**
     * Threads and memory of a training.
     *
     * @param options the command line
     */
    public static TrainingRun trainingRun(CommandOptions options) {
        TrainingRun run = new TrainingRun()
                .withThreads(options.threads())
                .withTermGradients(options.integer(TrainFlag.TERM_GRADIENTS, 0, 0));
        OptionalLong working = options.bytes(TrainFlag.WORKING_MEMORY);
        run = working.isPresent() ? run.withWorkingMemory(working.getAsLong()) : run;
        OptionalLong images = options.bytes(TrainFlag.IMAGE_MEMORY);
        return images.isPresent() ? run.withImageMemory(images.getAsLong()) : run;
    }

    /**
     * Makes everything and trains the first steps.
     *
     * @return the time that the whole training would take, in seconds; empty where that cannot be told
     */
    public OptionalDouble dryRun() {
        OutputSettings output = OutputSettings.of(options);
        TrainingRun run = trainingRun(options);
        JobComponents components = JobComponents.lookUp(console, manager, jobName, run.threads());
        components.requireGradients(components.job().evaluators());
        output.requireTestExamples(components.job());
        try {
            JobData data = load(components);
            TrainingRun checked = checked(output, components.job(), run);
            return new Training(console, components, data, checked, new ProgressListener(console), control).dryRun();
        } catch (RuntimeException e) {
            throw Failures.ofRun(e);
        }
    }

    /** Flags of which other trainers hear nothing; in a study they are for the methods that do. */
    private void warnOfUnused(JobComponents components, boolean saved) {
        if (control.folder().isPresent()) {
            return;
        }
        List<TrainFlag> unused = new ArrayList<>();
        if (components.matTrainers().isEmpty()) {
            unused.addAll(List.of(TrainFlag.WORKING_MEMORY, TrainFlag.IMAGE_MEMORY, TrainFlag.TERM_GRADIENTS));
        }
        if (!saved) {
            unused.addAll(List.of(TrainFlag.CHECKPOINT_STEPS, TrainFlag.CHECKPOINT_MINUTES));
        }
        unused.stream()
                .filter(flag -> options.value(flag).isPresent())
                .forEach(flag -> console.warn("WARNING: --" + flag.longName() + " changes nothing: it is for a "
                        + (components.matTrainers().isEmpty() ? "MatTrainer" : "training that keeps checkpoints")
                        + ", found " + components.job().trainer().getClass().getSimpleName()
                        + (options.isSet(TrainFlag.CROSS_VALIDATE) ? " in a cross-validation" : "")));
    }

    /** Reads the examples, of which those of a network's images are compared with each other. */
    private JobData load(JobComponents components) {
        JobData data = JobData.load(console, components.job());
        if (!components.matTrainers().isEmpty()) {
            data.requireSameValues(console);
        }
        return data;
    }

    private static TrainingRun checked(OutputSettings output, TrainJob job, TrainingRun run) {
        return job.trainer() instanceof MatTrainer ? output.checked(run) : run;
    }

    /** A trained network is not lost where its files cannot be written: says from where --resume goes on. */
    private static CommandException unwritten(IOException e, Optional<CheckpointSettings> saved) {
        CommandException failure = Failures.ofRun(e);
        String rest = saved.flatMap(settings -> new CheckpointFolder(settings.folder()).position())
                .map(position -> position.finished()
                        ? "; the training itself is finished and saved: once that is mended, --resume writes its files"
                        : "; once that is mended, --resume goes on after step " + position.steps())
                .orElse("");
        return new CommandException(failure.exitCode(), failure.getMessage() + rest, e);
    }
}
