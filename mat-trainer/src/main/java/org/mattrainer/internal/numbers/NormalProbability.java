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
package org.mattrainer.internal.numbers;

/** Probabilities of the standard normal distribution. */
public final class NormalProbability {

    /** Beyond it the probability differs from 0 or 1 by less than 1e-15. */
    private static final double FAR = 8;

    private static final double DENSITY_AT_0 = 0.3989422804014327;

    private NormalProbability() {}

    /**
     * The probability of a smaller number, by the series of Marsaglia ("Evaluating the Normal Distribution", 2004), which
     * has the same bits on every machine.
     *
     * @param x any number
     * @return in [0, 1], with an error of about 1e-15
     */
    public static double below(double x) {
        if (Math.abs(x) > FAR) {
            return x < 0 ? 0 : 1;
        }
        double sum = x;
        double term = x;
        for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return 0.5 + DENSITY_AT_0 * sum * StrictMath.exp(-0.5 * x * x);
    }
}
