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

import org.mattrainer.statistics.BinomialTest;

/**
 * The exact test of McNemar ("Note on the sampling error of the difference between correlated proportions", 1947): do
 * two classifiers that saw the same examples differ? Only the examples that one of them has right and the other wrong
 * count; if there were no difference, each would be as likely to go either way.
 *
 * @param onlyFirst number of examples that only the first has right, at least 0
 * @param onlySecond number of examples that only the second has right, at least 0
 */
public record McNemar(int onlyFirst, int onlySecond) {

    /** Checks the counts. */
    public McNemar {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException(
                    "Expected counts of at least 0, found " + onlyFirst + " and " + onlySecond);
        }
    }

    /**
     * Counts the examples on which two classifiers differ.
     *
     * @param first whether the first classifier has each example right [n]
     * @param second whether the second classifier has each example right [n]
     * @return the test
     * @throws IllegalArgumentException if the lengths differ
     */
    public static McNemar of(boolean[] first, boolean[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("Expected two classifiers on the same examples, found " + first.length
                    + " and " + second.length + " examples");
        }
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.length; i++) {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond);
    }

    /**
     * The probability of a difference at least as large as the one found, if there were none: two-sided, from the
     * binomial distribution, no approximation.
     *
     * @return in [0, 1]; 1 when the classifiers differ on no example, 0 where it is smaller than any number of its type
     */
    public double pValue() {
        return BinomialTest.twoSided(onlyFirst, onlySecond);
    }
}
