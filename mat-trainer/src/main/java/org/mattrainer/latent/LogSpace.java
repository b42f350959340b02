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
package org.mattrainer.latent;

/** Sums of exponentials that neither overflow nor underflow. */
public final class LogSpace {

    private LogSpace() {}

    /**
     * The logarithm of a sum of exponentials.
     *
     * @param a holds n values from {@code offset}
     * @param offset index of the first
     * @param n number of values, at least 1
     * @return log sum_i exp(a_i)
     */
    public static double logSumExp(double[] a, int offset, int n) {
        double max = a[offset];
        for (int i = 1; i < n; i++) {
            max = Math.max(max, a[offset + i]);
        }
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.exp(a[offset + i] - max);
        }
        return max + Math.log(sum);
    }

    /**
     * Subtracts the logarithm of the sum of exponentials, so that the exponentials sum to 1 (log-softmax).
     *
     * @param a holds n values from {@code offset}, changed in place
     * @param offset index of the first
     * @param n number of values, at least 1
     * @return what was subtracted, log sum_i exp(a_i)
     */
    public static double logNormalise(double[] a, int offset, int n) {
        double sum = logSumExp(a, offset, n);
        for (int i = 0; i < n; i++) {
            a[offset + i] -= sum;
        }
        return sum;
    }
}
