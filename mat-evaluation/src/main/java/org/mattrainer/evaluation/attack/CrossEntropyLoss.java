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

import org.mattrainer.latent.LogSpace;

/** The cross-entropy of the label. */
final class CrossEntropyLoss implements Loss {

    /** The exponential of anything less is nearly 0 in double precision. */
    private static final double LEAST_LOG = -700;

    private double[] logP = new double[0];

    @Override
    public boolean usesClean() {
        return false;
    }

    @Override
    public void addGradient(Outputs clean, Outputs now, int[] y, int n, double[] dLatent, double[] dLogits) {
        int m = now.classes;
        for (int i = 0; i < n; i++) {
            logSoftmax(now, i);
            double raised = raised(y[i]);
            double others = 0;
            for (int j = 0; j < m; j++) {
                double p = Math.exp(logP[j] + raised);
                if (j != y[i]) {
                    dLogits[i * m + j] += p;
                    others += p;
                }
            }
            // p - 1 of the label would be rounded to 0 for a confident network.
            dLogits[i * m + y[i]] -= others;
        }
    }

    @Override
    public void addValues(Outputs clean, Outputs now, int[] y, int n, double[] values) {
        for (int i = 0; i < n; i++) {
            logSoftmax(now, i);
            values[i] -= logP[y[i]];
        }
    }

    /** What keeps the probabilities of the other labels above 0; a common factor does not turn the gradient. */
    private double raised(int label) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logP.length; j++) {
            largest = j == label ? largest : Math.max(largest, logP[j]);
        }
        return Math.max(0, LEAST_LOG - largest);
    }

    private void logSoftmax(Outputs now, int row) {
        if (logP.length != now.classes) {
            logP = new double[now.classes];
        }
        System.arraycopy(now.logits, row * now.classes, logP, 0, now.classes);
        LogSpace.logNormalise(logP, 0, now.classes);
    }
}
