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
package org.mattrainer.objective;

import java.util.Arrays;
import org.mattrainer.nn.TensorShape;

/**
 * The denoising cost of one level of a ladder network, {@code mean_i w_i |(zhat - m)/sqrt(v + 1e-10) - z|^2 / d}, with mean m
 * and variance v of each channel, and its gradients.
 */
final class DenoisingCost {

    private static final double EPSILON = 1e-10;

    private final StepExamples batch;
    private final int channels;
    private final int area;
    private final double[] mean;
    private final double[] variance;
    private final double[] inverse;
    private final double[] meanGradient;
    private final double[] varianceGradient;
    private final float[] guessGradient;
    private final float[] targetGradient;
    private final float[] statisticsGradient;
    private boolean normalises;

    /** Without normalisation. */
    DenoisingCost(StepExamples batch, TensorShape shape, RowMemory memory) {
        this.batch = batch;
        this.channels = shape.channels();
        this.area = shape.height() * shape.width();
        this.mean = memory.doubles(0, channels);
        this.variance = memory.doubles(1, channels);
        this.meanGradient = memory.doubles(2, channels);
        this.varianceGradient = memory.doubles(3, channels);
        this.inverse = memory.doubles(4, channels);
        this.guessGradient = memory.floats(0, batch.size() * shape.size());
        this.targetGradient = memory.floats(1, batch.size() * shape.size());
        this.statisticsGradient = memory.floats(2, batch.size() * shape.size());
    }

    /** Normalises with the mean and the biased variance of values [n, c, h, w]. */
    void normaliseLike(float[] values) {
        double all = (double) batch.size() * area;
        Arrays.fill(mean, 0, channels, 0);
        Arrays.fill(variance, 0, channels, 0);
        for (int e = 0; e < batch.size(); e++) {
            for (int c = 0; c < channels; c++) {
                for (int k = start(e, c); k < start(e, c + 1); k++) {
                    mean[c] += values[k];
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            mean[c] /= all;
        }
        for (int e = 0; e < batch.size(); e++) {
            for (int c = 0; c < channels; c++) {
                for (int k = start(e, c); k < start(e, c + 1); k++) {
                    variance[c] += (values[k] - mean[c]) * (values[k] - mean[c]);
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            variance[c] /= all;
            inverse[c] = 1 / Math.sqrt(variance[c] + EPSILON);
        }
        normalises = true;
    }

    /** Where a channel of an example begins. */
    private int start(int example, int channel) {
        return (example * channels + channel) * area;
    }

    /** The weighted cost of guesses zhat for targets z, both [n, c, h, w]; the gradients are those of this from now on. */
    double add(float[] guess, float[] target, double weight) {
        Arrays.fill(meanGradient, 0, channels, 0);
        Arrays.fill(varianceGradient, 0, channels, 0);
        double values = (double) batch.size() * channels * area;
        double sum = 0;
        for (int e = 0; e < batch.size(); e++) {
            double scale = weight * batch.weight(e) / values;
            for (int c = 0; c < channels; c++) {
                double toUnit = normalises ? inverse[c] : 1;
                double centre = normalises ? mean[c] : 0;
                for (int k = start(e, c); k < start(e, c + 1); k++) {
                    double normal = (guess[k] - centre) * toUnit;
                    double rest = normal - target[k];
                    double slope = 2 * scale * rest;
                    sum += scale * rest * rest;
                    guessGradient[k] = (float) (slope * toUnit);
                    targetGradient[k] = (float) -slope;
                    meanGradient[c] -= slope * toUnit;
                    varianceGradient[c] -= slope * normal * toUnit * toUnit / 2;
                }
            }
        }
        return sum;
    }

    /** By the guesses, [n, c, h, w]. */
    float[] guessGradient() {
        return guessGradient;
    }

    /** By the targets, [n, c, h, w]. */
    float[] targetGradient() {
        return targetGradient;
    }

    /** By the values whose mean and variance these are, [n, c, h, w]. */
    float[] statisticsGradient(float[] values) {
        double all = (double) batch.size() * area;
        for (int e = 0; e < batch.size(); e++) {
            for (int c = 0; c < channels; c++) {
                for (int k = start(e, c); k < start(e, c + 1); k++) {
                    double distance = values[k] - mean[c];
                    statisticsGradient[k] = (float) ((meanGradient[c] + 2 * varianceGradient[c] * distance) / all);
                }
            }
        }
        return statisticsGradient;
    }
}
