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

import java.util.function.ToDoubleFunction;
import org.mattrainer.nn.Network;

/**
 * A question to a network that every implementation can answer: one batch, one upstream gradient and one change of the
 * input.
 *
 * @param network the description
 * @param parameters flat, in canonical order
 * @param statistics running statistics before the pass
 * @param x input [n, c, h, w]
 * @param n number of examples
 * @param mode how the batch goes through
 * @param dLatent upstream gradient of the latent features
 * @param dLogits upstream gradient of the logits
 * @param dx change of the input whose effect is asked for, [n, c, h, w]
 */
public record NetworkProbe(
        Network network,
        double[] parameters,
        double[] statistics,
        double[] x,
        int n,
        ReferenceNetwork.Mode mode,
        double[] dLatent,
        double[] dLogits,
        double[] dx) {

    /**
     * The answer.
     *
     * @param latent z
     * @param logits o
     * @param statistics running statistics after the pass
     * @param input gradient of the input
     * @param parameters gradient of the parameters
     * @param latentChange J dx at z
     * @param logitsChange J dx at o
     */
    public record Answer(
            double[] latent,
            double[] logits,
            double[] statistics,
            double[] input,
            double[] parameters,
            double[] latentChange,
            double[] logitsChange) {}

    /** The answer in double precision. */
    public Answer reference(ToDoubleFunction<Float> setting) {
        ReferenceNetwork reference = new ReferenceNetwork(network, parameters, statistics.clone(), setting);
        ReferencePass pass = reference.forward(x, n, mode);
        ReferencePass.Gradients gradients = pass.backward(dLatent, dLogits);
        ReferencePass.Outputs change = pass.tangent(dx);
        return new Answer(
                pass.latent(),
                pass.logits(),
                reference.statistics(),
                gradients.input(),
                gradients.parameters(),
                change.latent(),
                change.logits());
    }
}
