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
 * The exact one-sided confidence bound of a probability from a number of successes: the probability under which so many
 * successes or more would be just as likely as the error that is allowed.
 *
 * <pre>
 * Clopper C. J., Pearson E. S.
 * "The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial"
 * Biometrika 26(4), 1934.
 * </pre>
 */
public final class ClopperPearson {

    /** Terms of a sum that are smaller than this part of it change nothing. */
    private static final double NEGLIGIBLE = 1e-18;

    private ClopperPearson() {}

    /**
     * The lower bound: a number p with {@code P(X >= successes) <= alpha} for X binomial with {@code trials} and p, the
     * largest up to rounding. It is the quantile alpha of the beta distribution with the parameters successes and
     * {@code trials - successes + 1}.
     *
     * @param successes number of successes, from 0 to trials
     * @param trials number of trials, at least 1
     * @param alpha probability that the bound is above the true one, between 0 and 1
     * @return in [0, successes / trials]; 0 without a success
     * @throws IllegalArgumentException if a number is out of range
     */
    public static double lower(int successes, int trials, double alpha) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("Expected successes from 0 to the trials, of which at least 1, found "
                    + successes + " of " + trials);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("Expected an alpha between 0 and 1, found " + alpha);
        }
        double low = 0;
        double high = (double) successes / trials;
        double logChoose = logChoose(trials, successes);
        // Until no number lies between: the lower end always keeps to alpha.
        for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
            if (upperTail(successes, trials, middle, logChoose) <= alpha) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double logChoose(int n, int k) {
        double log = 0;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            log += Math.log(n - i + 1.0) - Math.log(i);
        }
        return log;
    }

    /** The probability of k or more of n; terms fall from the first one on where p is below k / n. */
    private static double upperTail(int k, int n, double p, double logChoose) {
        double logFirst = logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p);
        double odds = p / (1 - p);
        double sum = 1;
        double term = 1;
        for (int i = k; i < n && term > NEGLIGIBLE * sum; i++) {
            term *= odds * (n - i) / (i + 1);
            sum += term;
        }
        return Math.exp(logFirst) * sum;
    }
}
