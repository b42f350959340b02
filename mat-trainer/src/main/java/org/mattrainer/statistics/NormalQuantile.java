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
package org.mattrainer.statistics;

/**
 * The quantile function of the standard normal distribution, by the rational approximations of
 *
 * <pre>
 * Wichura M. J.
 * "Algorithm AS 241: The Percentage Points of the Normal Distribution"
 * Applied Statistics 37(3), 1988, PPND16.
 * </pre>
 */
public final class NormalQuantile {

    // Coefficients of numerators and denominators, the highest power first.
    private static final double[] CENTRE = {
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
    };
    private static final double[] CENTRE_BELOW = {
        5226.495278852854561,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1
    };
    private static final double[] SIDE = {
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
    };
    private static final double[] SIDE_BELOW = {
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1
    };
    private static final double[] TAIL = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
    };
    private static final double[] TAIL_BELOW = {
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1
    };

    private static final double CENTRE_HALF_WIDTH = 0.425;
    private static final double TAIL_FROM = 5;

    private NormalQuantile() {}

    /**
     * The number that a standard normal variable is below with a given probability.
     *
     * @param p a probability, in [0, 1]
     * @return the quantile, to about 16 digits; infinite for 0 and 1
     * @throws IllegalArgumentException if p is no probability
     */
    public static double of(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Expected a probability from 0 to 1, found " + p);
        }
        double q = p - 0.5;
        if (Math.abs(q) <= CENTRE_HALF_WIDTH) {
            double r = CENTRE_HALF_WIDTH * CENTRE_HALF_WIDTH - q * q;
            return q * polynomial(CENTRE, r) / polynomial(CENTRE_BELOW, r);
        }
        double outside = q < 0 ? p : 1 - p;
        if (outside == 0) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = Math.sqrt(-Math.log(outside));
        double size = r <= TAIL_FROM
                ? polynomial(SIDE, r - 1.6) / polynomial(SIDE_BELOW, r - 1.6)
                : polynomial(TAIL, r - TAIL_FROM) / polynomial(TAIL_BELOW, r - TAIL_FROM);
        return q < 0 ? -size : size;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
