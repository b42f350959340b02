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

import java.util.List;

/**
 * Repeated measurements of one quantity, such as the test errors of the same method from several seeds.
 *
 * @param values the measurements; those that are not finite have to be left out before
 */
public record Sample(List<Double> values) {

    private static final double OUTSIDE = 0.05;

    /** Copies the values. */
    public Sample {
        values = List.copyOf(values);
        if (!values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Expected finite values, found " + values);
        }
    }

    /**
     * Number of measurements.
     *
     * @return at least 0
     */
    public int size() {
        return values.size();
    }

    /**
     * The mean.
     *
     * @return NaN without measurements
     */
    public double mean() {
        return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    /**
     * The sample standard deviation: the sum of the squared deviations from the mean is divided by the number of
     * measurements less one.
     *
     * @return NaN with fewer than two measurements
     */
    public double deviation() {
        if (size() < 2) {
            return Double.NaN;
        }
        double mean = mean();
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (size() - 1));
    }

    /**
     * Half the width of the 95 % confidence interval of the mean by Student's t distribution, which takes the
     * measurements to be independent and normal.
     *
     * @return NaN with fewer than two measurements
     */
    public double margin() {
        return size() < 2 ? Double.NaN : StudentT.quantile(OUTSIDE, size() - 1) * deviation() / Math.sqrt(size());
    }
}
