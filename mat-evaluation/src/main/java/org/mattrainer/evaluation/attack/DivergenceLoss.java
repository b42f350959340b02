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

import org.mattrainer.divergence.Divergence;

/** A divergence from the clean outputs. */
final class DivergenceLoss implements Loss {

    private final Divergence divergence;
    private final boolean latent;
    private final double[] gradient;
    private final double[] values;

    /** A divergence of latent vectors or of logits, with memory of the network's size. */
    DivergenceLoss(Divergence divergence, boolean latent, Outputs memory) {
        this.divergence = divergence;
        this.latent = latent;
        this.gradient = latent ? memory.latent : memory.logits;
        this.values = new double[memory.logits.length / memory.classes];
    }

    @Override
    public boolean usesClean() {
        return true;
    }

    @Override
    public void addGradient(Outputs clean, Outputs now, int[] y, int n, double[] dLatent, double[] dLogits) {
        divergence.perturbedGradient(rows(clean), rows(now), n, gradient);
        double[] to = latent ? dLatent : dLogits;
        for (int k = 0; k < n * divergence.width(); k++) {
            to[k] += gradient[k];
        }
    }

    @Override
    public void addValues(Outputs clean, Outputs now, int[] y, int n, double[] to) {
        divergence.values(rows(clean), rows(now), n, values);
        for (int i = 0; i < n; i++) {
            to[i] += values[i];
        }
    }

    private double[] rows(Outputs outputs) {
        return latent ? outputs.latent : outputs.logits;
    }
}
