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

import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.nn.Tap;

/**
 * The bound on the evidence of a skip deep generative model for one sample of a of some examples, each with its class or with
 * every class:
 * {@code L(x, y) = log p(x|a,z,y) - log M + log N(z; 0, I) + log p(a|z,y) - log q(a|x) - log q(z|a,x,y)}. There is a row for
 * the first class of all examples, then one for the second of all, and so on.
 */
final class EvidenceBound {

    private final StepExamples batch;
    private final GradientPass inference;
    private final Auxiliary generative;
    private final int n;
    private final int rows;
    private final int size;
    private final int length;
    private final GradientPass pass;

    /**
     * Runs the generative part.
     *
     * @param batch the examples
     * @param size numbers of an image
     * @param inference the pass of the model with the sample of a
     * @param generative the network of {@link GenerativePart}
     * @param classes the class of each example, null for every class
     * @param sample number of the sample, from 0
     */
    EvidenceBound(
            StepExamples batch, int size, GradientPass inference, Auxiliary generative, int[] classes, int sample) {
        this.batch = batch;
        this.inference = inference;
        this.generative = generative;
        this.size = size;
        this.n = batch.size();
        int m = inference.classes();
        int copies = classes == null ? m : 1;
        this.rows = copies * n;
        float[] y = new float[rows * m];
        for (int row = 0; row < rows; row++) {
            y[row * m + (classes == null ? row / n : classes[row])] = 1;
        }
        Tap a = GenerativePart.A.sample();
        int at = generative.put(batch.x(), size, n, copies, 0);
        at = generative.put(inference.values(a), inference.size(a), n, copies, at);
        this.length = generative.put(y, m, rows, at);
        this.pass = generative.copies(batch, sample * copies, copies);
    }

    /** The values of the bound by row. */
    double[] values() {
        GenerativePart.GaussianTaps a = GenerativePart.A;
        GenerativePart.GaussianTaps z = GenerativePart.Z;
        int aSize = inference.size(a.sample());
        int zSize = pass.size(z.sample());
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            int i = row % n;
            values[row] = evidence(row)
                    - Math.log(inference.classes())
                    + LogDensity.standard(pass.values(z.sample()), row * zSize, zSize)
                    + normal(inference.values(a.sample()), i, pass, a, row, aSize)
                    - normal(inference.values(a.sample()), i, inference, a, i, aSize)
                    - normal(pass.values(z.sample()), row, pass, z, row, zSize);
        }
        return values;
    }

    private static double normal(
            float[] x, int xRow, GradientPass of, GenerativePart.GaussianTaps taps, int row, int size) {
        return LogDensity.normal(
                x, xRow * size, of.values(taps.mean()), of.values(taps.logVariance()), row * size, size);
    }

    /** log p(x|a,z,y) of a row. */
    private double evidence(int row) {
        int at = row % n * size;
        return isBernoulli()
                ? LogDensity.bernoulli(batch.x(), at, pass.values(GenerativePart.LOGITS), row * size, size)
                : normal(batch.x(), row % n, pass, GenerativePart.X, row, size);
    }

    private boolean isBernoulli() {
        return pass.taps().contains(GenerativePart.LOGITS);
    }

    /**
     * Adds the gradient of a weighted sum of the values to both networks.
     *
     * @param weights weights by row
     */
    void backward(double[] weights) {
        GenerativePart.GaussianTaps a = GenerativePart.A;
        GenerativePart.GaussianTaps z = GenerativePart.Z;
        int aSize = inference.size(a.sample());
        float[] sample = inference.values(a.sample());
        float[] dA = new float[n * aSize];
        NormalGradient inferred = new NormalGradient(inference, a, n * aSize);
        NormalGradient prior = new NormalGradient(pass, a, rows * aSize);
        int zSize = pass.size(z.sample());
        float[] latent = pass.values(z.sample());
        float[] dZ = new float[rows * zSize];
        NormalGradient encoded = new NormalGradient(pass, z, rows * zSize);
        for (int row = 0; row < rows; row++) {
            int i = row % n;
            prior.add(weights[row], sample, i, row, aSize, dA);
            inferred.add(-weights[row], sample, i, i, aSize, dA);
            encoded.add(-weights[row], latent, row, row, zSize, dZ);
            for (int k = row * zSize; k < (row + 1) * zSize; k++) {
                dZ[k] -= (float) (weights[row] * latent[k]);
            }
        }
        addEvidence(weights);
        prior.hand();
        encoded.hand();
        pass.addGradient(z.sample(), dZ);
        float[] read = generative.backward();
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < aSize; k++) {
                dA[row % n * aSize + k] += read[row * length + size + k];
            }
        }
        inferred.hand();
        inference.addGradient(a.sample(), dA);
    }

    private void addEvidence(double[] weights) {
        if (isBernoulli()) {
            float[] gradient = new float[rows * size];
            float[] logits = pass.values(GenerativePart.LOGITS);
            for (int row = 0; row < rows; row++) {
                LogDensity.addBernoulli(weights[row], batch.x(), row % n * size, logits, row * size, size, gradient);
            }
            pass.addGradient(GenerativePart.LOGITS, gradient);
        } else {
            NormalGradient pixels = new NormalGradient(pass, GenerativePart.X, rows * size);
            for (int row = 0; row < rows; row++) {
                pixels.add(weights[row], batch.x(), row % n, row, size, null);
            }
            pixels.hand();
        }
    }

    /** Gradients with respect to means and logarithms of variances of a pass. */
    private static final class NormalGradient {

        private final GradientPass of;
        private final GenerativePart.GaussianTaps taps;
        private final float[] mean;
        private final float[] logVariance;

        NormalGradient(GradientPass of, GenerativePart.GaussianTaps taps, int length) {
            this.of = of;
            this.taps = taps;
            this.mean = new float[length];
            this.logVariance = new float[length];
        }

        /** Adds that of a weighted log density at a row of x, whose own gradient goes to dx where that is not null. */
        void add(double weight, float[] x, int xRow, int row, int size, float[] dx) {
            LogDensity.addNormal(
                    weight,
                    x,
                    xRow * size,
                    of.values(taps.mean()),
                    of.values(taps.logVariance()),
                    row * size,
                    size,
                    dx,
                    mean,
                    logVariance);
        }

        /** Hands what was added to the pass. */
        void hand() {
            of.addGradient(taps.mean(), mean);
            of.addGradient(taps.logVariance(), logVariance);
        }
    }
}
