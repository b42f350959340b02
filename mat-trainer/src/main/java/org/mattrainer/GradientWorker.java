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
package org.mattrainer;

import org.mattrainer.internal.training.SharedTraining;
import org.mattrainer.training.GradientPlace;
import org.mattrainer.training.TrainingRun;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/**
 * Computes shares of the steps of a training for the process that makes them, which has a {@link GradientPlace} that carries the
 * messages. It keeps nothing from step to step that it could not make again, so that any worker can compute any share. Several
 * threads may ask at once, each of which takes the working memory of a training and as many threads as the run has.
 */
public final class GradientWorker implements AutoCloseable {

    private final SharedTraining training;

    /**
     * Prepares.
     *
     * @param trainer a trainer of the same configuration as that of the other process; threads and memory are those of its run
     * @param examples the same training data
     * @param seed seed of the training, as the place is told
     * @param data SHA-256 of its training data, as the place is told
     * @throws IllegalArgumentException if the data are others, or do not fit the configuration
     */
    public GradientWorker(MatTrainer trainer, Dataset<Label> examples, long seed, String data) {
        training = new TrainingPlan(trainer, trainer.run(), examples).shared(seed, data);
    }

    /**
     * Computes a share of a step.
     *
     * @param step the message that the place is given
     * @param share number of the share, from 0
     * @return the answer to be handed back
     * @throws IllegalArgumentException if the step is one of another network, or the working memory is too small ({@link
     *     TrainingRun#withWorkingMemory})
     * @throws IllegalStateException if the worker is closed
     */
    public byte[] compute(byte[] step, int share) {
        return training.compute(step, share);
    }

    /** Ends all threads; shares that are being computed are finished. */
    @Override
    public void close() {
        training.close();
    }
}
