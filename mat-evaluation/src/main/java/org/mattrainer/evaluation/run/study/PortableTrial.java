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
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.mattrainer.evaluation.run.PortableRun;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.Trial;

/**
 * A {@link TrialTask} that can be sent to another machine.
 *
 * @param run its run
 * @param method name of the method
 * @param dataSet name of the data set, empty for that of the job
 * @param seed the seed, none for that of the trainer
 * @param comparedOn the examples that the trials are compared on
 * @param lastEpoch the epoch after which the training rests
 */
public record PortableTrial(
        PortableRun run, String method, String dataSet, List<Long> seed, ComparedOn comparedOn, int lastEpoch)
        implements Serializable {

    /** Copies the list. */
    public PortableTrial {
        seed = List.copyOf(seed);
    }

    /**
     * The task on this machine.
     *
     * @param folder the run folder here
     * @param threads threads of the training, at least 1
     * @throws IOException if a temporary file cannot be written
     */
    public TrialTask open(Path folder, int threads) throws IOException {
        OptionalLong number = seed.isEmpty() ? OptionalLong.empty() : OptionalLong.of(seed.get(0));
        PortableRun.Opened opened = run.open();
        OpenedTrial trial =
                new OpenedTrial(new Trial(method, dataSet, number), opened.manager(), run.job(), opened.options());
        return new TrialTask(trial, new TrialFolder(new RunFolder(folder)), comparedOn, threads, lastEpoch);
    }
}
