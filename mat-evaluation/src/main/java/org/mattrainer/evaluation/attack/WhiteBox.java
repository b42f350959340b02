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

import org.mattrainer.GradientSession;
import org.mattrainer.latent.GaussianMixture;

/**
 * A network with its gradients, as attacks need them: outputs in double precision, upstream gradients scaled so that a
 * confident network does not make them underflow, and counts of gradients that are 0.
 */
final class WhiteBox {

    private final GradientSession session;
    private final GaussianMixture mixture;
    private final int size;
    private final boolean[] used;
    private final Outputs outputs;
    private long gradients;
    private long zeroGradients;

    WhiteBox(GradientSession session, GaussianMixture mixture) {
        this.session = session;
        this.mixture = mixture;
        this.size = session.shape().size();
        this.used = new boolean[size];
        for (int k = 0; k < size; k++) {
            used[k] = session.isUsed(k);
        }
        this.outputs =
                new Outputs(session.network().latentSize(), session.network().classes(), session.capacity());
    }

    /** Runs the network; the result is valid until the next call. */
    Outputs forward(float[] x, int n) {
        session.forward(x, n);
        outputs.take(session, n);
        return outputs;
    }
}
