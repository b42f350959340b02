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

import org.mattrainer.latent.GaussianMixture;

/** The cross-entropy of the label under the responsibilities of a mixture: an attack on its reading of the label. */
final class MixtureLoss implements Loss {

    private final GaussianMixture mixture;
    private final double[] logR;

    MixtureLoss(GaussianMixture mixture) {
        this.mixture = mixture;
        this.logR = new double[mixture.components()];
    }

    @Override
    public boolean usesClean() {
        return false;
    }

    @Override
    public void addGradient(Outputs clean, Outputs now, int[] y, int n, double[] dLatent, double[] dLogits) {
        for (int i = 0; i < n; i++) {
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
    public void addValues(Outputs clean, Outputs now, int[] y, int n, double[] values) {
        for (int i = 0; i < n; i++) {
            mixture.logResponsibilities(now.latent, i * now.latentSize, logR, 0);
            values[i] -= logR[y[i]];
        }
    }
}
