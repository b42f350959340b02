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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.divergence.Divergence;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.divergence.OutputDivergence;

/** A divergence from the clean outputs, which knows no label: L_KL of the outputs or M_KL of the latent vectors. */
public final class DivergenceLoss implements AttackLoss {

    @Config(
            description =
                    "Whether it is M_KL, of the latent vectors under the model's mixture, in place of L_KL, of the outputs.")
    private boolean latent = false;

    /** For olcut. */
    private DivergenceLoss() {}

    /**
     * Makes the loss.
     *
     * @param latent true for M_KL, of the latent vectors; false for L_KL, of the outputs
     */
    public DivergenceLoss(boolean latent) {
        this.latent = latent;
    }

    @Override
    public String name() {
        return latent ? "LATENT" : "KL";
    }

    @Override
    public boolean isFlatAtStart() {
        return true;
    }

    @Override
    public LossFunction on(AttackTarget target) {
        WhiteBox network = target.whiteBox();
        Outputs memory = network.newOutputs();
        Divergence divergence = latent
                ? LatentDivergence.of(LatentKind.MAHALANOBIS, network.mixture())
                : new OutputDivergence(memory.classes);
        return new Function(divergence, latent, memory);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "AttackLoss");
    }

    @Override
    public String toString() {
        return "DivergenceLoss(" + name() + ")";
    }

    /** A divergence of latent vectors or of logits, with memory of a network's size. */
    private static final class Function implements LossFunction {

        private final Divergence divergence;
        private final boolean latent;
        private final double[] gradient;
        private final double[] found;

        Function(Divergence divergence, boolean latent, Outputs memory) {
            this.divergence = divergence;
            this.latent = latent;
            this.gradient = latent ? memory.latent : memory.logits;
            this.found = new double[memory.logits.length / memory.classes];
        }

        @Override
        public boolean usesClean() {
            return true;
        }

        @Override
        public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
            divergence.perturbedGradient(rows(batch.clean()), rows(batch.now()), batch.n(), gradient);
            double[] to = latent ? dLatent : dLogits;
            for (int k = 0; k < batch.n() * divergence.width(); k++) {
                to[k] += gradient[k];
            }
        }

        @Override
        public void addValues(LossBatch batch, double[] values) {
            divergence.values(rows(batch.clean()), rows(batch.now()), batch.n(), found);
            for (int i = 0; i < batch.n(); i++) {
                values[i] += found[i];
            }
        }

        private double[] rows(Outputs outputs) {
            return latent ? outputs.latent : outputs.logits;
        }
    }
}
