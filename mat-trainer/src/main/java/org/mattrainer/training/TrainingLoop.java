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

import java.util.List;
import java.util.OptionalDouble;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.optimise.OptimiserState;

/**
 * Trains a network from its first parameters to the last epoch. One object makes one training; the result depends on
 * settings, network, data and seed only, not on threads, listeners or validation.
 */
public final class TrainingLoop {

    private final TrainingSettings settings;
    private final Network network;
    private final TrainingData data;
    private final PixelTransform transform;
    private final int threads;
    private final List<TrainingListener> listeners;
    private final ValidationData validation;
    private final ImageShape shape;
    private TrainingBatches batches;

    /**
     * Prepares a training.
     *
     * @param settings everything that decides the result apart from network, data and seed
     * @param network the network
     * @param data the examples
     * @param transform the fitted preprocessing
     * @param threads number of threads, the calling one included
     * @param listeners told how it goes
     * @param validation examples on which the error is measured after each epoch, or null
     * @throws IllegalArgumentException if the batches are too small for batch normalisation
     */
    public TrainingLoop(
            TrainingSettings settings,
            Network network,
            TrainingData data,
            PixelTransform transform,
            int threads,
            List<TrainingListener> listeners,
            ValidationData validation) {
        this.settings = settings;
        this.network = network;
        this.data = data;
        this.transform = transform;
        this.threads = threads;
        this.listeners = List.copyOf(listeners);
        this.validation = validation;
        this.shape = new ImageShape(
                network.input().channels(),
                network.input().height(),
                network.input().width());
        TrainingBatches.check(data, network, settings);
    }

    /**
     * Trains. All threads that it starts have ended when it returns or throws.
     *
     * @param seed seed of all random numbers
     * @return the trained network
     * @throws TrainingInterruptedException if the calling thread is interrupted; its flag stays set
     * @throws DivergedException if the objective or its gradient is not finite
     */
    public TrainedNetwork run(long seed) {
        try (Workers workers = new Workers(threads)) {
            batches = new TrainingBatches(data, shape, data.inputs(transform, workers), network, settings, seed);
            NetworkPlan plan = NetworkPlan.compile(network, settings.convolution());
            try (NetworkEngine engine = new NetworkEngine(plan, batches.capacity(), workers)) {
                return run(engine, seed);
            }
        }
    }

    private TrainedNetwork run(NetworkEngine engine, long seed) {
        float[] parameters = ParameterInitialiser.draw(network, settings.initialisation(), seed);
        engine.load(parameters);
        GaussianMixture mixture = settings.usesMixture()
                ? MixtureStart.make(settings.mixture(), engine, batches, data.labelled().length)
                : null;
        OptimiserState optimiser = settings.optimiser().newState(network);
        TrainingStep step = new TrainingStep(
                engine,
                parameters,
                optimiser,
                mixture,
                new SeededDraws(Streams.of(seed, Streams.STEP, 0, 0)),
                new StepSettings(
                        settings.terms(),
                        settings.schedule(),
                        settings.gradientClip(),
                        batches.stepsPerEpoch(),
                        settings.epochs()));
        TrainingSummary summary = summary();
        listeners.forEach(listener -> listener.trainingStarted(summary));
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            runEpoch(epoch, step, engine);
        }
        optimiser.finish(parameters);
        return new TrainedNetwork(
                network,
                parameters,
                engine.statistics().clone(),
                mixture == null ? null : new TrainedMixture(settings.mixture(), mixture.state()));
    }

    private void runEpoch(int epoch, TrainingStep step, NetworkEngine engine) {
        long start = System.nanoTime();
        EpochTotals totals = new EpochTotals();
        long images = 0;
        for (int i = 0; i < batches.stepsPerEpoch(); i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new TrainingInterruptedException(step.stepsMade());
            }
            Batch batch = batches.load(step.stepsMade());
            StepReport report = step.run(batch);
            images += batch.labelled + batch.unlabelled;
            totals.add(report);
            listeners.forEach(listener -> listener.stepFinished(report));
        }
        double trainingSeconds = seconds(start);
        OptionalDouble validationError =
                validation == null ? OptionalDouble.empty() : OptionalDouble.of(validation.error(engine, transform));
        EpochReport report = new EpochReport(
                epoch,
                settings.epochs(),
                totals.meanTerms(),
                totals.meanTotal(),
                totals.error(),
                validationError,
                lastLearningRate(step.stepsMade()),
                seconds(start),
                images / trainingSeconds,
                step.stepsMade());
        listeners.forEach(listener -> listener.epochFinished(report));
    }

    private double lastLearningRate(long stepsMade) {
        long totalSteps = (long) batches.stepsPerEpoch() * settings.epochs();
        return settings.optimiser().learningRate() * settings.schedule().scale(stepsMade - 1, totalSteps);
    }

    private static double seconds(long start) {
        return Math.max(System.nanoTime() - start, 1) * 1e-9;
    }

    private TrainingSummary summary() {
        int labelled = data.labelled().length;
        return new TrainingSummary(
                network.notation(),
                network.parameterCount(),
                KernelProvider.kernels().description(),
                threads,
                labelled,
                data.count() - labelled,
                network.classes(),
                settings.minibatchSize(),
                batches.stepsPerEpoch(),
                settings.epochs());
    }
}
