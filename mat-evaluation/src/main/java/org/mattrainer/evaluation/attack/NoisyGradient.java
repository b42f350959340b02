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
package org.mattrainer.evaluation.attack;

import java.util.Arrays;
import org.mattrainer.internal.numbers.RandomStream;
import org.mattrainer.latent.LogSpace;

/**
 * The cross-entropy of the label under a network's mean probabilities of an image with Gaussian noise, and its gradient.
 * Draw after draw is added in logarithms, so that neither confident draws underflow nor the size of a batch matters.
 */
final class NoisyGradient {

    /** The random numbers of a draw for an image. */
    @FunctionalInterface
    interface Draws {
        RandomStream stream(int draw, long id);
    }

    private final WhiteBox network;
    private final double sigma;
    private final int draws;
    private final int size;
    private final int classes;
    private final float[] noisy;
    private final float[] rows;
    private final double[] upstream;
    private final double[] logP;
    private final double[] labelLogs;
    private final double[] sum;
    private double largest;

    NoisyGradient(WhiteBox network, double sigma, int draws) {
        this.network = network;
        this.sigma = sigma;
        this.draws = draws;
        this.size = network.size();
        this.noisy = new float[network.capacity() * size];
        this.rows = new float[noisy.length];
        Outputs memory = network.newOutputs();
        this.classes = memory.classes;
        this.upstream = new double[memory.logits.length];
        this.logP = new double[classes];
        this.labelLogs = new double[draws];
        this.sum = new double[size];
    }

    /**
     * Writes the losses and directions of their gradients.
     *
     * @param x images [n, c, h, w]
     * @param batch their labels and identities
     * @param random the noise
     * @param losses receives {@code -log mean_j p_j(y)} of each image [n]
     * @param gradient receives the gradients, each up to a positive factor [n, c, h, w]
     */
    void take(float[] x, AttackBatch batch, Draws random, double[] losses, float[] gradient) {
        int total = batch.n() * draws;
        for (int first = 0; first < total; first += network.capacity()) {
            int n = Math.min(network.capacity(), total - first);
            for (int r = 0; r < n; r++) {
                int image = (first + r) / draws;
                addNoise(x, image, random.stream((first + r) % draws, batch.ids()[image]), r);
            }
            Outputs outputs = network.forward(noisy, n);
            // The outputs' array is used again by the next pass only.
            double[] logWeights = new double[n];
            double[] logs = new double[n];
            for (int r = 0; r < n; r++) {
                int label = batch.y()[(first + r) / draws];
                logWeights[r] = pullBack(outputs, r, label);
                logs[r] = logP[label];
            }
            network.inputGradient(null, upstream, n, rows);
            for (int r = 0; r < n; r++) {
                add((first + r) % draws, logs[r], logWeights[r], r * size);
                if ((first + r) % draws == draws - 1) {
                    finish((first + r) / draws, losses, gradient);
                }
            }
        }
    }

    private void addNoise(float[] x, int image, RandomStream random, int row) {
        random.fillGaussian(noisy, row * size, size);
        for (int k = 0; k < size; k++) {
            noisy[row * size + k] = (float) (x[image * size + k] + sigma * noisy[row * size + k]);
        }
    }

    /**
     * The gradient of -log p(y) with respect to the logits over 1 - p(y), whose largest value is 1; returns
     * log p(y) (1 - p(y)), the weight of the draw in the gradient of the mean.
     */
    private double pullBack(Outputs outputs, int row, int label) {
        System.arraycopy(outputs.logits, row * classes, logP, 0, classes);
        LogSpace.logNormalise(logP, 0, classes);
        double own = logP[label];
        logP[label] = Double.NEGATIVE_INFINITY;
        double logOthers = LogSpace.logSumExp(logP, 0, classes);
        logP[label] = own;
        for (int j = 0; j < classes; j++) {
            upstream[row * classes + j] = j == label ? -1 : Math.exp(logP[j] - logOthers);
        }
        return own + logOthers;
    }

    private void add(int draw, double labelLog, double logWeight, int offset) {
        if (draw == 0) {
            Arrays.fill(sum, 0);
            largest = Double.NEGATIVE_INFINITY;
        }
        labelLogs[draw] = labelLog;
        if (logWeight > largest) {
            double shrink = Math.exp(largest - logWeight);
            for (int k = 0; k < size; k++) {
                sum[k] *= shrink;
            }
            largest = logWeight;
        }
        double weight = Math.exp(logWeight - largest);
        for (int k = 0; k < size; k++) {
            sum[k] += weight * rows[offset + k];
        }
    }

    private void finish(int image, double[] losses, float[] gradient) {
        losses[image] = Math.log(draws) - LogSpace.logSumExp(labelLogs, 0, draws);
        for (int k = 0; k < size; k++) {
            gradient[image * size + k] = (float) sum[k];
        }
    }
}
