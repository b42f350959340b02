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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;

/** The built-in losses that a gradient attack climbs, by name. */
public enum AttackObjective {
    /** The cross-entropy of the label. */
    CROSS_ENTROPY(new CrossEntropyLoss()),
    /** The largest other logit less that of the label (Carlini and Wagner). */
    MARGIN(new MarginLoss(false)),
    /** {@link #MARGIN} divided by the difference of the largest and the third largest logit (Croce and Hein). */
    DLR(new MarginLoss(true)),
    /** L_KL, the divergence from the clean output; knows no label. */
    KL(new DivergenceLoss(false)),
    /** M_KL, the divergence from the clean latent vector; knows no label. */
    LATENT(new DivergenceLoss(true)),
    /** L_KL + M_KL; knows no label. */
    SMOOTHNESS(new LossSum(List.of(new DivergenceLoss(false), new DivergenceLoss(true)))),
    /** The cross-entropy of the label under the mixture's own reading of the latent vector. */
    MIXTURE(new MixtureLoss()),
    /** {@link #CROSS_ENTROPY} + {@link #LATENT}. */
    CROSS_ENTROPY_LATENT(new LossSum(List.of(new CrossEntropyLoss(), new DivergenceLoss(true))));

    private final AttackLoss loss;

    AttackObjective(AttackLoss loss) {
        this.loss = loss;
    }

    /**
     * The loss as a component, to be added to others.
     *
     * @return what an attack with this objective climbs
     */
    public AttackLoss loss() {
        return loss;
    }

    /** The name of what an attack climbs: this objective unless it has a loss of its own. */
    String nameOr(AttackLoss own) {
        return own == null ? name() : own.name();
    }

    /** What an attack climbs: this objective unless it has a loss of its own. */
    AttackLoss lossOr(AttackLoss own) {
        return own == null ? loss : own;
    }

    /** Refuses a loss beside an objective, of which one would be ignored. */
    void requireAlone(AttackLoss own) {
        if (own != null && this != CROSS_ENTROPY) {
            throw new PropertyException(
                    "", "loss", "expected an objective or a loss, found " + this + " and " + own.name());
        }
    }
}
