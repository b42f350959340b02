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

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.format.Numbers;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.CrossValidation;

/** Cross-validation on the training data by the host's own folds. */
final class CrossValidationRun {

    private final Console console;
    private final Trainer<Label> trainer;
    private final Dataset<Label> data;

    CrossValidationRun(Console console, Trainer<Label> trainer, Dataset<Label> data) {
        this.console = console;
        this.trainer = trainer;
        this.data = data;
    }

    /**
     * Refuses flags that a cross-validation, which keeps no model and no checkpoint, would leave unheard.
     *
     * @throws CommandException if there is one
     */
    static void requireAlone(CommandOptions options) {
        for (TrainFlag flag :
                List.of(TrainFlag.MODEL_OUTPUT_PATH, TrainFlag.PREDICTIONS, TrainFlag.RESUME, TrainFlag.DRY_RUN)) {
            if (options.isSet(flag) || (flag.takesValue() && options.value(flag).isPresent())) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--" + flag.longName() + " is for one training, and --cross-validate makes several that it does"
                                + " not keep");
            }
        }
    }

    void run(int folds) {
        requireLabels();
        if (folds > data.size()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "expected at most as many folds as examples, found " + folds + " and " + data.size());
        }
        CrossValidation<Label, LabelEvaluation> validation =
                new CrossValidation<>(trainer, data, new ImageEvaluator(), folds, Trainer.DEFAULT_SEED);
        List<Double> errors = new ArrayList<>();
        StringBuilder text = new StringBuilder("Cross-validation, " + folds + " folds\n");
        for (Pair<LabelEvaluation, Model<Label>> fold : validation.evaluate()) {
            errors.add(1 - fold.getA().accuracy());
            text.append(String.format(
                    Locale.ROOT,
                    "fold %3d   error %s%n",
                    errors.size(),
                    Numbers.percent(errors.get(errors.size() - 1))));
        }
        double mean = errors.stream().mapToDouble(e -> e).average().orElseThrow();
        double squares =
                errors.stream().mapToDouble(e -> (e - mean) * (e - mean)).sum();
        text.append("mean       error ").append(Numbers.percent(mean));
        text.append(", standard deviation ")
                .append(Numbers.percent(Math.sqrt(squares / (folds - 1))))
                .append('\n');
        console.result(text.toString());
    }

    /** Each example is a test example of one fold. */
    private void requireLabels() {
        int unlabelled = 0;
        for (Example<Label> example : data) {
            unlabelled += example.getOutput().getLabel().equals(Label.UNKNOWN) ? 1 : 0;
        }
        if (unlabelled > 0) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    "training data: expected labels of all examples for a cross-validation, which tests on each of them"
                            + " once, found " + unlabelled + " of " + data.size() + " without one");
        }
    }
}
