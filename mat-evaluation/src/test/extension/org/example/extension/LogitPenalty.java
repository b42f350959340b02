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
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;

/** The mean square of the logits. */
public final class LogitPenalty implements Term {

    @Config(description = "The weight, at least 0.")
    private double weight = 0.01;

    @Override
    public String name() {
        return "logits";
    }

    @Override
    public double apply(StepContext step) {
        GradientPass pass = step.labelled().pass();
        int n = step.labelled().size();
        double value = 0;
        for (int i = 0; i < n * pass.classes(); i++) {
            double logit = pass.logits()[i];
            value += weight * logit * logit / n;
            pass.logitGradient()[i] += 2 * weight * logit / n;
        }
        return value;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Term");
    }
}
