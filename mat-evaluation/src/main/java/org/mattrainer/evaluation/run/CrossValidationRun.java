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

import java.util.ArrayList;
import java.util.Iterator;
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
import org.tribuo.evaluation.KFoldSplitter;
import org.tribuo.evaluation.KFoldSplitter.TrainTestFold;

/** Cross-validation on the training data by the host's own folds. */
final class CrossValidationRun {

    private final Console console;
    private final Trainer<Label> trainer;
    private final Dataset<Label> data;
    private final ImageEvaluator evaluator = new ImageEvaluator();

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
        for (TrainFlag flag : List.of(
                TrainFlag.MODEL_OUTPUT_PATH,
                TrainFlag.PREDICTIONS,
                TrainFlag.EVALUATORS,
                TrainFlag.TERM_GRADIENTS,
                TrainFlag.RESUME,
                TrainFlag.DRY_RUN)) {
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
        // What a fold has cost is shown before the next may fail.
        console.result("Cross-validation, " + folds + " folds\n");
        List<Double> errors = new ArrayList<>();
        Iterator<TrainTestFold<Label>> split = new KFoldSplitter<Label>(folds, Trainer.DEFAULT_SEED).split(data, true);
        while (split.hasNext()) {
            TrainTestFold<Label> fold = split.next();
            Model<Label> model = trainer.train(fold.train);
            double error = 1 - evaluator.evaluate(model, fold.test).accuracy();
            errors.add(error);
            console.result(String.format(Locale.ROOT, "fold %3d   error %s%n", errors.size(), Numbers.percent(error)));
        }
        double mean = errors.stream().mapToDouble(e -> e).average().orElseThrow();
        double squares =
                errors.stream().mapToDouble(e -> (e - mean) * (e - mean)).sum();
        console.result("mean       error " + Numbers.percent(mean) + ", standard deviation "
                + Numbers.percent(Math.sqrt(squares / (folds - 1))) + "\n");
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
