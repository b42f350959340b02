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

/** The form of a way from one learning rate to another. */
public enum Annealing {
    /** Half a period of the cosine: flat at both ends. */
    COSINE,
    /** A straight line. */
    LINEAR;

    /**
     * A point of the way.
     *
     * @param from value at the beginning
     * @param to value at the end
     * @param share the part of the way that is done, in [0, 1]
     * @return from for 0, to for 1
     */
    double between(double from, double to, double share) {
        double done = this == COSINE ? (1 - Math.cos(Math.PI * share)) / 2 : share;
        return from + (to - from) * done;
    }
}
