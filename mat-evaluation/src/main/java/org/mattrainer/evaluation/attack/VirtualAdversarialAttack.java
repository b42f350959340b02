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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;

/** The virtual adversarial perturbation: a step along the direction in which L_KL grows fastest. Knows no label. */
public final class VirtualAdversarialAttack extends PowerAttack {

    /** For olcut. */
    private VirtualAdversarialAttack() {}

    /**
     * Makes the attack.
     *
     * @param norm p, above 1; infinity for the largest absolute value
     * @param radii radii to evaluate, ascending from at least 0
     * @param powerIterations number of power iterations, at least 1
     * @param xi finite-difference step in units of the input; 0 for exact Hessian products
     * @param box whether perturbed pixels stay in the range of pixel values
     * @param seed seed of the starts
     * @throws PropertyException if a value is out of range
     */
    public VirtualAdversarialAttack(
            double norm, double[] radii, int powerIterations, double xi, boolean box, long seed) {
        super(norm, radii, powerIterations, xi, box, seed);
        postConfig();
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
}
