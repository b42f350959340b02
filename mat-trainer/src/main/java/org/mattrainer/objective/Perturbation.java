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
package org.mattrainer.objective;

import org.mattrainer.adversarial.Direction;

/**
 * How far a term moves examples.
 *
 * @param direction how the perturbation is found
 * @param sigma its size in the norm of the direction, in the units fed to the network, above 0
 */
public record Perturbation(Direction direction, double sigma) {

    /**
     * Whether the size is that of a change of all values of an example by one and the same number, or larger.
     *
     * @param change the number, at least 0
     * @param values number of values of an example
     * @return true if {@code change values^(1/p)} is at most sigma, for the norm p
     */
    public boolean isAsLargeAs(double change, int values) {
        return change * Math.pow(values, 1 / direction.norm()) <= sigma;
    }
}
