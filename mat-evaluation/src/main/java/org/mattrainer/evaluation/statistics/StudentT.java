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
package org.mattrainer.evaluation.statistics;

/**
 * Student's t distribution with a whole number of degrees of freedom, by the finite sums of Abramowitz and Stegun,
 * "Handbook of Mathematical Functions" (1964), 26.7.3 and 26.7.4.
 */
public final class StudentT {

    private static final int BISECTIONS = 200;

    private StudentT() {}

    /**
     * The probability that the absolute value is at least as large as the one given.
     *
     * @param t any number
     * @param degreesOfFreedom at least 1
     * @return in [0, 1]
     * @throws IllegalArgumentException if the degrees of freedom are below 1
     */
    public static double twoSided(double t, int degreesOfFreedom) {
        if (degreesOfFreedom < 1) {
            throw new IllegalArgumentException("Expected at least 1 degree of freedom, found " + degreesOfFreedom);
        }
        if (Double.isInfinite(t)) {
            return 0;
        }
        double theta = Math.atan(Math.abs(t) / Math.sqrt(degreesOfFreedom));
        double inside = degreesOfFreedom % 2 == 1 ? odd(theta, degreesOfFreedom) : even(theta, degreesOfFreedom);
        return Math.min(1, Math.max(0, 1 - inside));
    }

    /** A(t | n) for an odd n. */
    private static double odd(double theta, int n) {
        double cosine = Math.cos(theta);
        double term = cosine;
        double sum = n > 1 ? term : 0;
        for (int k = 3; k <= n - 2; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        return 2 / Math.PI * (theta + Math.sin(theta) * sum);
    }

    /** A(t | n) for an even n. */
    private static double even(double theta, int n) {
        double cosine = Math.cos(theta);
        double term = 1;
        double sum = term;
        for (int k = 2; k <= n - 2; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        return Math.sin(theta) * sum;
    }

    /**
     * The number whose absolute value is exceeded with a probability.
     *
     * @param probability in (0, 1), such as 0.05 for an interval of 95 %
     * @param degreesOfFreedom at least 1
     * @return above 0
     * @throws IllegalArgumentException if a value is out of range
     */
    public static double quantile(double probability, int degreesOfFreedom) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("Expected a probability above 0 and below 1, found " + probability);
        }
        double low = 0;
        double high = 1;
        while (twoSided(high, degreesOfFreedom) > probability) {
            high *= 2;
        }
        for (int i = 0; i < BISECTIONS && low < high; i++) {
            double middle = (low + high) / 2;
            if (twoSided(middle, degreesOfFreedom) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
