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
     * Makes the attack.
     *
     * @param norm p, above 1; infinity for the largest absolute value
     * @param radii radii to evaluate, ascending from at least 0
     * @param powerIterations number of power iterations, at least 1
     * @param xi finite-difference step in units of the input; 0 for exact Hessian products
     * @param kind what M_KL measures
     * @param box whether perturbed pixels stay in the range of pixel values
     * @param seed seed of the starts
     * @throws PropertyException if a value is out of range
     */
    public ManifoldAttack(
            double norm, double[] radii, int powerIterations, double xi, LatentKind kind, boolean box, long seed) {
        super(norm, radii, powerIterations, xi, box, seed);
        this.kind = kind;
        postConfig();
    }

    @Override
    public void requireFits(AttackTarget target) {
        super.requireFits(target);
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
}
