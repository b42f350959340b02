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

import java.util.ArrayList;
import java.util.List;

/**
 * Do two methods differ that were measured in pairs, such as with the same seeds? Small samples have little power: with
 * n pairs the exact test cannot give less than 2 / 2^n, thus 0.25 with three and 0.0625 with five, and the t test rests
 * on the differences being normal.
 *
 * @param differences second less first of each pair, each finite
 */
public record PairedTest(List<Double> differences) {

    /** Above this number of pairs there are too many choices of signs to try each. */
    private static final int MOST_PAIRS = 20;

    /** Copies the differences. */
    public PairedTest {
        differences = List.copyOf(differences);
        if (!differences.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Expected finite differences, found " + differences);
        }
    }

    /**
     * Pairs two methods.
     *
     * @param first [n] the values of one, finite
     * @param second [n] those of the other, in the same order
     * @return the test
     * @throws IllegalArgumentException if the lengths differ
     */
    public static PairedTest of(List<Double> first, List<Double> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "Expected as many values of both, found " + first.size() + " and " + second.size());
        }
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            differences.add(second.get(i) - first.get(i));
        }
        return new PairedTest(differences);
    }

    /**
     * Number of pairs.
     *
     * @return at least 0
     */
    public int pairs() {
        return differences.size();
    }

    /**
     * The probability of a mean difference at least as far from 0 by the two-sided paired t test, if the methods did
     * not differ.
     *
     * @return in [0, 1]; NaN with fewer than two pairs, and where all differences are equal, whose spread says nothing
     */
    public double tProbability() {
        if (pairs() < 2) {
            return Double.NaN;
        }
        Sample sample = new Sample(differences);
        double mean = sample.mean();
        double deviation = sample.deviation();
        // Counts of errors are often equally far apart, and rounding must not pass for certainty.
        if (deviation <= 1e-9 * Math.abs(mean)) {
            return Double.NaN;
        }
        return StudentT.twoSided(mean / (deviation / Math.sqrt(pairs())), pairs() - 1);
    }

    /**
     * The probability of a mean difference at least as far from 0 if each difference were as likely to have the other
     * sign: Fisher's exact test for pairs ("The Design of Experiments", 1935), every choice of signs tried.
     *
     * @return in (0, 1]; NaN without pairs and with more than 20
     */
    public double signProbability() {
        int n = pairs();
        if (n == 0 || n > MOST_PAIRS) {
            return Double.NaN;
        }
        double found = Math.abs(sum(0));
        // Sums of the same numbers in another order of signs differ by rounding.
        double tolerance = 1e-12 * differences.stream().mapToDouble(Math::abs).sum();
        int atLeast = 0;
        for (int signs = 0; signs < 1 << n; signs++) {
            atLeast += Math.abs(sum(signs)) >= found - tolerance ? 1 : 0;
        }
        return (double) atLeast / (1 << n);
    }

    /** The sum of the differences, those negated whose bit is set. */
    private double sum(int signs) {
        double sum = 0;
        for (int i = 0; i < pairs(); i++) {
            sum += (signs >> i & 1) == 0 ? differences.get(i) : -differences.get(i);
        }
        return sum;
    }
}
