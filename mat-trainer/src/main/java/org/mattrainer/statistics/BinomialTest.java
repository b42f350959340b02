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

/** The exact test whether two outcomes are equally likely, from how often each occurred. */
public final class BinomialTest {

    private BinomialTest() {}

    /**
     * The probability of counts that differ at least as much as those found, if both outcomes were equally likely:
     * two-sided, from the binomial distribution, no approximation.
     *
     * @param first how often the one outcome occurred, at least 0
     * @param second how often the other did, at least 0
     * @return in [0, 1]; 1 when neither occurred, 0 where it is smaller than any number of its type
     * @throws IllegalArgumentException if a count is below 0
     */
    public static double twoSided(int first, int second) {
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("Expected counts of at least 0, found " + first + " and " + second);
        }
        int n = first + second;
        int least = Math.min(first, second);
        double logTerm = -n * Math.log(2); // log of C(n, 0) / 2^n
        double tail = Math.exp(logTerm);
        for (int k = 1; k <= least; k++) {
            logTerm += Math.log(n - k + 1.0) - Math.log(k);
            tail += Math.exp(logTerm);
        }
        return Math.min(1, 2 * tail);
    }
}
