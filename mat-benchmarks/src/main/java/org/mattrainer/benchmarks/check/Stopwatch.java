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
package org.mattrainer.benchmarks.check;

/** Times calls that take microseconds. */
public final class Stopwatch {

    private static final int BURSTS = 5;
    private static final double BURST_SECONDS = 0.01;
    private static final int MOST_CALLS = 1 << 20;

    private Stopwatch() {}

    /**
     * Calls until the time is over.
     *
     * @param call what is called
     * @param seconds how long, above 0
     * @return seconds of a call
     */
    public static double seconds(Runnable call, double seconds) {
        long start = System.nanoTime();
        long calls = 0;
        long batch = 1;
        double passed;
        do {
            for (long i = 0; i < batch; i++) {
                call.run();
            }
            calls += batch;
            batch = Math.min(2 * batch, MOST_CALLS);
            passed = (System.nanoTime() - start) * 1e-9;
        } while (passed < seconds);
        return passed / calls;
    }

    /**
     * The fastest of some short bursts, which other programs disturb least.
     *
     * @param call what is called
     * @return seconds of a call
     */
    public static double fastest(Runnable call) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < BURSTS; i++) {
            fastest = Math.min(fastest, seconds(call, BURST_SECONDS));
        }
        return fastest;
    }
}
