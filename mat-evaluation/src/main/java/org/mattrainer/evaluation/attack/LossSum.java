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
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import java.util.stream.Collectors;
import org.mattrainer.internal.numbers.Checks;

/** The sum of losses. */
public final class LossSum implements AttackLoss {

    @Config(mandatory = true, description = "What is added up, at least one.")
    private List<AttackLoss> losses = List.of();

    /** For olcut. */
    private LossSum() {}

    /**
     * Makes the loss.
     *
     * @param losses what is added up
     * @throws PropertyException if there is none
     */
    public LossSum(List<AttackLoss> losses) {
        this.losses = List.copyOf(losses);
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!losses.isEmpty(), "losses", "at least one loss", "none");
    }

    @Override
    public String name() {
        return losses.stream().map(AttackLoss::name).collect(Collectors.joining("+"));
    }

    @Override
    public boolean isFlatAtStart() {
        return losses.stream().allMatch(AttackLoss::isFlatAtStart);
    }

    @Override
    public LossFunction on(AttackTarget target) {
        return new Function(losses.stream().map(loss -> loss.on(target)).toList());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "AttackLoss");
    }

    @Override
    public String toString() {
        return "LossSum(" + name() + ")";
    }

    /** The sum on one network. */
    private record Function(List<LossFunction> losses) implements LossFunction {

        @Override
        public boolean usesClean() {
            return losses.stream().anyMatch(LossFunction::usesClean);
        }

        @Override
        public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
            losses.forEach(loss -> loss.addGradient(batch, dLatent, dLogits));
        }

        @Override
        public void addValues(LossBatch batch, double[] values) {
            losses.forEach(loss -> loss.addValues(batch, values));
        }
    }
}
