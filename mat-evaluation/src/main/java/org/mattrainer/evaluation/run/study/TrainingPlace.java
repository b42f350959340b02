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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.run.TrainRun;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.mattrainer.training.TrainingListener;

/** Where jobs are trained: in this Java machine, or on others. What comes out does not depend on it. */
public interface TrainingPlace {

    /** This Java machine. */
    TrainingPlace HERE = new TrainingPlace() {

        @Override
        public void train(Console console, ConfigurationManager manager, String job, CommandOptions options) {
            new TrainRun(console, manager, job, options).run();
        }

        @Override
        public int parallelTrials(int asked, int trials) {
            return asked;
        }

        @Override
        public int threadsOfTrial(int threads, int parallel) {
            return Math.max(1, threads / parallel);
        }

        @Override
        public Optional<TrialOutcome> train(TrialTask task, BooleanSupplier stop, TrainingListener listener)
                throws IOException {
            return task.run(stop, listener);
        }
    };

    /** Trains a job by itself, evaluates its model and writes its run folder. */
    void train(Console console, ConfigurationManager manager, String job, CommandOptions options);

    /**
     * How many trials of a study are trained at a time.
     *
     * @param asked what the study asks for, at least 1
     * @param trials number of all trials, at least 1
     */
    int parallelTrials(int asked, int trials);

    /**
     * How many threads each trial has.
     *
     * @param threads those of the command line, at least 1
     * @param parallel trials at a time
     */
    int threadsOfTrial(int threads, int parallel);

    /**
     * Trains a trial of a study. Called on several threads at a time.
     *
     * @param task the trial
     * @param stop asked whether to end; then the training is saved
     * @param listener told how the training goes, as far as that can be followed from here
     * @return empty if the training rests after the last epoch of the task
     * @throws IOException if files of the trial cannot be read or written
     * @throws org.mattrainer.evaluation.command.CommandException if the run fails or is stopped
     */
    Optional<TrialOutcome> train(TrialTask task, BooleanSupplier stop, TrainingListener listener) throws IOException;
}
