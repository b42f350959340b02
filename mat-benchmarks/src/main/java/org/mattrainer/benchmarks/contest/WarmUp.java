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

import java.io.IOException;

/**
 * Runs steps until their code is compiled. Kernels that are still interpreted put every vector into an object, so that
 * steps allocate tens of megabytes; on few processors the compiler takes some seconds longer than usual to get to all.
 */
public final class WarmUp {

    private static final int MOST_TURNS = 8;
    private static final long COMPILED_BYTES = 4 << 20;

    private WarmUp() {}

    /** Runs steps for some time. */
    public interface Turns {

        /**
         * Runs at least one step.
         *
         * @param seconds how long
         * @return what it took
         * @throws IOException if the steps cannot be run
         */
        Turn run(double seconds) throws IOException;
    }

    /**
     * Runs steps for the given time, then in turns of half of it until steps allocate little.
     *
     * @param turns runs steps
     * @param seconds how long at least
     * @throws IOException if the steps cannot be run
     */
    public static void run(Turns turns, double seconds) throws IOException {
        // The first turn allocates the memory of the network.
        turns.run(seconds);
        Turn turn;
        int count = 0;
        do {
            turn = turns.run(seconds / 2);
            count++;
        } while (turn.allocatedPerStep() > COMPILED_BYTES && count < MOST_TURNS);
    }
}
