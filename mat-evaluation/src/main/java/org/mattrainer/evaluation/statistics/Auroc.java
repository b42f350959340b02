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

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The area under the receiver operating characteristic: how well a score tells two groups apart. */
public final class Auroc {

    private Auroc() {}

    /**
     * The probability that a member of the first group has a larger score than one of the second, a tie counting half
     * (the statistic of Mann and Whitney over the number of pairs).
     *
     * @param first scores of the first group, at least one, none NaN
     * @param second scores of the second group, at least one, none NaN
     * @return in [0, 1]; 0.5 for a score that says nothing
     * @throws IllegalArgumentException if a group is empty or a score is NaN
     */
    public static double of(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException(
                    "Expected scores of two groups, found " + first.length + " and " + second.length + " scores");
        }
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        if (Arrays.stream(all).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("Expected scores that are numbers, found NaN");
        }
        int[] order = IntStream.range(0, all.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> all[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && all[order[to]] == all[order[from]]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0; // equal scores share the mean of their ranks
            for (int i = from; i < to; i++) {
                rankSum += order[i] < first.length ? rank : 0;
            }
        }
        double n = first.length;
        return (rankSum - n * (n + 1) / 2) / (n * second.length);
    }
}
