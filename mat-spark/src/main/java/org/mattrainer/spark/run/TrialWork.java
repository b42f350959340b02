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

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.mattrainer.evaluation.run.study.PortableTrial;
import org.mattrainer.training.TrainingListener;

/**
 * Trains a trial of a study.
 *
 * @param trial the trial
 */
record TrialWork(PortableTrial trial) implements FolderTask.Work {

    @Override
    public String run(LinkedFolder place, BooleanSupplier stop) throws IOException {
        trial.open(place.local(), TaskPlace.cores()).run(stop, new TrainingListener() {});
        return "";
    }
}
