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

/**
 * The largest other logit less that of the label, plain or divided by the difference of the largest and the third
 * largest logit, which makes it independent of the scale of the logits (DLR). With fewer than three labels there is no
 * third, and the difference to the smallest is taken.
 */
public final class MarginLoss implements AttackLoss, LossFunction {

    private static final double GUARD = 1e-12;

    @Config(
            description =
                    "Whether the margin is divided by the difference of the largest and the third largest logit (DLR).")
    private boolean relative = false;

    /** For olcut. */
    private MarginLoss() {}

    /**
     * Makes the loss.
     *
     * @param relative whether the margin is divided by the difference of the largest and the third largest logit
     */
    public MarginLoss(boolean relative) {
        this.relative = relative;
    }

    @Override
    public String name() {
        return relative ? "DLR" : "MARGIN";
    }

    @Override
    public LossFunction on(AttackTarget target) {
        return this;
    }

    @Override
    public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
        Outputs now = batch.now();
        int[] y = batch.labels();
        int m = now.classes;
        for (int i = 0; i < batch.n() && m > 1; i++) {
            int row = i * m;
            int other = largest(now, i, y[i], -1);
            int first = largest(now, i, -1, -1);
            int third = third(now, i, first);
            double scale = relative ? now.logits[row + first] - now.logits[row + third] + GUARD : 1;
            dLogits[row + other] += 1 / scale;
            dLogits[row + y[i]] -= 1 / scale;
            if (relative) {
                double pull = (now.logits[row + other] - now.logits[row + y[i]]) / (scale * scale);
                dLogits[row + first] -= pull;
                dLogits[row + third] += pull;
            }
        }
    }

    @Override
    public void addValues(LossBatch batch, double[] values) {
        Outputs now = batch.now();
        int[] y = batch.labels();
        int m = now.classes;
        for (int i = 0; i < batch.n() && m > 1; i++) {
            int row = i * m;
            int first = largest(now, i, -1, -1);
            double scale = relative ? now.logits[row + first] - now.logits[row + third(now, i, first)] + GUARD : 1;
            values[i] += (now.logits[row + largest(now, i, y[i], -1)] - now.logits[row + y[i]]) / scale;
        }
    }

    private static int third(Outputs now, int row, int first) {
        int second = largest(now, row, first, -1);
        return now.classes == 2 ? second : largest(now, row, first, second);
    }

    /** The largest logit of a row but two. */
    private static int largest(Outputs now, int row, int not, int norThat) {
        int best = -1;
        for (int j = 0; j < now.classes; j++) {
            boolean allowed = j != not && j != norThat;
            if (allowed && (best < 0 || now.logits[row * now.classes + j] > now.logits[row * now.classes + best])) {
                best = j;
            }
        }
        return best;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "AttackLoss");
    }

    @Override
    public String toString() {
        return "MarginLoss(" + name() + ")";
    }
}
