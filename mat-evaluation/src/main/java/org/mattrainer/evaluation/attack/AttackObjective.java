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

/** What an iterative attack climbs. */
public enum AttackObjective {
    /** The cross-entropy of the label. */
    CROSS_ENTROPY,
    /** The largest other logit less that of the label (Carlini and Wagner). */
    MARGIN,
    /** {@link #MARGIN} divided by the difference of the largest and the third largest logit (Croce and Hein). */
    DLR,
    /** L_KL, the divergence from the clean output; knows no label. */
    KL,
    /** M_KL, the divergence from the clean latent vector; knows no label. */
    LATENT,
    /** L_KL + M_KL; knows no label. */
    SMOOTHNESS,
    /** The cross-entropy of the label under the mixture's own reading of the latent vector. */
    MIXTURE,
    /** {@link #CROSS_ENTROPY} + {@link #LATENT}. */
    CROSS_ENTROPY_LATENT;

    /** Whether the gradient is 0 at the clean image, so that a start beside it is needed. */
    boolean isFlatAtStart() {
        return this == KL || this == LATENT || this == SMOOTHNESS;
    }
}
