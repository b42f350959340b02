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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Ends a training before its first step if its model has no form in the format that is asked for: after the last step that
 * would be known for hours.
 *
 * @param format the format
 */
record FormatCheck(ModelFormat format) implements TrainingListener {

    @Override
    public void trainingStarted(TrainingSummary summary, Supplier<Model<Label>> model) {
        try {
            format.write(model.get(), OutputStream.nullOutputStream());
        } catch (UnsupportedOperationException e) {
            throw new CommandException(ExitCode.USAGE, "--model-format " + format + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
