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
package org.mattrainer.training;

import java.util.function.Supplier;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Is told how a training goes. Called on the thread that trains, so a slow listener slows the training; an exception
 * thrown by a listener ends the training. Listeners never change the result.
 */
public interface TrainingListener {

    /**
     * Called once, before the first step.
     *
     * @param summary what will be trained
     */
    default void trainingStarted(TrainingSummary summary) {}

    /**
     * Called once, before the first step, with a way to the model that it starts from, so that what does not fit the model
     * can end the training before it takes time; {@link #trainingStarted(TrainingSummary)} is called by this method unless
     * it is overridden.
     *
     * @param summary what will be trained
     * @param model gives, while this method runs, a {@code MatModel} of the parameters before the first step, or of those of
     *     the checkpoint that the training goes on from: a copy. It is made only if it is asked for. Asked later it throws
     *     an {@link IllegalStateException}
     */
    default void trainingStarted(TrainingSummary summary, Supplier<Model<Label>> model) {
        trainingStarted(summary);
    }

    /**
     * Called after {@link #trainingStarted(TrainingSummary, Supplier)} when the training goes on from a checkpoint. The epochs that were finished
     * before are not reported again.
     *
     * @param report where the training goes on
     */
    default void trainingResumed(ResumeReport report) {}

    /**
     * Called after each step.
     *
     * @param report the step
     */
    default void stepFinished(StepReport report) {}

    /**
     * Called after each epoch.
     *
     * @param report the epoch
     */
    default void epochFinished(EpochReport report) {}

    /**
     * Called after each epoch, with a way to the model; {@link #epochFinished(EpochReport)} is called by this method unless
     * it is overridden.
     *
     * @param report the epoch
     * @param model gives, while this method runs, the {@code MatModel} that the training would return now: a copy, which
     *     may be kept, evaluated, attacked and stored, with the averaged parameters where there is an average, and with a
     *     provenance that tells after how many steps it was made. It is made once an epoch, and only if it is asked for.
     *     Asked later it throws an {@link IllegalStateException}
     */
    default void epochFinished(EpochReport report, Supplier<Model<Label>> model) {
        epochFinished(report);
    }

    /**
     * Called once, when the training returns a model; not when it throws.
     *
     * @param end how it has ended
     * @param model the {@code MatModel} that it returns
     */
    default void trainingFinished(TrainingEnd end, Model<Label> model) {}

    /**
     * Called when the training has diverged and goes on from the start of the epoch, whose steps are reported again, or
     * of the epoch before, which is reported again as well.
     *
     * @param recovery what happened
     */
    default void trainingRecovered(Recovery recovery) {}
}
