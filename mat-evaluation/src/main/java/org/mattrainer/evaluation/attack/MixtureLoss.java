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
import org.mattrainer.latent.GaussianMixture;

/** The cross-entropy of the label under the responsibilities of a mixture: an attack on its reading of the label. */
public final class MixtureLoss implements AttackLoss {

    /** Makes the loss, which has no settings. */
    public MixtureLoss() {}

    @Override
    public String name() {
        return "MIXTURE";
    }

    @Override
    public LossFunction on(AttackTarget target) {
        return new Function(target.whiteBox().mixture());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "AttackLoss");
    }

    @Override
    public String toString() {
        return "MixtureLoss()";
    }

    /** The loss under one mixture. */
    private static final class Function implements LossFunction {

        private final GaussianMixture mixture;
        private final double[] logR;

        Function(GaussianMixture mixture) {
            this.mixture = mixture;
            this.logR = new double[mixture.components()];
        }

        @Override
        public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
            Outputs now = batch.now();
            int[] y = batch.labels();
            for (int i = 0; i < batch.n(); i++) {
                int offset = i * now.latentSize;
                mixture.logResponsibilities(now.latent, offset, logR, 0);
                // The gradient of -log r_y is P_y (z - mu_y) - sum_j r_j P_j (z - mu_j).
                double others = 0;
                for (int j = 0; j < logR.length; j++) {
                    double r = Math.exp(logR[j]);
                    if (j != y[i]) {
                        mixture.addLikelihoodGradient(j, -r, now.latent, offset, dLatent, offset);
                        others += r;
                    }
                }
                mixture.addLikelihoodGradient(y[i], others, now.latent, offset, dLatent, offset);
            }
        }

        @Override
        public void addValues(LossBatch batch, double[] values) {
            Outputs now = batch.now();
            for (int i = 0; i < batch.n(); i++) {
                mixture.logResponsibilities(now.latent, i * now.latentSize, logR, 0);
                values[i] -= logR[batch.labels()[i]];
            }
        }
    }
}
