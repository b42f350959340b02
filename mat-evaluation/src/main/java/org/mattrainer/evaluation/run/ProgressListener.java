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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ProgressBar;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingSummary;

/**
 * Shows a training: the network before the first step, an estimate of the time after the first warm steps, a bar on a
 * terminal, and a line for each epoch.
 */
final class ProgressListener implements TrainingListener {

    /** The first steps run in the interpreter and say little about the rest. */
    private static final double WARM_UP_SECONDS = 2;

    private static final double ESTIMATE_SECONDS = 2;
    private static final double BAR_SECONDS = 0.2;

    private final Console console;
    private final List<EpochReport> epochs = new ArrayList<>();
    private TrainingSummary summary;
    private long started;
    private long firstStep;
    private long warm;
    private long warmStep;
    private boolean estimated;
    private long lastBar;

    ProgressListener(Console console) {
        this.console = console;
    }

    @Override
    public void trainingStarted(TrainingSummary summary) {
        this.summary = summary;
        console.info("Training  " + Numbers.count(summary.examples()) + " examples"
                + (summary.unlabelled() > 0 ? " and " + Numbers.count(summary.unlabelled()) + " unlabelled" : "") + ", "
                + summary.epochs() + " epochs of " + summary.stepsPerEpoch() + " steps of " + summary.minibatchSize());
        started = System.nanoTime();
    }

    @Override
    public void trainingResumed(ResumeReport report) {
        epochs.addAll(report.history());
        firstStep = report.steps();
        console.info("Resumed   " + report.file() + ", "
                + (report.finished()
                        ? "a finished training"
                        : "after step " + report.steps() + " of " + report.totalSteps()));
    }

    @Override
    public void trainingRecovered(Recovery recovery) {
        console.clearLine();
        console.warn("Diverged  " + recovery);
        epochs.removeIf(report -> report.steps() > recovery.restoredStep());
    }

    @Override
    public void stepFinished(StepReport report) {
        long now = System.nanoTime();
        if (!estimated) {
            estimate(report, now);
        }
        if (console.hasBar() && seconds(lastBar, now) > BAR_SECONDS) {
            lastBar = now;
            console.overwrite(bar(report, now));
        }
    }

    private void estimate(StepReport report, long now) {
        if (warm == 0) {
            if (seconds(started, now) > WARM_UP_SECONDS) {
                warm = now;
                warmStep = report.step();
            }
        } else if (seconds(warm, now) > ESTIMATE_SECONDS) {
            estimated = true;
            double step = seconds(warm, now) / (report.step() - warmStep);
            long left = (long) summary.stepsPerEpoch() * summary.epochs() - report.step();
            console.clearLine();
            console.info("Estimate  " + Numbers.duration(step * summary.stepsPerEpoch()) + " an epoch, about "
                    + Numbers.duration(step * left) + " to go");
        }
    }

    private String bar(StepReport report, long now) {
        double perStep = seconds(started, now) / Math.max(1, report.step() - firstStep);
        long left = (long) summary.stepsPerEpoch() * summary.epochs() - report.step();
        String before = "epoch " + report.epoch() + "/" + summary.epochs();
        String steps = report.stepInEpoch() + "/" + report.stepsPerEpoch();
        String time = Numbers.duration(perStep * left) + " to go";
        String behind = steps + ", " + time + ", objective " + Numbers.loss(report.total());
        return ProgressBar.line(console.columns(), before, report.stepInEpoch(), report.stepsPerEpoch(), behind);
    }

    @Override
    public void epochFinished(EpochReport report) {
        epochs.add(report);
        console.clearLine();
        line(report).lines().forEach(console::info);
    }

    /** The line of an epoch: every term apart, errors, speed. */
    static String line(EpochReport report) {
        int digits = Integer.toString(report.epochs()).length();
        StringBuilder line = new StringBuilder("Epoch ");
        line.append(" ".repeat(digits - Integer.toString(report.epoch()).length()));
        line.append(report.epoch()).append('/').append(report.epochs());
        line.append("  objective ").append(Numbers.loss(report.total()));
        for (Map.Entry<String, Double> term : report.terms().entrySet()) {
            line.append("  ").append(term.getKey()).append(' ').append(Numbers.loss(term.getValue()));
        }
        StringBuilder rest = new StringBuilder();
        rest.append("  training error ").append(Numbers.percent(report.trainingError()));
        report.validationError()
                .ifPresent(e -> rest.append("  validation error ").append(Numbers.percent(e)));
        rest.append("  ")
                .append(Numbers.count(Math.round(report.imagesPerSecond())))
                .append(" images/s");
        rest.append("  ").append(Numbers.duration(report.seconds()));
        boolean fits = line.length() + rest.length() <= Console.LINE;
        return line + (fits ? "" : "\n" + " ".repeat(4)) + rest;
    }

    /** The epochs so far. */
    List<EpochReport> epochs() {
        return List.copyOf(epochs);
    }

    /** Time of all epochs, those before a resume among them. */
    double epochSeconds() {
        return epochs.stream().mapToDouble(EpochReport::seconds).sum();
    }

    /** What is trained, once the training has started. */
    Optional<TrainingSummary> summary() {
        return Optional.ofNullable(summary);
    }

    private static double seconds(long from, long to) {
        return (to - from) * 1e-9;
    }
}
