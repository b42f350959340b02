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
package org.mattrainer.internal.training;

import java.util.logging.Logger;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.numbers.Finite;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.objective.StepContext;
import org.mattrainer.training.DivergedException;

/** Stops a training that has diverged and warns, once each, of the signs that it is about to fail. */
final class HealthCheck {

    private static final Logger logger = Logger.getLogger(HealthCheck.class.getName());
    private static final double LARGEST_FEATURE = 1e3;
    private static final double COLLAPSE = 1e-3;
    private static final double ZERO_GRADIENTS = 0.05;
    private static final int PERIOD = 100;

    private boolean warnedOfFeatures;
    private boolean warnedOfCollapse;
    private boolean warnedOfGradients;
    private long gradients;
    private long zeroGradients;

    /** Throws if the value of a term or the norm of the gradient is not finite. */
    void requireFinite(
            String what,
            double value,
            long step,
            GradientPass clean,
            Iterable<ParameterSpec> specs,
            float[] parameters) {
        if (!Double.isFinite(value)) {
            throw new DivergedException(what, value, step, place(clean, specs, parameters));
        }
    }

    private static String place(GradientPass clean, Iterable<ParameterSpec> specs, float[] parameters) {
        for (ParameterSpec spec : specs) {
            for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
                if (!Float.isFinite(parameters[i])) {
                    return "the first parameter that is not finite is in " + spec.name();
                }
            }
        }
        if (!Finite.first(clean.latent(), clean.size() * clean.latentSize())) {
            return "all parameters are finite, the clean latent vectors are not";
        }
        if (!Finite.first(clean.logits(), clean.size() * clean.classes())) {
            return "all parameters and clean latent vectors are finite, the clean logits are not";
        }
        return "all parameters and the clean latent vectors and logits are finite";
    }

    /** Warns of very large latent vectors, collapsed classes and vanished input gradients. */
    void inspect(StepContext context, long step) {
        if (!warnedOfFeatures) {
            inspectFeatures(context.labelled().reported(), step);
        }
        gradients += context.gradients();
        zeroGradients += context.zeroGradients();
        if (step % PERIOD == 0) {
            inspectGradients(step);
            inspectMixture(context.mixture(), step);
        }
    }

    private void inspectFeatures(GradientPass clean, long step) {
        int n = clean.size() * clean.latentSize();
        for (int i = 0; i < n; i++) {
            if (Math.abs(clean.latent()[i]) > LARGEST_FEATURE) {
                logger.warning("In step " + step + " a value of the latent space is " + (float) clean.latent()[i]
                        + ", beyond " + LARGEST_FEATURE
                        + ": the latent vectors explode. A smaller smoothnessWeight or learning rate may"
                        + " help.");
                warnedOfFeatures = true;
                return;
            }
        }
    }

    private void inspectGradients(long step) {
        if (!warnedOfGradients && zeroGradients > ZERO_GRADIENTS * gradients) {
            logger.warning("Up to step " + step + " " + zeroGradients + " of " + gradients
                    + " recent input gradients were exactly 0: perturbations keep their random start there.");
            warnedOfGradients = true;
        }
        gradients = 0;
        zeroGradients = 0;
    }

    private void inspectMixture(GaussianMixture mixture, long step) {
        if (mixture == null || warnedOfCollapse) {
            return;
        }
        int collapsed = mixture.collapsed(COLLAPSE);
        if (collapsed >= 0) {
            logger.warning("In step " + step + " the latent vectors of class " + collapsed
                    + " have collapsed to a point: their mean variance is below " + COLLAPSE
                    + " rho. A larger floor rho or a smaller likelihoodWeight may help.");
            warnedOfCollapse = true;
        }
    }
}
