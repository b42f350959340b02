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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialOutcome;

/**
 * Runs trials in their order, several at a time. One that fails does not keep the others from running; a stop ends
 * those that run after their step and starts no other.
 */
final class TrialQueue {

    private final Function<Trial, OpenedTrial> configurations;
    private final Function<Trial, TrialFolder> folders;
    private final ComparedOn comparedOn;
    private final StudyProgress progress;
    private final BooleanSupplier stop;
    private final TrainingPlace place;
    private final int threads;
    private final Deque<Trial> waiting = new ArrayDeque<>();
    private final Map<Trial, CommandException> failures = new LinkedHashMap<>();

    /**
     * Prepares.
     *
     * @param configurations works out the configuration of a trial
     * @param folders the folder of each trial
     * @param comparedOn the examples that the trials are compared on
     * @param progress told what happens
     * @param stop asked whether to end
     * @param place where they are trained
     * @param threads threads of each trial
     */
    TrialQueue(
            Function<Trial, OpenedTrial> configurations,
            Function<Trial, TrialFolder> folders,
            ComparedOn comparedOn,
            StudyProgress progress,
            BooleanSupplier stop,
            TrainingPlace place,
            int threads) {
        this.configurations = configurations;
        this.folders = folders;
        this.comparedOn = comparedOn;
        this.progress = progress;
        this.stop = stop;
        this.place = place;
        this.threads = threads;
    }

    /**
     * Runs trials.
     *
     * @param trials the trials in order
     * @param parallel how many at a time
     * @param lastEpoch the epoch after which a training rests, to go on later
     * @return what went wrong with those that failed
     */
    Map<Trial, CommandException> run(List<Trial> trials, int parallel, int lastEpoch) {
        waiting.addAll(trials);
        List<Thread> workers = new ArrayList<>();
        for (int i = 1; i < Math.min(parallel, trials.size()); i++) {
            Thread worker = new Thread(() -> work(lastEpoch), "trial-" + i);
            worker.start();
            workers.add(worker);
        }
        work(lastEpoch);
        for (Thread worker : workers) {
            join(worker);
        }
        return failures;
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                worker.interrupt();
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(int lastEpoch) {
        for (Optional<Trial> next = next(); next.isPresent(); next = next()) {
            run(next.get(), lastEpoch);
        }
    }

    private synchronized Optional<Trial> next() {
        return stop.getAsBoolean() || Thread.currentThread().isInterrupted()
                ? Optional.empty()
                : Optional.ofNullable(waiting.poll());
    }

    private void run(Trial trial, int lastEpoch) {
        TrialFolder folder = folders.apply(trial);
        try {
            progress.started(trial, folder.isCutOff());
            OpenedTrial opened = configurations.apply(trial);
            TrialTask task = new TrialTask(opened, folder, comparedOn, threads, lastEpoch);
            Optional<TrialOutcome> outcome = place.train(task, stop, progress.listener(trial));
            if (outcome.isPresent()) {
                progress.finished(trial, outcome.get());
            } else {
                progress.resting(trial, lastEpoch, folder.validationErrors(opened.trainer()));
            }
        } catch (IOException | RuntimeException | Error e) {
            CommandException failure = Failures.ofRun(e);
            if (failure.exitCode() == ExitCode.INTERRUPTED) {
                progress.stopped(trial);
            } else {
                progress.failed(trial, failure.getMessage());
                synchronized (this) {
                    failures.put(trial, failure);
                }
            }
        }
    }
}
