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

/** Latent vectors [n, D] and logits [n, M] of a batch in double precision. */
final class Outputs {

    final int latentSize;
    final int classes;
    final double[] latent;
    final double[] logits;

    Outputs(int latentSize, int classes, int capacity) {
        this.latentSize = latentSize;
        this.classes = classes;
        this.latent = new double[capacity * latentSize];
        this.logits = new double[capacity * classes];
    }

    /** Copies the results of a session's last pass. */
    void take(GradientSession session, int n) {
        float[] z = session.latent();
        for (int k = 0; k < n * latentSize; k++) {
            latent[k] = z[k];
        }
        float[] o = session.logits();
        for (int k = 0; k < n * classes; k++) {
            logits[k] = o[k];
        }
    }
}
