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
package org.mattrainer.divergence;

import org.mattrainer.latent.LogSpace;

/**
 * L_KL (MAT, eq. 11): the Kullback-Leibler divergence KL(p || q) of p = softmax(clean logits) from q =
 * softmax(perturbed logits). Its Hessian is diag(p) - p p'.
 */
public final class OutputDivergence implements Divergence {

    private final int classes;
    private final double[] logP;
    private final double[] logQ;

    /**
     * Makes the divergence.
     *
     * @param classes number of logits M, at least 1
     */
    public OutputDivergence(int classes) {
        this.classes = classes;
        this.logP = new double[classes];
        this.logQ = new double[classes];
    }

    @Override
    public int width() {
        return classes;
    }

    private void logSoftmax(double[] logits, int row, double[] out) {
        System.arraycopy(logits, row * classes, out, 0, classes);
        LogSpace.logNormalise(out, 0, classes);
    }

    /** KL(p || q) of the rows in scratch memory. */
    private double divergence() {
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            sum += Math.exp(logP[j]) * (logP[j] - logQ[j]);
        }
        return Math.max(sum, 0);
    }

    @Override
    public void values(double[] clean, double[] perturbed, int n, double[] values) {
        for (int i = 0; i < n; i++) {
            logSoftmax(clean, i, logP);
            logSoftmax(perturbed, i, logQ);
            values[i] = divergence();
        }
    }

    @Override
    public void perturbedGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        for (int i = 0; i < n; i++) {
            logSoftmax(clean, i, logP);
            logSoftmax(perturbed, i, logQ);
            for (int j = 0; j < classes; j++) {
                gradient[i * classes + j] = Math.exp(logQ[j]) - Math.exp(logP[j]);
            }
        }
    }

    @Override
    public void cleanGradient(double[] clean, double[] perturbed, int n, double[] gradient) {
        for (int i = 0; i < n; i++) {
            logSoftmax(clean, i, logP);
            logSoftmax(perturbed, i, logQ);
            double divergence = divergence();
            for (int j = 0; j < classes; j++) {
                gradient[i * classes + j] = Math.exp(logP[j]) * (logP[j] - logQ[j] - divergence);
            }
        }
    }

    @Override
    public void hessianProduct(double[] clean, double[] vectors, int n, double[] product) {
        for (int i = 0; i < n; i++) {
            logSoftmax(clean, i, logP);
            double mean = 0;
            for (int j = 0; j < classes; j++) {
                mean += Math.exp(logP[j]) * vectors[i * classes + j];
            }
            for (int j = 0; j < classes; j++) {
                product[i * classes + j] = Math.exp(logP[j]) * (vectors[i * classes + j] - mean);
            }
        }
    }
}
