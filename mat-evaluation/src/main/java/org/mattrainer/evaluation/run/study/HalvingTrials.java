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
package org.mattrainer.evaluation.run.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.tribuo.provenance.TrainerProvenance;

/**
 * Trains from rung to rung and gives up the worse methods at each. What goes on at a rung follows from the histories of
 * the trials alone, so that a search that was cut off decides again as before.
 */
final class HalvingTrials {

    /** Trains some trials until an epoch; says what failed. */
    interface Training {
        Map<Trial, CommandException> run(List<Trial> trials, int lastEpoch);
    }

    private final Halving halving;
    private final Function<Trial, TrialFolder> folders;
    private final Function<Trial, TrainerProvenance> trainers;
    private final StudyProgress progress;
    private final BooleanSupplier stop;

    HalvingTrials(
            Halving halving,
            Function<Trial, TrialFolder> folders,
            Function<Trial, TrainerProvenance> trainers,
            StudyProgress progress,
            BooleanSupplier stop) {
        this.halving = halving;
        this.folders = folders;
        this.trainers = trainers;
        this.progress = progress;
        this.stop = stop;
    }

    /** Runs all trials; what went wrong with those that failed. */
    Map<Trial, CommandException> run(List<Trial> trials, Training training) throws IOException {
        List<Trial> alive = trials;
        for (int rung : halving.rungs()) {
            Map<Trial, CommandException> failures = training.run(waiting(alive, rung), rung);
            if (!failures.isEmpty() || stop.getAsBoolean()) {
                return failures;
            }
            Map<String, Double> errors = errors(alive, rung);
            List<String> best = halving.best(errors);
            for (Trial trial : alive) {
                if (!best.contains(trial.method())) {
                    drop(trial, rung);
                }
            }
            alive = alive.stream().filter(t -> best.contains(t.method())).toList();
        }
        return training.run(waiting(alive, Halving.ALL_EPOCHS), Halving.ALL_EPOCHS);
    }

    /**
     * Those that have not got to an epoch yet. One that another plan gave up before it, which went on with --resume, starts
     * over: others may be worse than it by now.
     */
    private List<Trial> waiting(List<Trial> trials, int epoch) throws IOException {
        List<Trial> waiting = new ArrayList<>();
        for (Trial trial : trials) {
            TrialFolder folder = folders.apply(trial);
            if (folder.wasDroppedBefore(epoch)) {
                folder.restart();
                progress.revived(trial);
            }
            if (folder.readOutcome().isEmpty() && folder.epochs() < epoch) {
                waiting.add(trial);
            }
        }
        return waiting;
    }

    /** The mean error over the seeds of the models of an epoch, NaN where a seed had diverged by then. */
    private Map<String, Double> errors(List<Trial> trials, int epoch) throws IOException {
        Map<String, Double> sums = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Trial trial : trials) {
            sums.merge(trial.method(), error(trial, epoch), Double::sum);
            counts.merge(trial.method(), 1, Integer::sum);
        }
        sums.replaceAll((method, sum) -> sum / counts.get(method));
        return sums;
    }

    private double error(Trial trial, int epoch) throws IOException {
        TrialFolder folder = folders.apply(trial);
        Optional<TrialOutcome> outcome = folder.readOutcome();
        double[] errors = folder.validationErrors(trainers.apply(trial));
        // One that diverged later had an error here, by which a search that goes on decides as it did before.
        if (outcome.isPresent() && outcome.get().diverged() && errors.length < epoch) {
            return Double.NaN;
        }
        if (errors.length == 0) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "trial '" + trial + "': the strategy HALVING needs a trainer that measures the validation error"
                            + " after each epoch");
        }
        return errors[Math.min(epoch, errors.length) - 1];
    }

    /** One that has come to its end before the rung keeps its model and just does not go on. */
    private void drop(Trial trial, int rung) throws IOException {
        TrialFolder folder = folders.apply(trial);
        if (folder.readOutcome().isEmpty()) {
            double seconds = Arrays.stream(folder.epochSeconds()).limit(rung).sum();
            TrialOutcome outcome = TrialOutcome.dropped(rung, seconds);
            folder.finish(trial, outcome, List.of());
            progress.dropped(trial, outcome);
        }
    }
}
