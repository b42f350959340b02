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
 * A share of a number of examples, with the interval that its sampling error leaves open.
 *
 * @param count examples that have a property, from 0 to {@code total}
 * @param total all examples, at least 0
 */
public record Proportion(long count, long total) {

    /** The 97.5 % quantile of the standard normal distribution: how many deviations an interval of 95 % reaches to each side. */
    public static final double QUANTILE = 1.959963984540054;

    /** Checks that the count is one of the total. */
    public Proportion {
        if (count < 0 || count > total) {
            throw new IllegalArgumentException("Expected a count from 0 to " + total + ", found " + count);
        }
    }

    /**
     * The share.
     *
     * @return in [0, 1]; NaN without examples
     */
    public double share() {
        return (double) count / total;
    }

    /**
     * The lower end of the Wilson interval of 95 %.
     *
     * @return in [0, share]; 0 without examples
     */
    public double low() {
        return total == 0 ? 0 : Math.max(0, centre() - half());
    }

    /**
     * The upper end of the Wilson interval of 95 %.
     *
     * @return in [share, 1]; 1 without examples
     */
    public double high() {
        return total == 0 ? 1 : Math.min(1, centre() + half());
    }

    private double centre() {
        double z2 = QUANTILE * QUANTILE;
        return (count + z2 / 2) / (total + z2);
    }

    private double half() {
        double z2 = QUANTILE * QUANTILE;
        double variance = (double) count * (total - count) / total;
        return QUANTILE * Math.sqrt(variance + z2 / 4) / (total + z2);
    }
}
