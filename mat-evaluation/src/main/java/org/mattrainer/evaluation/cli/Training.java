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

import org.mattrainer.training.TrainingListener;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Trains. Trainers of this project report how it goes and may use several threads; others just train. */
final class Training {

    private final JobComponents components;
    private final JobData data;
    private final int threads;
    private final ProgressListener progress;

    Training(JobComponents components, JobData data, int threads, ProgressListener progress) {
        this.components = components;
        this.data = data;
        this.threads = threads;
        this.progress = progress;
    }

    Model<Label> train(TrainingListener history) {
        return components.job().trainer().train(data.train());
    }

    void dryRun(Console console) {
        console.info("Dry run   everything could be built");
    }
}
