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
package org.mattrainer.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.adversarial.InputBox;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.engine.BatchShare;
import org.mattrainer.internal.engine.EngineMemory;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.ExampleTable;
import org.mattrainer.internal.input.ImageInputs;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.nn.Network;
import org.mattrainer.training.TrainingRun;

/**
 * A training whose steps another process makes, of which shares are computed here. Several threads may ask at once: each has
 * an engine then, which is kept for later.
 */
public final class SharedTraining implements AutoCloseable {

    private final TrainingSettings settings;
    private final Network network;
    private final FrozenLayers frozen;
    private final ExampleTable examples;
    private final ImageInputs inputs;
    private final InputBox box;
    private final TrainingRun run;
    private final long seed;
    private final List<Place> free = new ArrayList<>();
    private boolean closed;

    /** Engine, batches and threads for one share at a time. */
    private record Place(ShareStep step, Workers workers) {}

    /**
     * Prepares.
     *
     * @param settings everything that decides the result apart from network, data and seed
     * @param network the network
     * @param frozen its layers that are left as they are
     * @param examples the examples
     * @param inputs their images
     * @param box range of the pixels, null when no term uses it
     * @param run threads and memory
     * @param seed seed of all random numbers of the training
     */
    public SharedTraining(
            TrainingSettings settings,
            Network network,
            FrozenLayers frozen,
            ExampleTable examples,
            ImageInputs inputs,
            InputBox box,
            TrainingRun run,
            long seed) {
        this.settings = settings;
        this.network = network;
        this.frozen = frozen;
        this.examples = examples;
        this.inputs = inputs;
        this.box = box;
        this.run = run;
        this.seed = seed;
    }

    /**
     * Computes a share of a step.
     *
     * @param step what the training process says of the step
     * @param share number of the share
     * @return the answer to it
     * @throws IllegalArgumentException if the step is one of another network, or the working memory is too small
     * @throws IllegalStateException if this is closed
     */
    public byte[] compute(byte[] step, int share) {
        StepOrder order = StepOrder.of(step);
        Place place = take(order.shares());
        try {
            return place.step().compute(order, share).toBytes();
        } finally {
            giveBack(place);
        }
    }

    private synchronized Place take(int shares) {
        if (closed) {
            throw new IllegalStateException("Expected a training that is not closed");
        }
        return free.isEmpty() ? make(shares) : free.remove(free.size() - 1);
    }

    private synchronized void giveBack(Place place) {
        if (closed) {
            place.workers().close();
        } else {
            free.add(place);
        }
    }

    private Place make(int shares) {
        Workers workers = new Workers(run.threads());
        try {
            TrainingBatches batches = new TrainingBatches(
                    examples,
                    ImageShape.of(network.input()),
                    inputs,
                    frozen.leavesBatchStatistics(),
                    settings.batches(),
                    seed);
            NetworkPlan plan = NetworkPlan.compile(network, frozen.nodes(), settings.convolution());
            NetworkEngine engine = new NetworkEngine(plan, capacity(batches), resident(plan, batches, shares), workers);
            return new Place(new ShareStep(settings, engine, batches, box, seed), workers);
        } catch (RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }

    private int capacity(TrainingBatches batches) {
        return settings.batches().isMicro() ? batches.microCapacity() : batches.capacity();
    }

    /** The activations of a share, of the clean pass of each kind of example and of one at other points. */
    private int resident(NetworkPlan plan, TrainingBatches batches, int shares) {
        int capacity = capacity(batches);
        int passes = (batches.hasUnlabelled() ? 2 : 1) + 1;
        int fitting = new EngineMemory(plan, capacity, run.threads(), passes).resident(run.workingMemory());
        return settings.batches().isMicro() ? fitting : Math.min(fitting, BatchShare.largest(capacity, shares));
    }

    /** Ends the threads; a share that is being computed is finished. */
    @Override
    public synchronized void close() {
        closed = true;
        free.forEach(place -> place.workers().close());
        free.clear();
    }
}
