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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.internal.input.ExampleReader;
import org.mattrainer.internal.input.StripeInputs;
import org.mattrainer.internal.training.FrozenLayers;
import org.mattrainer.internal.training.PixelBox;
import org.mattrainer.internal.training.SharedTraining;
import org.mattrainer.internal.training.TrainingSettings;
import org.mattrainer.nn.Network;
import org.mattrainer.training.GradientPlace;
import org.mattrainer.training.TrainingRun;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Computes shares of the steps of a training for the process that makes them, which has a {@link GradientPlace} that carries the
 * messages. It keeps nothing from step to step that it could not make again, so that any worker can compute any share. Several
 * threads may ask at once, each of which takes the working memory of a training and as many threads as the run has.
 *
 * <p>Of the training data it keeps the images of those stripes ({@link MatTrainerBuilder#dataShards}) that its shares have
 * read; for the first share of a stripe it reads the examples once. Labels and weights are those that it is told.
 */
public final class GradientWorker implements AutoCloseable {

    private final SharedTraining training;

    /**
     * Prepares; no example is read yet.
     *
     * @param trainer a trainer of the same configuration as that of the other process; threads and memory are those of its run
     * @param examples the same training data, a data source or a dataset; the same ones in the same order in every iteration
     * @param training what the place was given when the training began
     * @throws IllegalArgumentException if the trainer is of another configuration, as far as that shows here
     * @throws PropertyException if its number of stripes is another one
     */
    public GradientWorker(MatTrainer trainer, Iterable<Example<Label>> examples, byte[] training) {
        TrainingOrder order = TrainingOrder.of(training);
        TrainingSettings settings = trainer.settings();
        int shards = order.source().hashes().size();
        if (settings.batches().dataShards() != shards) {
            throw new PropertyException(
                    "",
                    "dataShards",
                    "expected " + shards + " as in the process that trains, found "
                            + settings.batches().dataShards());
        }
        TrainingRun run = trainer.run();
        PixelIndex index = order.index();
        Network network = trainer.architecture.network(index.shape().toTensorShape(), order.labels());
        StripeInputs inputs = new StripeInputs(
                examples,
                new ExampleReader(index, trainer.unseenPixels),
                order.source(),
                order.transform(),
                run.imageMemory(),
                run.threads());
        this.training = new SharedTraining(
                settings,
                network,
                FrozenLayers.of(network, trainer.frozenLayers),
                order.source().examples(),
                inputs,
                PixelBox.of(settings, network, order::range, order.transform()),
                run,
                order.seed());
    }

    /**
     * Computes a share of a step.
     *
     * @param step the message that the place is given
     * @param share number of the share, from 0
     * @return the answer to be handed back
     * @throws org.mattrainer.image.UnfitDataException if the training data are not those of the process that trains
     * @throws IllegalArgumentException if the step is one of another network, or the working memory or that for images is too
     *     small ({@link TrainingRun#withWorkingMemory}, {@link TrainingRun#withImageMemory})
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
