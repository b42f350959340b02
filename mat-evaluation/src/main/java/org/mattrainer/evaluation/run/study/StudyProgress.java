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

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingSummary;

/**
 * Shows how far a study is: a line for each trial that starts and ends, on a terminal also a line that moves, with an
 * estimate of the time to go. Trials may run at the same time.
 */
final class StudyProgress {

    private static final double BAR_SECONDS = 0.5;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Console console;
    private final String examples;
    private final List<Trial> trials;
    private final int parallel;
    private final boolean estimates;
    private final Map<Trial, TrialOutcome> done = new LinkedHashMap<>();
    private final Map<Trial, Running> running = new LinkedHashMap<>();
    private int failed;
    private long lastBar = System.nanoTime();

    /** A trial that is being trained. */
    private static final class Running {
        private final long started = System.nanoTime();
        private double share;
        private double shareAtStart = Double.NaN;
        private String position = "";

        double elapsed() {
            return (System.nanoTime() - started) * 1e-9;
        }
    }

    StudyProgress(Console console, String examples, List<Trial> trials, int parallel, boolean estimates) {
        this.console = console;
        this.examples = examples;
        this.trials = List.copyOf(trials);
        this.parallel = parallel;
        this.estimates = estimates;
    }

    /** A trial that an earlier run of the study has finished. */
    synchronized void alreadyDone(Trial trial, TrialOutcome outcome) {
        done.put(trial, outcome);
    }

    synchronized void revived(Trial trial) {
        done.remove(trial);
    }

    synchronized void started(Trial trial, boolean resumed) {
        running.put(trial, new Running());
        console.clearLine();
        console.info(
                (resumed ? "Resume    " : "Train     ") + trial + " (" + number(trial) + " of " + trials.size() + ")");
    }

    synchronized void finished(Trial trial, TrialOutcome outcome) {
        running.remove(trial);
        done.put(trial, outcome);
        console.clearLine();
        String result = outcome.diverged()
                ? "diverged"
                : examples + " error " + Numbers.percent(outcome.error()) + " (" + Numbers.count(outcome.errors())
                        + " of " + Numbers.count(outcome.examples()) + ")";
        console.info("Done      " + trial + ": " + result + ", trained in " + Numbers.duration(outcome.seconds()) + "; "
                + done.size() + " of " + trials.size() + " done, " + Numbers.duration(spent()) + " of training"
                + toGo());
    }

    /** A training that waits for what the others come to. */
    synchronized void resting(Trial trial, int epoch, double[] validationErrors) {
        running.remove(trial);
        console.clearLine();
        String error = validationErrors.length < epoch
                ? ""
                : ": validation error " + Numbers.percent(validationErrors[epoch - 1]);
        console.info("Rung      " + trial + ", epoch " + epoch + error);
    }

    /** A training that does not go on. */
    synchronized void dropped(Trial trial, TrialOutcome outcome) {
        done.put(trial, outcome);
        console.clearLine();
        console.info("Dropped   " + trial + " after epoch " + outcome.epochs() + ", as others are better");
    }

    synchronized void stopped(Trial trial) {
        running.remove(trial);
    }

    synchronized void failed(Trial trial, String message) {
        running.remove(trial);
        failed++;
        console.clearLine();
        console.warn("Failed    " + trial + ": " + message);
    }

    private int number(Trial trial) {
        return trials.indexOf(trial) + 1;
    }

    private double spent() {
        return done.values().stream().mapToDouble(TrialOutcome::seconds).sum();
    }

    /** The time to go, as the end of a sentence; empty when it cannot be told or there is none. */
    private String toGo() {
        double seconds = estimates ? secondsToGo() : 0;
        if (!(seconds > 0)) {
            return "";
        }
        String clock = LocalTime.now().plusSeconds(Math.round(seconds)).format(CLOCK);
        return ", about " + Numbers.duration(seconds) + " to go" + (seconds < 24 * 3600 ? ", until " + clock : "");
    }

    /**
     * Work to go over the trials at a time. A method that has not been trained yet is taken to need the mean of the
     * others.
     */
    private double secondsToGo() {
        Map<String, List<Double>> known = new HashMap<>();
        done.forEach((trial, outcome) -> {
            if (outcome.hasModel()) {
                known.computeIfAbsent(kind(trial), k -> new ArrayList<>()).add(outcome.seconds());
            }
        });
        running.forEach((trial, state) -> {
            double made = state.share - state.shareAtStart;
            if (made > 0) {
                known.computeIfAbsent(kind(trial), k -> new ArrayList<>()).add(state.elapsed() / made);
            }
        });
        double mean = known.values().stream()
                .mapToDouble(StudyProgress::mean)
                .average()
                .orElse(Double.NaN);
        double seconds = 0;
        for (Trial trial : trials) {
            if (!done.containsKey(trial)) {
                double whole = known.containsKey(kind(trial)) ? mean(known.get(kind(trial))) : mean;
                Running state = running.get(trial);
                seconds += state == null ? whole : Math.max(0, 1 - state.share) * whole;
            }
        }
        return seconds / Math.min(parallel, Math.max(1, trials.size() - done.size() - failed));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    private static String kind(Trial trial) {
        return trial.method() + "\n" + trial.dataSet();
    }

    private synchronized void step(Trial trial, double share, String position) {
        Running state = running.get(trial);
        if (state == null) {
            return;
        }
        if (Double.isNaN(state.shareAtStart)) {
            state.shareAtStart = share;
        }
        state.share = share;
        state.position = position;
        long now = System.nanoTime();
        if (console.hasBar() && (now - lastBar) * 1e-9 > BAR_SECONDS) {
            lastBar = now;
            console.overwrite(done.size() + "/" + trials.size() + " done; "
                    + running.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue().position)
                            .collect(Collectors.joining("; "))
                    + toGo());
        }
    }

    /** Follows the training of a trial. */
    TrainingListener listener(Trial trial) {
        return new TrainingListener() {

            private long total = 1;

            @Override
            public void trainingStarted(TrainingSummary summary) {
                total = (long) summary.stepsPerEpoch() * summary.epochs();
            }

            @Override
            public void trainingResumed(ResumeReport report) {
                step(trial, (double) report.steps() / total, "resumed");
            }

            @Override
            public void stepFinished(StepReport report) {
                step(
                        trial,
                        (double) report.step() / total,
                        "epoch " + report.epoch() + ", step " + report.stepInEpoch() + " of " + report.stepsPerEpoch());
            }

            @Override
            public void epochFinished(EpochReport report) {
                step(
                        trial,
                        (double) report.steps() / total,
                        "epoch " + report.epoch() + " of " + report.epochs() + " done");
            }
        };
    }
}
