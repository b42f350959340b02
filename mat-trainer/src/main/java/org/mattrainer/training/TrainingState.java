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

import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.optimise.OptimiserState;

/** The live numbers of a training, which can be copied and put back between two steps. */
final class TrainingState {

    private final NetworkEngine engine;
    private final float[] parameters;
    private final GaussianMixture mixture;
    private final OptimiserState optimiser;
    private final TrainingStep step;
    private final AveragedParameters average;

    /**
     * Holds the live objects of a training.
     *
     * @param engine has the running statistics
     * @param parameters the parameters
     * @param mixture the mixture, or null
     * @param optimiser the state of the optimiser
     * @param step makes the steps, of these same objects
     * @param average the average of the parameters, or null
     */
    TrainingState(
            NetworkEngine engine,
            float[] parameters,
            GaussianMixture mixture,
            OptimiserState optimiser,
            TrainingStep step,
            AveragedParameters average) {
        this.engine = engine;
        this.parameters = parameters;
        this.mixture = mixture;
        this.optimiser = optimiser;
        this.step = step;
        this.average = average;
    }

    NetworkEngine engine() {
        return engine;
    }

    TrainingStep step() {
        return step;
    }

    /** Makes a step and takes its parameters into the average; changes nothing if it is asked to stop before. */
    StepReport run(Batch batch, BooleanSupplier stop) {
        StepReport report = step.run(batch, stop);
        if (average != null) {
            average.add(parameters, step.stepsMade() - 1);
        }
        return report;
    }

    /** A copy from which a training can go on. */
    NetworkState capture() {
        return new NetworkState(
                step.stepsMade(),
                parameters.clone(),
                engine.statistics().clone(),
                mixture == null ? null : mixture.state(),
                optimiser.snapshot(),
                average == null ? null : average.values());
    }

    /** A copy of what makes a model. */
    NetworkState captureModel() {
        if (average == null) {
            return model(parameters.clone());
        }
        NetworkState now = capture();
        average.load(engine);
        average.settle(step);
        NetworkState model = model(average.values());
        restore(now);
        return model;
    }

    private NetworkState model(float[] values) {
        return new NetworkState(
                step.stepsMade(),
                values,
                engine.statistics().clone(),
                mixture == null ? null : mixture.state(),
                null,
                null);
    }

    /** Measures something while the engine holds the model that the training would give now. */
    double measure(ToDoubleFunction<NetworkEngine> measurement) {
        if (average == null) {
            return measurement.applyAsDouble(engine);
        }
        NetworkState now = capture();
        average.load(engine);
        if (engine.plan().network().hasBatchStatistics()) {
            average.settle(step);
        }
        double value = measurement.applyAsDouble(engine);
        restore(now);
        return value;
    }

    /** Goes to a copied state. */
    void restore(NetworkState state) {
        System.arraycopy(state.parameters(), 0, parameters, 0, parameters.length);
        System.arraycopy(state.statistics(), 0, engine.statistics(), 0, state.statistics().length);
        if (mixture != null) {
            mixture.restore(state.mixture());
        }
        optimiser.restore(state.optimiser());
        if (average != null) {
            average.restore(state.average());
        }
        step.resume(state.steps());
    }

    /** Ends the training. */
    NetworkState finish() {
        optimiser.finish(parameters);
        return captureModel();
    }

    /** The network of a copied state. */
    TrainedNetwork trained(NetworkState state, MixtureSettings settings) {
        return new TrainedNetwork(
                engine.plan().network(),
                state.parameters(),
                state.statistics(),
                state.mixture() == null ? null : new TrainedMixture(settings, state.mixture()));
    }
}
