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

import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.divergence.OutputDivergence;

/** A number for each example that an attack climbs, by its gradients with respect to a network's outputs. */
interface Loss {

    /**
     * Adds the gradients of each row.
     *
     * @param clean outputs of the clean images
     * @param now outputs of the perturbed images
     * @param y labels
     * @param n number of rows
     * @param dLatent receives the gradients with respect to the latent vectors, all 0 before
     * @param dLogits receives the gradients with respect to the logits, all 0 before
     */
    void addGradient(Outputs clean, Outputs now, int[] y, int n, double[] dLatent, double[] dLogits);

    /** Whether the outputs of the clean images matter. */
    boolean usesClean();

    /** Adds the value of each row. */
    void addValues(Outputs clean, Outputs now, int[] y, int n, double[] values);

    /** Makes the loss of an objective for a network. */
    static Loss of(AttackObjective objective, WhiteBox network) {
        switch (objective) {
            case CROSS_ENTROPY:
                return new CrossEntropyLoss();
            case MARGIN:
                return new MarginLoss(false);
            case DLR:
                return new MarginLoss(true);
            case KL:
                return outputs(network);
            case LATENT:
                return latent(network);
            case SMOOTHNESS:
                return new LossSum(outputs(network), latent(network));
            case MIXTURE:
                return new MixtureLoss(network.mixture());
            default:
                return new LossSum(new CrossEntropyLoss(), latent(network));
        }
    }

    private static Loss outputs(WhiteBox network) {
        Outputs memory = network.newOutputs();
        return new DivergenceLoss(new OutputDivergence(memory.classes), false, memory);
    }

    private static Loss latent(WhiteBox network) {
        return new DivergenceLoss(
                LatentDivergence.of(LatentKind.MAHALANOBIS, network.mixture()), true, network.newOutputs());
    }
}
