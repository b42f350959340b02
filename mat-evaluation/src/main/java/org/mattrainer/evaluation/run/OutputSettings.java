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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.training.TrainingRun;

/**
 * What is written beside and inside the run folder.
 *
 * @param model a further file for the model
 * @param modelFormat the format of that file
 * @param predictions a file for the predictions of the test examples
 * @param configFormat file name extension of the written configuration
 */
public record OutputSettings(
        Optional<Path> model, ModelFormat modelFormat, Optional<Path> predictions, String configFormat) {

    /**
     * Finds out before the training whether what it leads to can be written, and would not replace what is read, each other, or
     * the model of the run folder by one of another format.
     */
    void requireWritable(List<String> configFiles, Path ownModel) throws IOException {
        List<Path> read = configFiles.stream().map(Path::of).toList();
        String flag = TrainFlag.MODEL_OUTPUT_PATH.longName();
        if (model.isPresent()) {
            AtomicFiles.requireWritable(model.get());
            OutputFiles.requireApart(flag, model.get(), read);
            if (modelFormat != ModelFormat.PROTOBUF) {
                OutputFiles.requireApart(flag, model.get(), List.of(ownModel));
            }
        }
        if (predictions.isPresent()) {
            flag = TrainFlag.PREDICTIONS.longName();
            AtomicFiles.requireWritable(predictions.get());
            OutputFiles.requireApart(flag, predictions.get(), read);
            OutputFiles.requireApart(flag, predictions.get(), List.of(ownModel));
            OutputFiles.requireApart(flag, predictions.get(), model.stream().toList());
        }
    }

    /**
     * Refuses to promise predictions that nothing makes.
     *
     * @param job the job whose test examples are predicted
     * @throws CommandException if predictions are asked for and it has none
     */
    void requireTestExamples(TrainJob job) {
        if (predictions.isPresent() && job.testSource().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--predictions: expected a job with a testSource, whose examples are predicted, found none; name one"
                            + " with -v");
        }
    }

    /** A run of a trainer of this project that ends before the first step if its model has no form of the format. */
    TrainingRun checked(TrainingRun run) {
        return model.isPresent() ? run.withListener(new FormatCheck(modelFormat)) : run;
    }

    /**
     * What the command line asks for.
     *
     * @param options the command line
     * @return the settings
     * @throws CommandException if it names the format of a file and no file
     */
    public static OutputSettings of(CommandOptions options) {
        Optional<Path> model = options.path(TrainFlag.MODEL_OUTPUT_PATH);
        ModelFormat format = ModelFormat.valueOf(options.choice(TrainFlag.MODEL_FORMAT, ModelFormat.names()));
        if (model.isEmpty() && options.value(TrainFlag.MODEL_FORMAT).isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--model-format " + format + ": expected -f with the file that is to have the format, found none;"
                            + " the model in the run folder is always in the host's own");
        }
        return new OutputSettings(model, format, options.path(TrainFlag.PREDICTIONS), options.configFormat());
    }
}
