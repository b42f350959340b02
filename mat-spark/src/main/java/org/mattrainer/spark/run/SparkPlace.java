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
package org.mattrainer.spark.run;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.command.StopSignals;
import org.mattrainer.evaluation.run.PortableRun;
import org.mattrainer.evaluation.run.RunControl;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.TrainRun;
import org.mattrainer.evaluation.run.study.TrainingPlace;
import org.mattrainer.evaluation.run.study.TrialTask;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.mattrainer.training.TrainingListener;

/**
 * The executors of a Spark application as a place for trainings, one task for each. Spark queues them, and tries one whose
 * executor is lost on another, which goes on from the last checkpoint.
 */
public final class SparkPlace implements TrainingPlace {

    /** Each waits on a thread of the driver. */
    private static final int MOST_PARALLEL = 256;

    private static final long POLL_MILLISECONDS = 500;

    private final JavaSparkContext spark;
    private final ResultFolder results;
    private final ExecutorCheck check;
    private final OptionalInt shares;

    /**
     * Prepares.
     *
     * @param spark the application
     * @param results the opened folder of the results
     * @param properties system properties for the executors
     * @param shares number of tasks that share each step of a training by itself, empty if it is one task
     */
    public SparkPlace(
            JavaSparkContext spark, ResultFolder results, Map<String, String> properties, OptionalInt shares) {
        this.shares = shares;
        this.spark = spark;
        this.results = results;
        this.check = ExecutorCheck.ofDriver(properties);
    }

    @Override
    public void train(Console console, ConfigurationManager manager, String job, CommandOptions options) {
        RunFolder folder = new RunFolder(results.local());
        try {
            folder.requireNothingForeign();
            if (!options.isSet(TrainFlag.RESUME) && !options.isSet(TrainFlag.RESTART)) {
                folder.requireNothingUnfinished();
                folder.requireNothingFinished();
            }
            if (shares.isPresent()) {
                trainShared(console, manager, job, options, folder);
                return;
            }
            console.info("Train     " + job + ", one task; how it goes is on the standard error of its executor");
            try (StopSignals signals = new StopSignals(console)) {
                TrainWork work = new TrainWork(PortableRun.of(manager, job, options));
                console.result(
                        run("train " + job, work, folder, signals::requested).output());
            }
        } catch (IOException e) {
            throw Failures.ofRun(e);
        }
    }

    /** Trains here, with the gradients of the executors. */
    private void trainShared(
            Console console, ConfigurationManager manager, String job, CommandOptions options, RunFolder folder) {
        console.info("Train     " + job + ", each step " + shares.getAsInt() + " tasks");
        PortableRun portable = PortableRun.of(manager, job, options);
        try (FolderSending sending = new FolderSending(results);
                SparkTraining training = new SparkTraining(spark, portable, check, shares.getAsInt())) {
            RunControl control =
                    new RunControl(Optional.of(folder), Optional.empty(), List.of(), Optional.of(training));
            new TrainRun(console, manager, job, options, control).run();
        }
    }

    @Override
    public int parallelTrials(int asked, int trials) {
        if (shares.isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--data-parallel is for a single training: the trials of a study are on many executors already");
        }
        return Math.min(trials, MOST_PARALLEL);
    }

    @Override
    public int threadsOfTrial(int threads, int parallel) {
        return spark.getConf().getInt("spark.task.cpus", 1);
    }

    @Override
    public Optional<TrialOutcome> train(TrialTask task, BooleanSupplier stop, TrainingListener listener)
            throws IOException {
        run("trial " + task.trial(), new TrialWork(task.portable()), new RunFolder(task.folder()), stop);
        return task.outcome();
    }

    /** Runs one task and waits for its end. */
    private TaskAnswer run(String what, FolderTask.Work work, RunFolder folder, BooleanSupplier stop)
            throws IOException {
        results.push(folder.folder());
        FolderTask task = new FolderTask(work, results.link(folder.folder()), check);
        spark.setJobDescription(what);
        JavaFutureAction<List<TaskAnswer>> future =
                spark.parallelize(List.of(0), 1).map(task).collectAsync();
        TaskAnswer answer = await(future, stop).get(0);
        results.pull(folder.folder());
        if (answer.withdrawn() && stop.getAsBoolean()) {
            throw new CommandException(ExitCode.INTERRUPTED, "stopped before it began");
        }
        answer.requireDone();
        return answer;
    }

    private <T> T await(JavaFutureAction<T> future, BooleanSupplier stop) {
        boolean withdrawn = false;
        while (true) {
            try {
                return future.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.getAsBoolean() && !withdrawn) {
                    results.withdraw();
                    withdrawn = true;
                }
            } catch (ExecutionException e) {
                throw SparkFailures.of(e.getCause());
            } catch (InterruptedException e) {
                future.cancel(true);
                throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
            }
        }
    }
}
