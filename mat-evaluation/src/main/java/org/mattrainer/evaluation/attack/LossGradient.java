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

import java.util.Arrays;

/** The input gradients of a loss at the points where searches stand. */
final class LossGradient {

    private final WhiteBox network;
    private final LossFunction loss;
    private final OpenImages open;
    private final float[] gradient;
    private final double[] dLatent;
    private final double[] dLogits;

    LossGradient(WhiteBox network, LossFunction loss, OpenImages open) {
        this.network = network;
        this.loss = loss;
        this.open = open;
        this.gradient = new float[open.now.length];
        this.dLatent = new double[open.clean.latent.length];
        this.dLogits = new double[open.clean.logits.length];
    }

    /**
     * The directions of the gradients, those of leaving images without meaning; valid until the next call.
     *
     * @param outputs outputs of the network's last pass
     */
    float[] at(Outputs outputs) {
        Arrays.fill(dLatent, 0, open.count() * outputs.latentSize, 0);
        Arrays.fill(dLogits, 0, open.count() * outputs.classes, 0);
        loss.addGradient(new LossBatch(open.clean, outputs, open.y, open.count()), dLatent, dLogits);
        network.inputGradient(dLatent, dLogits, open.count(), gradient, open.leaving);
        return gradient;
    }
}
