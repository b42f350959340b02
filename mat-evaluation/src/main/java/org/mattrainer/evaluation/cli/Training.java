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
package org.mattrainer.evaluation.cli;

import org.mattrainer.MatTrainer;
import org.mattrainer.TrainingRun;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.training.TrainingListener;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Trains. Trainers of this project report how it goes and may use several threads; others just train. */
final class Training {

    private final JobComponents components;
    private final JobData data;
    private final ProgressListener progress;
    private final TrainingRun run;

    Training(JobComponents components, JobData data, int threads, ProgressListener progress) {
        this.components = components;
        this.data = data;
        this.progress = progress;
        TrainingRun watched = new TrainingRun().withThreads(threads).withListener(progress);
        this.run = data.validation().isPresent()
                ? watched.withValidation(data.validation().get())
                : watched;
    }

    /** Trains on all threads. */
    Model<Label> train(TrainingListener history) {
        return train(run.withListener(history));
    }

    /** Trains the first steps of a MatTrainer and says how long all would take. */
    void dryRun(Console console) {
        if (components.matTrainers().isEmpty()) {
            console.info("Dry run   everything could be built; this trainer can only be tried by training");
            return;
        }
        DryRunListener listener = new DryRunListener();
        try {
            train(run.withListener(listener));
        } catch (DryRunListener.Enough e) {
            console.clearLine();
        }
        console.info("Dry run   " + listener.steps() + " steps of "
                + Numbers.duration(listener.secondsPerStep()) + " trained; the whole training would take about "
                + Numbers.duration(listener.estimatedSeconds()));
    }

    private Model<Label> train(TrainingRun current) {
        for (MatTrainer trainer : components.matTrainers()) {
            trainer.setRun(current);
        }
        return components.job().trainer().train(data.train());
    }
}
