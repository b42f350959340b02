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

/**
 * The fast gradient method: one step of exactly the radius along the gradient of the cross-entropy, {@code sigma
 * sign(g) (|g| / |g|_q)^(1/(p-1))} with 1/p + 1/q = 1 (MAT, eq. 2), for p infinite {@code sigma sign(g)} (MAT, eq. 3).
 * The gradient is computed once for all radii.
 */
public final class FastGradientMethod extends BoundedAttack {

    @Config(description = "Whether the step is along the sign of the gradient with any norm, scaled to the radius.")
    private boolean signed = false;

    /** For olcut. */
    private FastGradientMethod() {}

    /**
     * Makes the attack.
     *
     * @param norm p, above 1; infinity for the largest absolute value
     * @param radii radii to evaluate, ascending from at least 0
     * @param signed whether the step is along the sign of the gradient, scaled to the norm; always so for the infinite
     *     norm
     * @param box whether perturbed pixels stay in the range of pixel values
     * @throws PropertyException if a value is out of range
     */
    public FastGradientMethod(double norm, double[] radii, boolean signed, boolean box) {
        super(norm, radii, box, 0);
        this.signed = signed;
        postConfig();
    }

    @Override
    public String name() {
        return (signed || norm() == Double.POSITIVE_INFINITY ? "FGSM" : "FGM") + suffix();
    }

    @Override
    public boolean nested() {
        return false;
    }

    @Override
    public boolean usesGradients() {
        return true;
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        WhiteBox network = target.whiteBox();
        Outputs clean = network.forward(batch.x(), batch.n());
        double[] dLogits = new double[clean.logits.length];
        new CrossEntropyLoss().addGradient(new LossBatch(clean, clean, batch.y(), batch.n()), null, dLogits);
        float[] gradient = new float[batch.n() * network.size()];
        network.inputGradient(null, dLogits, batch.n(), gradient);
        if (signed) {
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] = Math.signum(gradient[k]);
            }
        }
        return Steps.along(target, batch, this, gradient, sizes);
    }
}
