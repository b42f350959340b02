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
 * How far the probabilities of a classifier can be believed.
 *
 * @param examples number of predictions
 * @param negativeLogLikelihood mean of -log of the probability of the true label, in nats, at least 0; infinite when a
 *     true label got probability 0
 * @param expectedError expected calibration error (Naeini, Cooper and Hauskrecht, 2015): the mean distance of accuracy
 *     and confidence over the bins, weighted by their size, in [0, 1]
 * @param bins the bins of the reliability diagram that hold predictions, by rising confidence
 */
public record Calibration(int examples, double negativeLogLikelihood, double expectedError, List<Bin> bins) {

    /** Number of bins of equal width over the confidences from 0 to 1. */
    public static final int BINS = 15;

    /**
     * The predictions of one range of confidence.
     *
     * @param count number of predictions, above 0
     * @param correct how many of them are right
     * @param confidence mean probability of their predicted labels
     */
    public record Bin(int count, int correct, double confidence) {

        /**
         * The share of right predictions.
         *
         * @return in [0, 1]
         */
        public double accuracy() {
            return (double) correct / count;
        }
    }

    /** Copies the bins. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Measures predictions.
     *
     * @param confidence probability of each predicted label [n], in [0, 1]
     * @param correct whether each prediction is right [n]
     * @param truth probability of each true label [n], in [0, 1]
     * @return the calibration
     * @throws IllegalArgumentException if there are no predictions, the lengths differ, or a probability is out of range
     */
    public static Calibration of(double[] confidence, boolean[] correct, double[] truth) {
        int n = confidence.length;
        if (n == 0 || correct.length != n || truth.length != n) {
            throw new IllegalArgumentException("Expected one or more predictions of three figures each, found " + n
                    + ", " + correct.length + " and " + truth.length);
        }
        int[] count = new int[BINS];
        int[] right = new int[BINS];
        double[] sum = new double[BINS];
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double sure = probability(confidence[i]);
            // Bins are open to the left, so that a confidence of exactly 1 belongs to the last one.
            int bin = Math.max(0, Math.min(BINS, (int) Math.ceil(sure * BINS)) - 1);
            count[bin]++;
            right[bin] += correct[i] ? 1 : 0;
            sum[bin] += sure;
            loss -= Math.log(probability(truth[i]));
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            if (count[b] > 0) {
                Bin bin = new Bin(count[b], right[b], sum[b] / count[b]);
                bins.add(bin);
                error += (double) count[b] / n * Math.abs(bin.accuracy() - bin.confidence());
            }
        }
        return new Calibration(n, loss / n, error, bins);
    }

    private static double probability(double p) {
        // Rounding of a softmax may leave a probability just above 1.
        if (!(p >= 0 && p <= 1 + 1e-6)) {
            throw new IllegalArgumentException("Expected a probability, found " + p);
        }
        return Math.min(1, p);
    }
}
