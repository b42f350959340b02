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
package org.mattrainer.evaluation.attack.squares;

import org.mattrainer.internal.numbers.RandomStream;

/** Random changes of a perturbation in squares. */
public interface SquareMoves {

    /** Moves an image to a random start. */
    void start(RandomStream random, float[] x, int offset);

    /** Changes a perturbed image in random squares; x is the clean image. */
    void move(RandomStream random, int query, float[] x, float[] perturbed, int offset);

    /** 1 or -1. */
    static double sign(RandomStream random) {
        return random.nextLong() < 0 ? -1 : 1;
    }

    /** A whole number from 0 to less than a bound. */
    static int below(RandomStream random, int bound) {
        return (int) (random.nextDouble() * bound);
    }
}
