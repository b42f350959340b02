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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mattrainer.adversarial.InputBox;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.input.ExampleTable;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.internal.numbers.Streams;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.ExampleMemory;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.TrainingLength;

/**
 * The numbers that a training starts from and the step that changes them.
 *
 * @param settings everything that decides the result apart from network, data and seed
 * @param starting the network and where its numbers start
 * @param auxiliaries the networks beside it
 * @param box range of the pixels, null when no term uses it
 * @param batches what the steps read
 * @param examples the examples
 */
record FirstState(
        TrainingSettings settings,
        StartingNetwork starting,
        AuxiliaryNetworks auxiliaries,
        InputBox box,
        TrainingBatches batches,
        ExampleTable examples) {

    /**
     * Makes the state; the parameters are in the engine then.
     *
     * @param engine the engine of the model
     * @param gradientPeriod steps from one measurement of the gradients of single terms to the next, 0 for none
     * @param seed seed of all random numbers
     */
    TrainingState make(NetworkEngine engine, int gradientPeriod, long seed) {
        Network network = starting.network();
        float[] parameters = ParameterInitialiser.draw(network, settings.initialisation(), seed);
        if (starting.warmStart().isPresent()) {
            starting.warmStart().get().load(network, parameters, engine.statistics());
        } else if (WeightNormStart.isNeeded(network)) {
            WeightNormStart.set(
                    network,
                    parameters,
                    WeightNormStart.of(batches),
                    batches.capacity(),
                    settings.convolution(),
                    engine.workers());
        }
        engine.load(parameters);
        GaussianMixture mixture = settings.usesMixture()
                ? MixtureStart.make(settings.mixture(), engine, batches, examples.labelled().length)
                : null;
        if (mixture != null) {
            starting.warmStart().ifPresent(start -> start.load(network, mixture));
        }
        Learner model = new Learner(engine, parameters, settings.optimiser().newState(network));
        model.freeze(starting.frozen());
        List<Learner> beside = auxiliaries.learners(engine, batches, seed);
        OptionalDouble decay = TeacherNetwork.decay(settings);
        TeacherNetwork teacher = decay.isPresent() ? new TeacherNetwork(model, decay.getAsDouble()) : null;
        Map<String, ExampleMemory> kept = kept();
        StepContext context = new StepContext(
                engine,
                mixture,
                new SeededDraws(Streams.of(seed, Streams.STEP, 0, 0)),
                AuxiliaryNetworks.views(beside, seed),
                teacher == null ? null : teacher.view(),
                box,
                kept);
        TrainingLength length = new TrainingLength(batches.stepsPerEpoch(), settings.epochs());
        TrainingStep step = new TrainingStep(model, beside, teacher, mixture, context, settings, length);
        if (gradientPeriod > 0) {
            step.measureGradients(gradientPeriod);
        }
        AveragedParameters average =
                settings.average() == null ? null : new AveragedParameters(settings.average(), length, parameters);
        return new TrainingState(model, beside, teacher, mixture, step, average, new Settling(batches), kept);
    }

    /** Memory for what the terms keep of each example, by their names. */
    private Map<String, ExampleMemory> kept() {
        Map<String, ExampleMemory> kept = new LinkedHashMap<>();
        for (Term term : settings.terms()) {
            int columns = term.keptPerExample(starting.network());
            if (columns > 0 && kept.put(term.name(), new ExampleMemory(examples.count(), columns)) != null) {
                throw new IllegalArgumentException(
                        "Expected one term " + term.name() + " that keeps numbers of examples, found another " + term);
            }
        }
        return kept;
    }
}
