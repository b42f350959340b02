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

import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;

/** The virtual adversarial perturbation: a step along the direction in which L_KL grows fastest. Knows no label. */
public final class VirtualAdversarialAttack extends PowerAttack {

    /** For olcut. */
    private VirtualAdversarialAttack() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new VirtualAdversarialAttack());
    }

    @Override
    Target climbed() {
        return Target.OUTPUT;
    }

    @Override
    LatentKind kind() {
        return LatentKind.MAHALANOBIS;
    }

    @Override
    public String name() {
        return "VAT-" + powerIterations() + suffix();
    }

    /** Makes a {@link VirtualAdversarialAttack}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends PowerAttack.Builder<VirtualAdversarialAttack, Builder> {

        private Builder(VirtualAdversarialAttack it) {
            super(it);
        }
    }
}
