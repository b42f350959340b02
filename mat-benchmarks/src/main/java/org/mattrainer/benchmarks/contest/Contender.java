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
package org.mattrainer.benchmarks.contest;

/** A library that can run the steps. */
public interface Contender {

    /** Learning rate of SGD, the same for all. */
    float LEARNING_RATE = 1e-3f;
    /** Momentum of SGD, the same for all. */
    float MOMENTUM = 0.9f;
    /** Length of the probe of the power iteration, in units of the input. */
    float PROBE_NORM = 0.1f;
    /** Length of the perturbation, in units of the input. */
    float PERTURBATION_NORM = 2f;

    /**
     * Library and version.
     *
     * @return one line
     */
    String description();

    /**
     * Builds a network with its optimiser state and one random batch.
     *
     * @param benchCase which network
     * @return its steps
     */
    Steps open(BenchCase benchCase);

    /** The steps of one network. */
    interface Steps extends AutoCloseable {

        /**
         * Runs one step to its end.
         *
         * @param kind which step
         */
        void run(StepKind kind);

        @Override
        void close();
    }
}
