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
package org.mattrainer.internal.checkpoint;

import java.util.List;
import org.mattrainer.internal.numbers.Finite;
import org.mattrainer.optimise.OptimiserSnapshot;

/**
 * A copy of all numbers that a training step changes. Random numbers have no state: they derive from the seed and the
 * number of the step.
 *
 * @param steps number of steps made, at least 0
 * @param parameters flat parameters in canonical order
 * @param statistics flat running statistics in canonical order
 * @param mixture a result of {@link org.mattrainer.latent.GaussianMixture#state()}, null without a mixture
 * @param optimiser state of the optimiser, null when no training will go on from here
 * @param average average of the parameters, null without one
 * @param auxiliaries the networks that are trained beside the model; none when no training will go on from here
 * @param examples what terms keep for each example; none when no training will go on from here
 */
public record NetworkState(
        long steps,
        float[] parameters,
        float[] statistics,
        double[] mixture,
        OptimiserSnapshot optimiser,
        float[] average,
        List<LearnerState> auxiliaries,
        List<ExampleState> examples) {

    public NetworkState {
        auxiliaries = List.copyOf(auxiliaries);
        examples = List.copyOf(examples);
    }

    /** Memory of all numbers. */
    long bytes() {
        long floats = (long) parameters.length + statistics.length + (average == null ? 0 : average.length);
        long doubles = mixture == null ? 0 : mixture.length;
        return Float.BYTES * floats
                + Double.BYTES * doubles
                + (optimiser == null ? 0 : LearnerState.bytes(optimiser))
                + auxiliaries.stream().mapToLong(LearnerState::bytes).sum()
                + examples.stream()
                        .mapToLong(kept -> (long) Float.BYTES * kept.values().length)
                        .sum();
    }

    /** Whether every number of the networks is finite. */
    boolean isFinite() {
        return Finite.all(parameters)
                && Finite.all(statistics)
                && (average == null || Finite.all(average))
                && (mixture == null || Finite.first(mixture, mixture.length))
                && auxiliaries.stream().allMatch(LearnerState::isFinite)
                && examples.stream().allMatch(ExampleState::isFinite);
    }
}
