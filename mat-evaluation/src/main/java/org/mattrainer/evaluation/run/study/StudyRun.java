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
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.command.StopSignals;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.job.KeptModels;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.run.CheckpointOptions;
import org.mattrainer.evaluation.run.Header;
import org.mattrainer.evaluation.run.JobComponents;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.TrainRun;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.MethodComparison;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialOutcome;

/** A study: configurations, trials, evaluations, files, in this order. */
final class StudyRun {

    private final Console console;
    private final StudyPlan plan;
    private final StudyJob study;
    private final CommandOptions options;
    private final TrialConfigurations configurations;
    private final String configuration;
    private final TrainingPlace place;
    private final StudyFolder folder;

    /**
     * Prepares a study.
     *
     * @param console where to write
     * @param plan the study
     * @param configurations the configurations of its trials
     * @param configuration the configuration of the study as text
     * @param place where its trials are trained
     */
    StudyRun(
            Console console,
            StudyPlan plan,
            TrialConfigurations configurations,
            String configuration,
            TrainingPlace place) {
        this.console = console;
        this.plan = plan;
        this.study = plan.job();
        this.options = plan.options();
        this.configurations = configurations;
        this.configuration = configuration;
        this.place = place;
        this.folder = new StudyFolder(options.path(TrainFlag.OUTPUT_DIRECTORY)
                .or(study::outputDirectory)
                .orElse(Path.of("runs", plan.name())));
    }

    /**
     * Runs what is not done yet.
     *
     * @param publish shows the result, complete or not, once its files are written
     * @throws CommandException if the study is not complete in the end
     */
    void run(Consumer<StudyResult> publish) {
        run(Optional.empty(), publish);
    }

    /**
     * Runs what is not done yet, and gives up trials on the way.
     *
     * @param halving when to give up which trials, empty for all to the end
     * @param publish shows the result, complete or not, once its files are written
     * @throws CommandException if the study is not complete in the end
     */
    void run(Optional<Halving> halving, Consumer<StudyResult> publish) {
        CheckpointOptions checkpoints = CheckpointOptions.of(options);
        int threads = options.threads();
        for (TrainFlag flag : List.of(
                TrainFlag.MODEL_OUTPUT_PATH, TrainFlag.MODEL_FORMAT, TrainFlag.PREDICTIONS, TrainFlag.CROSS_VALIDATE)) {
            if (options.value(flag).isPresent()) {
                throw new CommandException(
                        ExitCode.USAGE, "--" + flag.longName() + " is for one run, and a study makes several");
            }
        }
        List<Trial> trials = plan.methods().trials();
        int parallel = place.parallelTrials(study.parallelTrials(), trials.size());
        RepeatedTrainings repeated = new RepeatedTrainings(trials, configurations);
        configurations.requireAllApplied();
        repeated.requireDifferentSeeds(console);
        configurations.replaced().forEach(what -> console.warn("WARNING: " + what));
        configurations.unused().forEach(console::warn);
        TrialEvaluations evaluations =
                new TrialEvaluations(console, study.comparedOn(), plan.manager(), study.evaluations(), threads);
        console.info("Study     " + plan.name() + ": " + count(study.methods().size(), "method") + ", "
                + count(trials.size(), "trial") + ", compared on "
                + study.comparedOn().text() + " examples"
                + (parallel > 1 ? ", " + parallel + " at a time" : ""));
        console.info("Java      " + Header.java().substring("Java ".length()));
        if (options.isSet(TrainFlag.DRY_RUN)) {
            dryRun(trials);
            return;
        }
        console.info("Folder    " + folder.folder());
        try {
            FileChannel lock = folder.lock();
            try {
                Map<Trial, TrialOutcome> done = start(trials, checkpoints, halving.isPresent());
                requireComponents(trials, done, threads, evaluations);
                if (done.size() < trials.size()) {
                    requireSameData(done.keySet());
                }
                finish(trials, evaluations, train(trials, done, parallel, threads, halving), publish);
            } finally {
                lock.close();
            }
        } catch (IOException | RuntimeException e) {
            throw Failures.ofRun(e);
        }
    }

