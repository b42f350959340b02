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
package org.mattrainer.optimise;

import java.util.List;

/**
 * A copy of an optimiser's state.
 *
 * @param steps number of steps made so far, at least 0
 * @param tensors one flat array in parameter order for each quantity that the rule remembers
 */
public record OptimiserSnapshot(long steps, List<float[]> tensors) {

    /** Checks the count and copies the list; the arrays are the owner's. */
    public OptimiserSnapshot {
        if (steps < 0) {
            throw new IllegalArgumentException("Expected a number of steps of at least 0, found " + steps);
        }
        tensors = List.copyOf(tensors);
    }

    /**
     * Copies the tensors into the arrays of a state.
     *
     * @param targets the state's arrays, in the same order
     * @throws IllegalArgumentException if number or lengths differ
     */
    void copyTo(float[]... targets) {
        if (tensors.size() != targets.length) {
            throw new IllegalArgumentException(
                    "Optimiser state: expected " + targets.length + " tensors, found " + tensors.size());
        }
        for (int i = 0; i < targets.length; i++) {
            if (tensors.get(i).length != targets[i].length) {
                throw new IllegalArgumentException("Optimiser state: expected " + targets[i].length
                        + " values in tensor " + i + ", found " + tensors.get(i).length);
            }
        }
        for (int i = 0; i < targets.length; i++) {
            System.arraycopy(tensors.get(i), 0, targets[i], 0, targets[i].length);
        }
    }
}
