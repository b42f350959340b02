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

/**
 * What one contender did in one turn.
 *
 * @param steps number of steps
 * @param seconds wall time of all steps
 * @param foreignCores processor time of everything else on the machine by wall time; 0 when nothing else ran
 * @param allocatedPerStep bytes of Java heap allocated per step
 */
public record Turn(int steps, double seconds, double foreignCores, long allocatedPerStep) {

    /**
     * Time of a step.
     *
     * @return seconds
     */
    public double secondsPerStep() {
        return seconds / steps;
    }

    /**
     * Writes the turn for the driver.
     *
     * @return one line that {@link #parse} reads
     */
    public String format() {
        return steps + " " + seconds + " " + foreignCores + " " + allocatedPerStep;
    }

    /**
     * Reads a line of {@link #format}.
     *
     * @param line the line
     * @return the turn
     */
    public static Turn parse(String line) {
        String[] words = line.split(" ", -1);
        return new Turn(
                Integer.parseInt(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Long.parseLong(words[3]));
    }
}
