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
package org.mattrainer.evaluation;

/**
 * How much a model's output and latent vector change under a small perturbation (MAT, eq. 24): smaller is smoother.
 *
 * @param lKl mean of L_KL, the divergence of the outputs
 * @param mKl mean of M_KL, the divergence in the latent space; NaN without a mixture
 * @param direction how the perturbations were found, as text
 * @param sigma 2-norm of each perturbation in the units fed to the network
 * @param examples number of examples
 * @param fittedMixture whether the mixture behind M_KL was fitted after the training, for a model without one
 */
public record SmoothnessResult(
        double lKl, double mKl, String direction, double sigma, int examples, boolean fittedMixture) {

    /**
     * Whether there is a mixture, without which there is no M_KL, nor what it is part of.
     *
     * @return false if M_KL is NaN
     */
    public boolean hasMixture() {
        return !Double.isNaN(mKl);
    }

    /**
     * R_smooth of MAT's eq. 24.
     *
     * @return half of L_KL + M_KL; NaN without a mixture
     */
    public double rSmooth() {
        return (lKl + mKl) / 2;
    }
}
