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
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.mattrainer.evaluation.run.PortableRun;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialOutcome;
import org.mattrainer.training.TrainingListener;

/** A trial to be trained. */
public final class TrialTask {

    private final OpenedTrial trial;
    private final TrialFolder folder;
    private final ComparedOn comparedOn;
    private final int threads;
    private final int lastEpoch;

    TrialTask(OpenedTrial trial, TrialFolder folder, ComparedOn comparedOn, int threads, int lastEpoch) {
        this.trial = trial;
        this.folder = folder;
        this.comparedOn = comparedOn;
        this.threads = threads;
        this.lastEpoch = lastEpoch;
    }

    /** The trial. */
    public Trial trial() {
        return trial.trial();
    }

    /** Its run folder. */
    public Path folder() {
        return folder.run().folder();
    }

    /** The outcome that its folder holds, empty while the trial is not done. */
    public Optional<TrialOutcome> outcome() throws IOException {
        return folder.readOutcome();
    }

    /**
     * Trains in this Java machine, or goes on with a training that was cut off.
     *
     * @param stop asked whether to end; then the training is saved
     * @param listener told how the training goes
     * @return empty if the training rests after the last epoch
     * @throws IOException if files of the trial cannot be read or written
     * @throws org.mattrainer.evaluation.command.CommandException if the run fails or is stopped
     */
    public Optional<TrialOutcome> run(BooleanSupplier stop, TrainingListener listener) throws IOException {
        return new TrialRun(trial, folder, comparedOn, threads).run(stop, listener, lastEpoch);
    }

    /** The task for another machine. */
    public PortableTrial portable() {
        Trial what = trial.trial();
        return new PortableTrial(
                PortableRun.of(trial.manager(), trial.job(), trial.options()),
                what.method(),
                what.dataSet(),
                what.seed().stream().boxed().toList(),
                comparedOn,
                lastEpoch);
    }
}
