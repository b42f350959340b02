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
 * Smooth activation functions and their derivatives, computed in double precision by plain arithmetic alone, which
 * gives the same bits on every machine and with every width of vectors.
 */
public enum Curve {
    /** 1 / (1 + exp(-u)). */
    SIGMOID {
        @Override
        double value(double u) {
            double e = exp(-Math.abs(u));
            return u >= 0 ? 1 / (1 + e) : e / (1 + e);
        }

        @Override
        double derivative(double u) {
            double e = exp(-Math.abs(u));
            return e / ((1 + e) * (1 + e));
        }
    },

    /** tanh(u). */
    TANH {
        @Override
        double value(double u) {
            double e = exp(-2 * Math.abs(u));
            return u >= 0 ? (1 - e) / (1 + e) : (e - 1) / (1 + e);
        }

        @Override
        double derivative(double u) {
            return 4 * SIGMOID.derivative(2 * u);
        }
    },

    /** log(1 + exp(u)). */
    SOFTPLUS {
        @Override
        double value(double u) {
            return Math.max(u, 0) + StrictMath.log1p(exp(-Math.abs(u)));
        }

        @Override
        double derivative(double u) {
            return SIGMOID.value(u);
        }
    };

    private static final double LOWEST = -700;
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0.693147180369123816490;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final int EXPONENT_BIAS = 1023;
    private static final int MANTISSA_BITS = 52;

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

    /**
     * The function.
     *
     * @param u where
     * @return its value
     */
    abstract double value(double u);

    /**
     * Its derivative.
     *
     * @param u where
     * @return the slope
     */
    abstract double derivative(double u);

    /**
     * The exponential function, as 2^n exp(r), |r| at most ln(2) / 2.
     *
     * @param x where, not above 0; below -700 counts as -700
     * @return its value
     */
    public static double exp(double x) {
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
