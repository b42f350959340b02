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
package org.mattrainer.reference;

/**
 * Weights and choices of the objective
 * {@code crossEntropy * ce + lambda2 * information + adversarialWeight * at + lambda1 * smoothness + piWeight * pi}.
 *
 * @param crossEntropy weight of the mean cross-entropy
 * @param outputWeight weight a of the divergence of the outputs inside the smoothness
 * @param latentWeight weight b of the latent divergence inside the smoothness
 * @param lambda1 weight of the smoothness
 * @param lambda2 weight of the information term
 * @param latent form of the latent divergence
 * @param posterior whether the information term is -log r_y instead of -log N_y
 * @param log whether the smoothness is the mean of log(S + logDelta) instead of S
 * @param logDelta delta
 * @param target what the direction climbs: output, latent or sum
 * @param power whether the direction is found by power iteration; otherwise it is the start
 * @param sigma size of perturbations
 * @param xi step of finite differences, 0 for exact Hessian products
 * @param iterations number of power iterations
 * @param detachClean whether the clean pass is a constant in the smoothness
 * @param adversarialWeight weight of the cross-entropy at the adversarial examples
 * @param adversarialP exponent of their norm
 * @param piWeight weight of the mean squared difference of two passes
 */
public record ObjectiveSettings(
        double crossEntropy,
        double outputWeight,
        double latentWeight,
        double lambda1,
        double lambda2,
        LatentKind latent,
        boolean posterior,
        boolean log,
        double logDelta,
        String target,
        boolean power,
        double sigma,
        double xi,
        int iterations,
        boolean detachClean,
        double adversarialWeight,
        double adversarialP,
        double piWeight) {}