    private void finish(
            List<Trial> trials,
            TrialEvaluations evaluations,
            Map<Trial, CommandException> failures,
            Consumer<StudyResult> publish)
            throws IOException {
        if (failures.isEmpty() && done(trials).size() == trials.size()) {
            if (!study.evaluations().isEmpty()) {
                // Attacks may take longer than the trainings, whose figures are not to wait for them.
                folder.write(result(trials, failures, evaluations));
            }
            failures.putAll(evaluate(trials, evaluations));
        }
        StudyResult result = result(trials, failures, evaluations);
        warnOfOtherExamples(result);
        folder.write(result);
        publish.accept(result);
        console.info("");
        folder.print(console);
        requireComplete(result, failures);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The outcomes of the trials that are done. */
    private Map<Trial, TrialOutcome> done(List<Trial> trials) throws IOException {
        Map<Trial, TrialOutcome> done = new LinkedHashMap<>();
        for (Trial trial : trials) {
            folder.trial(trial).readOutcome().ifPresent(outcome -> done.put(trial, outcome));
        }
        return done;
    }

    /** The first trial of each method and data set stands for the others. */
    private static List<Trial> representatives(List<Trial> trials) {
        Set<String> seen = new HashSet<>();
        return trials.stream().filter(trial -> seen.add(kind(trial))).toList();
    }

    /** Trials of one method on one data set differ in nothing but the seed. */
    private static String kind(Trial trial) {
        return trial.method() + "\n" + trial.dataSet();
    }

    private void dryRun(List<Trial> trials) {
        Map<String, OptionalDouble> seconds = new HashMap<>();
        for (Trial trial : representatives(trials)) {
            OpenedTrial opened = configurations.open(trial);
            console.info("");
            seconds.put(kind(trial), new TrainRun(console, opened.manager(), opened.job(), opened.options()).dryRun());
        }
        boolean all = seconds.values().stream().allMatch(OptionalDouble::isPresent);
        double sum = trials.stream()
                .mapToDouble(trial -> seconds.get(kind(trial)).orElse(0))
                .sum();
        console.info("");
        console.info("Dry run   all trainings one after the other would take about " + Numbers.duration(sum)
                + (all ? "" : " and those whose time cannot be told"));
    }

    /** Finds what is done; what is there of earlier studies is lost only when that is asked for. */
    private Map<Trial, TrialOutcome> start(List<Trial> trials, CheckpointOptions checkpoints, boolean halves)
            throws IOException {
        for (Trial trial : trials) {
            TrialFolder trialFolder = folder.trial(trial);
            Path path = trialFolder.run().folder();
            if (checkpoints.restart()) {
                trialFolder.restart();
            } else if (!checkpoints.resume() && trialFolder.exists()) {
                throw new CommandException(
                        ExitCode.USAGE, path + " is there already; go on with --resume, or start over with --restart");
            } else if (trialFolder.hasOtherConfiguration(
                    configurations.open(trial).config())) {
                throw new CommandException(
                        ExitCode.USAGE,
                        path + " holds a trial of another configuration; start over with --restart, or choose another"
                                + " folder with -d");
            } else if (!halves && trialFolder.wasDroppedBefore(Halving.ALL_EPOCHS)) {
                trialFolder.restart();
            }
        }
        return done(trials);
    }

    /** Makes the components of one trial of each kind, so that a mistake shows before the first is trained. */
    private void requireComponents(
            List<Trial> trials, Map<Trial, TrialOutcome> done, int threads, TrialEvaluations evaluations) {
        List<Trial> waiting = trials.stream().filter(t -> !done.containsKey(t)).toList();
        for (Trial trial : representatives(waiting)) {
            OpenedTrial opened = configurations.open(trial);
            try {
                JobComponents components =
                        JobComponents.lookUp(console.silent(), opened.manager(), opened.job(), threads);
                components.requireGradients(components.job().evaluators());
                components.requireGradients(evaluations.evaluators());
            } catch (CommandException e) {
                throw new CommandException(e.exitCode(), "trial '" + trial + "': " + e.getMessage(), e);
            }
        }
    }

    /** Refuses to compare trials on data that have changed with new ones; what has gone since has not changed. */
    private void requireSameData(Set<Trial> done) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (Trial trial : done) {
            if (!hashes.containsKey(kind(trial))) {
                hashes.put(kind(trial), dataHash(trial));
            }
            String hash = hashes.get(kind(trial));
            if (!hash.isEmpty()) {
                folder.trial(trial).requireSameData(hash);
            }
        }
    }

    private String dataHash(Trial trial) {
        try {
            return configurations.open(trial).dataHash();
        } catch (CommandException e) {
            console.warn(
                    "WARNING: trial '" + trial + "' is done, and its data cannot be read any more: " + e.getMessage());
            return "";
        }
    }

