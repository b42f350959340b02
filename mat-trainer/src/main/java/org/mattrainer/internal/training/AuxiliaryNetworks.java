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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.mattrainer.internal.engine.EngineMemory;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.internal.numbers.RandomStream;
import org.mattrainer.internal.numbers.Streams;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.AuxiliaryNetwork;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.Term;

/** The networks that the terms of a training have beside the model. */
final class AuxiliaryNetworks {

    private final TrainingSettings settings;
    private final Network model;
    private final List<AuxiliaryNetwork> networks = new ArrayList<>();
    private final List<NetworkPlan> plans = new ArrayList<>();

    /**
     * Asks the terms for their networks.
     *
     * @throws IllegalArgumentException if two have one name, or one does not fit the model
     */
    AuxiliaryNetworks(TrainingSettings settings, Network model) {
        this.settings = settings;
        this.model = model;
        for (Term term : settings.terms()) {
            for (AuxiliaryNetwork made : term.auxiliaries(model)) {
                if (networks.stream().anyMatch(other -> other.name().equals(made.name()))) {
                    throw new IllegalArgumentException(
                            "Expected one auxiliary network of the name " + made.name() + ", found another of " + term);
                }
                networks.add(made);
                plans.add(NetworkPlan.compile(made.network(), settings.convolution()));
            }
        }
    }

    /** Whether any of them uses statistics of its batch. */
    boolean hasBatchStatistics() {
        return networks.stream().anyMatch(made -> made.network().hasBatchStatistics());
    }

    /** The memory of all of them, in bytes. */
    long bytes(int capacity, int threads) {
        return IntStream.range(0, plans.size())
                .mapToLong(i -> bytes(
                        plans.get(i),
                        Math.multiplyExact(capacity, networks.get(i).copies()),
                        threads))
                .reduce(0, Math::addExact);
    }

    private static long bytes(NetworkPlan plan, int rows, int threads) {
        return new EngineMemory(plan, rows, threads, 1).bytes(rows);
    }

    /**
     * Makes learners with first parameters drawn from streams of their own.
     *
     * @param engine that of the model, which holds its first parameters
     */
    List<Learner> learners(NetworkEngine engine, TrainingBatches batches, long seed) {
        int capacity = batches.capacity();
        Workers workers = engine.workers();
        List<Learner> learners = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            AuxiliaryNetwork made = networks.get(i);
            float[] parameters = ParameterInitialiser.draw(made.network(), settings.initialisation(), seed, i + 1);
            if (made.startsFromData() && WeightNormStart.isNeeded(made.network())) {
                WeightNormStart.Examples examples = examples(i, engine, batches, seed);
                WeightNormStart.set(made.network(), parameters, examples, capacity, settings.convolution(), workers);
            }
            learners.add(new Learner(
                    made.name(),
                    new NetworkEngine(plans.get(i), Math.multiplyExact(capacity, made.copies()), workers),
                    parameters,
                    settings.optimiser().newState(made.network()),
                    made.learningRateFactor(),
                    made.answers()));
        }
        return learners;
    }

    /** What a network reads before the training: values of the first batches in the model, or random numbers. */
    private WeightNormStart.Examples examples(int index, NetworkEngine engine, TrainingBatches batches, long seed) {
        AuxiliaryNetwork made = networks.get(index);
        if (made.sources().isEmpty()) {
            int size = made.network().input().size();
            int n = batches.capacity();
            return batch -> {
                float[] x = new float[n * size];
                long key = Streams.of(seed, Streams.STEP, index + 1L, batch + 1L);
                for (int i = 0; i < x.length; i++) {
                    x[i] = (float) RandomStream.uniform(key, i);
                }
                return new WeightNormStart.Rows(x, n);
            };
        }
        if (made.sources().size() > 1) {
            throw new IllegalArgumentException("Expected no weight normalisation in " + made.name()
                    + ", which reads several values and has no start from data, found " + made.network());
        }
        Pass pass = engine.newPass();
        WeightNormStart.Examples images = WeightNormStart.of(batches);
        return batch -> {
            WeightNormStart.Rows rows = images.batch(batch);
            if (rows == null) {
                return null;
            }
            engine.forward(pass, rows.x(), rows.n(), new PassMode(true, false, null));
            return new WeightNormStart.Rows(pass.values(made.sources().get(0)), rows.n());
        };
    }

    /** What the terms see of the learners, by name. */
    static Map<String, Auxiliary> views(List<Learner> learners, long seed) {
        Map<String, Auxiliary> views = new LinkedHashMap<>();
        for (int i = 0; i < learners.size(); i++) {
            SeededDraws draws = new SeededDraws(Streams.of(seed, Streams.STEP, i + 1L, 0));
            views.put(learners.get(i).name(), new Auxiliary(learners.get(i).engine(), draws));
        }
        return views;
    }

    /** The network of the model without the taps that were for these networks alone. */
    Network modelAlone() {
        Set<Tap> sources = new LinkedHashSet<>();
        networks.forEach(made -> sources.addAll(made.sources()));
        return model.without(sources);
    }
}
