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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.mattrainer.internal.checkpoint.ExampleState;
import org.mattrainer.internal.checkpoint.LearnerState;
import org.mattrainer.internal.checkpoint.NetworkState;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.ExampleMemory;
import org.mattrainer.training.StepReport;

/** The live numbers of a training, which can be copied and put back between two steps. */
final class TrainingState {

    private final Learner model;
    private final List<Learner> auxiliaries;
    private final TeacherNetwork teacher;
    private final GaussianMixture mixture;
    private final TrainingStep step;
    private final AveragedParameters average;
    private final Settling settling;
    private final Map<String, ExampleMemory> kept;

    /**
     * Holds the live objects of a training.
     *
     * @param model the model
     * @param auxiliaries the networks beside it
     * @param teacher the network that follows it and is the model in the end, or null
     * @param mixture the mixture, or null
     * @param step makes the steps, of these same objects
     * @param average the average of the parameters, or null
     * @param settling moves what follows the parameters to others that no step has made
     * @param kept what terms keep for each example, by their names
     */
    TrainingState(
            Learner model,
            List<Learner> auxiliaries,
            TeacherNetwork teacher,
            GaussianMixture mixture,
            TrainingStep step,
            AveragedParameters average,
            Settling settling,
            Map<String, ExampleMemory> kept) {
        this.model = model;
        this.auxiliaries = auxiliaries;
        this.teacher = teacher;
        this.mixture = mixture;
        this.step = step;
        this.average = average;
        this.settling = settling;
        this.kept = kept;
    }

    TrainingStep step() {
        return step;
    }

    /** Makes a step and takes its parameters into the average; changes nothing if it is asked to stop before. */
    StepReport run(Batch batch, BooleanSupplier stop) {
        StepReport report = step.run(batch, stop);
        if (average != null) {
            average.add(model.parameters(), step.stepsMade() - 1);
        }
        return report;
    }

    /** A copy from which a training can go on. */
    NetworkState capture() {
        LearnerState own = model.capture();
        return new NetworkState(
                step.stepsMade(),
                own.parameters(),
                own.statistics(),
                mixture == null ? null : mixture.state(),
                own.optimiser(),
                average == null ? null : average.values(),
                beside(),
                examples());
    }

    private List<ExampleState> examples() {
        List<ExampleState> states = new ArrayList<>();
        kept.forEach((term, memory) ->
                states.add(new ExampleState(term, memory.values().clone())));
        return states;
    }

    private List<LearnerState> beside() {
        List<LearnerState> states = new ArrayList<>();
        auxiliaries.forEach(learner -> states.add(learner.capture()));
        if (teacher != null) {
            states.add(teacher.capture());
        }
        return states;
    }

    /** A copy of the numbers themselves: averages and teachers may have none to give before the first step. */
    NetworkState captureNumbers() {
        return model(model.parameters().clone(), statistics());
    }

    /** A copy of what makes a model. */
    NetworkState captureModel() {
        if (teacher != null) {
            LearnerState taught = teacher.capture();
            return model(taught.parameters(), taught.statistics());
        }
        if (average == null) {
            return captureNumbers();
        }
        NetworkState now = capture();
        average.load(model.engine());
        if (hasFollowers()) {
            settling.run(step, model);
        }
        NetworkState settled = model(average.values(), statistics());
        restore(now);
        return settled;
    }

    /** Whether there are numbers that follow the parameters. */
    private boolean hasFollowers() {
        return model.hasBatchStatistics() || mixture != null;
    }

    private float[] statistics() {
        return model.engine().statistics().clone();
    }

    private NetworkState model(float[] values, float[] statistics) {
        return new NetworkState(
                step.stepsMade(),
                values,
                statistics,
                mixture == null ? null : mixture.state(),
                null,
                null,
                List.of(),
                List.of());
    }

    /** Measures something while the engine holds the model that the training would give now. */
    <T> T measure(Function<NetworkEngine, T> measurement) {
        if (teacher != null) {
            return measurement.apply(teacher.engine());
        }
        if (average == null) {
            return measurement.apply(model.engine());
        }
        NetworkState now = capture();
        average.load(model.engine());
        if (model.hasBatchStatistics()) {
            settling.run(step, model);
        }
        T value = measurement.apply(model.engine());
        restore(now);
        return value;
    }

    /** Goes to a copied state. */
    void restore(NetworkState state) {
        int networks = auxiliaries.size() + (teacher == null ? 0 : 1);
        if (state.auxiliaries().size() != networks) {
            throw new IllegalArgumentException("Expected the states of " + networks
                    + " networks beside the model, found " + state.auxiliaries().size());
        }
        requireExamples(state.examples());
        model.restore(state.parameters(), state.statistics(), state.optimiser());
        for (int i = 0; i < auxiliaries.size(); i++) {
            auxiliaries.get(i).restore(state.auxiliaries().get(i));
        }
        if (teacher != null) {
            teacher.restore(state.auxiliaries().get(networks - 1));
        }
        if (mixture != null) {
            mixture.restore(state.mixture());
        }
        if (average != null) {
            average.restore(state.average());
        }
        for (ExampleState examples : state.examples()) {
            float[] values = kept.get(examples.term()).values();
            System.arraycopy(examples.values(), 0, values, 0, values.length);
        }
        step.resume(state.steps());
    }

    private void requireExamples(List<ExampleState> states) {
        Map<String, Integer> expected = new HashMap<>();
        kept.forEach((term, memory) -> expected.put(term, memory.values().length));
        Map<String, Integer> found = new HashMap<>();
        states.forEach(examples -> found.put(examples.term(), examples.values().length));
        if (!found.equals(expected)) {
            throw new IllegalArgumentException(
                    "Expected the numbers that terms keep of examples to be " + expected + ", found " + found);
        }
    }

    /** Ends the training. */
    NetworkState finish() {
        float[] last = model.parameters().clone();
        model.finish();
        // Optimisers of the host may average at the end; a teacher does not hear of it.
        if (teacher == null && hasFollowers() && !Arrays.equals(last, model.parameters())) {
            model.engine().load(model.parameters());
            settling.run(step, model);
        }
        return captureModel();
    }

    /** A trained network with the numbers of a copied state. */
    static TrainedNetwork trained(Network network, NetworkState state, MixtureSettings settings) {
        return new TrainedNetwork(
                network,
                state.parameters(),
                state.statistics(),
                state.mixture() == null ? null : new TrainedMixture(settings, state.mixture()));
    }
}
