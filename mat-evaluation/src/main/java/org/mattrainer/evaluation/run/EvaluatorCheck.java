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

import java.util.List;
import java.util.function.Supplier;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.transform.TransformTrainer;

/**
 * Ends a training before its first step if an evaluator that comes after it does not fit its model: after the last step
 * that would be known for hours.
 */
final class EvaluatorCheck implements TrainingListener {

    private final List<JobEvaluator> evaluators;
    private final List<Example<Label>> examples;

    /**
     * A check.
     *
     * @param evaluators what will evaluate the model
     * @param examples the examples that it will be evaluated on
     */
    EvaluatorCheck(List<JobEvaluator> evaluators, List<Example<Label>> examples) {
        this.evaluators = List.copyOf(evaluators);
        this.examples = examples;
    }

    @Override
    public void trainingStarted(TrainingSummary summary, Supplier<Model<Label>> model) {
        for (JobEvaluator evaluator : evaluators) {
            try {
                evaluator.requireFit(model.get(), examples);
            } catch (IllegalArgumentException e) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "the evaluator '" + evaluator.title() + "' does not fit what would be trained: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    /** Refuses what needs gradients beside a trainer whose models have none, which is known before any data are read. */
    static void requireGradients(JobComponents components, List<JobEvaluator> evaluators) {
        Trainer<Label> trainer = components.job().trainer();
        boolean none = components.matTrainers().isEmpty() || trainer instanceof TransformTrainer;
        evaluators.stream()
                .filter(evaluator -> none && evaluator.usesGradients())
                .findFirst()
                .ifPresent(evaluator -> {
                    throw new CommandException(
                            ExitCode.USAGE,
                            "the evaluator '" + evaluator.title() + "' attacks by gradient: expected a MatTrainer"
                                    + " or an ensemble of them, found the trainer "
                                    + trainer.getClass().getName() + ": use a TransferAttack or attacks without"
                                    + " gradients (SquareAttack, RandomNoise)");
                });
    }
}
