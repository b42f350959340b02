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

import org.mattrainer.internal.numbers.Finite;
import org.mattrainer.nn.Network;
import org.mattrainer.optimise.OptimiserSnapshot;

/**
 * A copy of the numbers of a network that is trained beside the model.
 *
 * @param name its name in the training
 * @param network the network
 * @param parameters flat parameters in canonical order
 * @param statistics flat running statistics in canonical order
 * @param optimiser state of its optimiser
 */
public record LearnerState(
        String name, Network network, float[] parameters, float[] statistics, OptimiserSnapshot optimiser) {

    /** Memory of all numbers. */
    long bytes() {
        return Float.BYTES * ((long) parameters.length + statistics.length) + bytes(optimiser);
    }

    /** Memory of the numbers of an optimiser. */
    static long bytes(OptimiserSnapshot optimiser) {
        return optimiser.tensors().stream()
                .mapToLong(tensor -> (long) Float.BYTES * tensor.length)
                .sum();
    }

    /** Whether every number of the network is finite. */
    boolean isFinite() {
        return Finite.all(parameters) && Finite.all(statistics);
    }
}
