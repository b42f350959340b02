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
package org.mattrainer.internal.engine;

import java.util.Arrays;

/**
 * Mean and variance of each channel over a batch, from those of its images. They are combined by the formula of Chan,
 * Golub and LeVeque (1983), which does not cancel where the mean is large, in the order of images and groups.
 */
final class BatchMoments {

    private final double[][] mean;
    private final double[][] squares;
    private final long[] count;

    BatchMoments(int channels) {
        mean = new double[Groups.MOST][channels];
        squares = new double[Groups.MOST][channels];
        count = new long[Groups.MOST];
    }

    void clear(int group) {
        Arrays.fill(mean[group], 0);
        Arrays.fill(squares[group], 0);
        count[group] = 0;
    }

    /** Adds one image: {@code moments} holds its means and then its sums of squared deviations. */
    void add(int group, float[] moments, int pixels) {
        int channels = mean[group].length;
        for (int c = 0; c < channels; c++) {
            merge(group, c, moments[c], moments[channels + c], pixels);
        }
        count[group] += pixels;
    }

    private void merge(int into, int c, double otherMean, double otherSquares, long otherCount) {
        double all = count[into] + otherCount;
        double delta = otherMean - mean[into][c];
        mean[into][c] += delta * (otherCount / all);
        squares[into][c] += otherSquares + delta * delta * (count[into] * (otherCount / all));
    }

    /** Combines all groups into the first one. */
    void combine(int groups) {
        for (int g = 1; g < groups; g++) {
            for (int c = 0; c < mean[0].length; c++) {
                merge(0, c, mean[g][c], squares[g][c], count[g]);
            }
            count[0] += count[g];
        }
    }

    long count() {
        return count[0];
    }

    double mean(int c) {
        return mean[0][c];
    }

    /** The variance with divisor n. */
    double variance(int c) {
        return squares[0][c] / count[0];
    }

    /** The variance with divisor n - 1; that of a single value is 0. */
    double sampleVariance(int c) {
        return squares[0][c] / Math.max(1, count[0] - 1);
    }
}
