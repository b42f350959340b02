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
package org.mattrainer.internal.kernel;

/**
 * The exponential function of arguments that are not above 0, as 2^n exp(r), |r| at most ln(2) / 2, by plain arithmetic alone. What
 * it is made of is public for vectors, which do the same operations in the same order.
 */
public final class Exponential {

    /** Arguments below count as this. */
    public static final double LOWEST = -700;

    /** 1 / ln(2). */
    public static final double LOG2_E = 1.4426950408889634;

    /** The leading bits of ln(2), times which a whole number of up to eleven bits is exact. */
    public static final double LN2_HIGH = 0.693147180369123816490;

    /** What is left of ln(2). */
    public static final double LN2_LOW = 1.90821492927058770002e-10;

    /** Of exponents of doubles. */
    public static final int EXPONENT_BIAS = 1023;

    /** Of doubles. */
    public static final int MANTISSA_BITS = 52;

    /** 1 / i!, from the greatest i that matters on. */
    private static final double[] TAYLOR = {
        1.0 / 39916800,
        1.0 / 3628800,
        1.0 / 362880,
        1.0 / 40320,
        1.0 / 5040,
        1.0 / 720,
        1.0 / 120,
        1.0 / 24,
        1.0 / 6,
        0.5,
        1,
        1
    };

    private Exponential() {}

    /**
     * Number of terms of the series of exp(r).
     *
     * @return the number
     */
    public static int terms() {
        return TAYLOR.length;
    }

    /**
     * Coefficient of the series of exp(r), that of the greatest power first.
     *
     * @param i from 0 to {@link #terms()}, exclusive
     * @return the coefficient
     */
    public static double coefficient(int i) {
        return TAYLOR[i];
    }

    /**
     * The exponential function.
     *
     * @param x where, not above 0; below {@link #LOWEST} counts as that
     * @return its value
     */
    public static double of(double x) {
        double bounded = Math.max(x, LOWEST);
        double n = Math.rint(bounded * LOG2_E);
        double r = (bounded - n * LN2_HIGH) - n * LN2_LOW;
        double sum = 0;
        for (double coefficient : TAYLOR) {
            sum = sum * r + coefficient;
        }
        return sum * Double.longBitsToDouble(((long) n + EXPONENT_BIAS) << MANTISSA_BITS);
    }
}