    private Map<Trial, CommandException> train(
            List<Trial> trials, Map<Trial, TrialOutcome> done, int parallel, int threads, Optional<Halving> halving)
            throws IOException {
        StudyProgress progress =
                new StudyProgress(console, study.comparedOn().text(), trials, parallel, halving.isEmpty());
        done.forEach(progress::alreadyDone);
        if (!done.isEmpty()) {
            console.info("Resumed   " + done.size() + " of " + count(trials.size(), "trial") + " done before");
        }
        List<Trial> waiting = trials.stream().filter(t -> !done.containsKey(t)).toList();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.round(study.budgetMinutes() * 60_000));
        try (StopSignals signals = new StopSignals(console)) {
            BooleanSupplier stop =
                    () -> signals.requested() || (study.budgetMinutes() > 0 && System.nanoTime() - end >= 0);
            TrialQueue queue = new TrialQueue(
                    configurations::open,
                    folder::trial,
                    study.comparedOn(),
                    progress,
                    stop,
                    place,
                    place.threadsOfTrial(threads, parallel));
            if (halving.isPresent()) {
                Halving plan = halving.get();
                HalvingTrials halved = new HalvingTrials(
                        plan, folder::trial, trial -> configurations.open(trial).trainer(), progress, stop);
                return halved.run(trials, (some, epochs) -> queue.run(some, parallel, epochs));
            }
            return queue.run(waiting, parallel, Halving.ALL_EPOCHS);
        }
    }

    /** Evaluates all models; one that fails hides no figure of the others, and stays on disk for the next time. */
    private Map<Trial, CommandException> evaluate(List<Trial> trials, TrialEvaluations evaluations) throws IOException {
        Map<Trial, CommandException> failures = new LinkedHashMap<>();
        Map<Trial, TrialOutcome> done = done(trials);
        for (Trial trial : trials) {
            if (done.get(trial).hasModel()) {
                try {
                    evaluations.complete(configurations.open(trial), folder.trial(trial));
                } catch (CommandException e) {
                    if (e.exitCode() == ExitCode.INTERRUPTED) {
                        throw e;
                    }
                    failures.put(trial, e);
                }
            }
        }
        Set<Trial> kept = new HashSet<>(failures.keySet());
        if (study.keepModels() == KeptModels.ALL) {
            kept.addAll(trials);
        } else if (study.keepModels() == KeptModels.FIRST_SEED) {
            kept.addAll(representatives(trials));
        }
        for (Trial trial : trials) {
            if (!kept.contains(trial)) {
                folder.trial(trial).deleteModels();
            }
        }
        return failures;
    }

    private StudyResult result(List<Trial> trials, Map<Trial, CommandException> failures, TrialEvaluations evaluations)
            throws IOException {
        List<FinishedTrial> finished = new ArrayList<>();
        for (Map.Entry<Trial, TrialOutcome> entry : done(trials).entrySet()) {
            TrialFolder trialFolder = folder.trial(entry.getKey());
            finished.add(trialFolder.read(entry.getKey(), entry.getValue(), evaluations.read(trialFolder)));
        }
        Map<Trial, String> messages = new LinkedHashMap<>();
        failures.forEach((trial, failure) -> messages.put(trial, failure.getMessage()));
        return new StudyResult(
                plan.name(),
                study.comparedOn(),
                study.baseline(),
                plan.methods().labels(),
                trials,
                finished,
                messages,
                Header.java(),
                configuration);
    }

    /** Errors on different examples tell nothing in pairs. */
    private void warnOfOtherExamples(StudyResult result) {
        for (String dataSet : result.dataSets()) {
            for (String method : result.methods()) {
                int seeds = result.comparison(method, dataSet)
                        .map(MethodComparison::otherExamples)
                        .orElse(0);
                if (seeds > 0) {
                    console.warn("WARNING: method '" + method + "'" + (dataSet.isEmpty() ? "" : " on '" + dataSet + "'")
                            + ": its " + result.comparedOn().text() + " examples are not those of the baseline '"
                            + result.baseline() + "', so that the two are not compared"
                            + (seeds > 1 ? " (" + seeds + " seeds)" : ""));
                }
            }
        }
    }

    private static void requireComplete(StudyResult result, Map<Trial, CommandException> failures) {
        String done = result.finished().size() + " of " + count(result.planned().size(), "trial") + " done";
        for (Map.Entry<Trial, CommandException> failure : failures.entrySet()) {
            throw new CommandException(
                    failure.getValue().exitCode(),
                    done + ", " + failures.size() + " failed, the first '" + failure.getKey() + "': "
                            + failure.getValue().getMessage() + "; --resume runs what is missing",
                    failure.getValue());
        }
        if (!result.isComplete()) {
            throw new CommandException(
                    ExitCode.INTERRUPTED, done + ", the rest is saved; the same command with --resume goes on");
        }
    }
}
