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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.latent.LogSpace;

/** The cross-entropy of the label, -log p(y). */
public final class CrossEntropyLoss implements AttackLoss, LossFunction {

    /** The exponential of anything less is nearly 0 in double precision. */
    private static final double LEAST_LOG = -700;

    /** Makes the loss, which has no settings. */
    public CrossEntropyLoss() {}

    @Override
    public String name() {
        return "CROSS_ENTROPY";
    }

    @Override
    public LossFunction on(AttackTarget target) {
        return this;
    }

    @Override
    public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
        int m = batch.now().classes;
        int[] y = batch.labels();
        double[] logP = new double[m];
        for (int i = 0; i < batch.n(); i++) {
            logSoftmax(batch.now(), i, logP);
            double raised = raised(logP, y[i]);
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
    public void addValues(LossBatch batch, double[] values) {
        double[] logP = new double[batch.now().classes];
        for (int i = 0; i < batch.n(); i++) {
            logSoftmax(batch.now(), i, logP);
            values[i] -= logP[batch.labels()[i]];
        }
    }

    /** What keeps the probabilities of the other labels above 0; a common factor does not turn the gradient. */
    private static double raised(double[] logP, int label) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logP.length; j++) {
            largest = j == label ? largest : Math.max(largest, logP[j]);
        }
        return Math.max(0, LEAST_LOG - largest);
    }

    private static void logSoftmax(Outputs now, int row, double[] logP) {
        System.arraycopy(now.logits, row * now.classes, logP, 0, now.classes);
        LogSpace.logNormalise(logP, 0, now.classes);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "AttackLoss");
    }

    @Override
    public String toString() {
        return "CrossEntropyLoss()";
    }
}
