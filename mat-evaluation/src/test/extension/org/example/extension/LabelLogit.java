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
package org.example.extension;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.evaluation.attack.AttackLoss;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.LossBatch;
import org.mattrainer.evaluation.attack.LossFunction;
import org.mattrainer.evaluation.attack.Outputs;

/** How low the logit of the label is. */
public final class LabelLogit implements AttackLoss, LossFunction {

    @Config(description = "What the logit is multiplied by, above 0.")
    private double scale = 1;

    @Override
    public String name() {
        return "label-logit";
    }

    @Override
    public LossFunction on(AttackTarget target) {
        return this;
    }

    @Override
    public void addValues(LossBatch batch, double[] values) {
        Outputs now = batch.now();
        for (int i = 0; i < batch.n(); i++) {
            values[i] -= scale * now.logits()[i * now.classes() + batch.labels()[i]];
        }
    }

    @Override
    public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
        for (int i = 0; i < batch.n(); i++) {
            dLogits[i * batch.now().classes() + batch.labels()[i]] -= scale;
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "AttackLoss");
    }
}
