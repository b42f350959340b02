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
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;

/**
 * The manifold adversarial perturbation: a step along the direction in which M_KL grows fastest in the latent space of
 * the model's mixture. Knows no label.
 */
public final class ManifoldAttack extends PowerAttack {

    @Config(description = "What M_KL measures.")
    private LatentKind kind = LatentKind.MAHALANOBIS;

    /** For olcut. */
    private ManifoldAttack() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new ManifoldAttack());
    }

    @Override
    public void requireFits(AttackTarget target, double[] radii) {
        super.requireFits(target, radii);
        target.whiteBox().mixture();
    }

    @Override
    Target climbed() {
        return Target.LATENT;
    }

    @Override
    LatentKind kind() {
        return kind;
    }

    @Override
    public String name() {
        String measure = kind == LatentKind.MAHALANOBIS ? "" : " " + kind;
        return "MAT-" + powerIterations() + measure + suffix();
    }

    /** Makes a {@link ManifoldAttack}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends PowerAttack.Builder<ManifoldAttack, Builder> {

        private Builder(ManifoldAttack it) {
            super(it);
        }

        /**
         * Sets what M_KL measures.
         *
         * @param kind {@link LatentKind#MAHALANOBIS} if this is not called
         * @return this
         */
        public Builder kind(LatentKind kind) {
            return set(it -> it.kind = kind);
        }
    }
}
