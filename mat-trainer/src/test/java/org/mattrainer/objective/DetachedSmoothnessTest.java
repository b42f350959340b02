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
package org.mattrainer.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;

/** Why the clean side of the smoothness is not a constant unless asked for: the scale of the features. */
class DetachedSmoothnessTest {

    private static final double[] CLEAN = {3, 4};
    /** The feature of the perturbed example, nearer to the origin. */
    private static final double[] INWARDS = {1.5, 2};

    private final LatentDivergence divergence =
            LatentDivergence.of(LatentKind.MAHALANOBIS, new GaussianMixture(new MixtureSettings(), 10, 2));

    /** The derivative of the divergence with respect to a common scale of both features, at 1. */
    private double slopeOfScale(boolean detachClean) {
        double[] gradient = new double[2];
        divergence.perturbedGradient(CLEAN, INWARDS, 1, gradient);
        double slope = dot(gradient, INWARDS);
        if (!detachClean) {
            divergence.cleanGradient(CLEAN, INWARDS, 1, gradient);
            slope += dot(gradient, CLEAN);
        }
        return slope;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1];
    }

    @Test
    void theWholeGradientMakesTheFeaturesSmallerAndADetachedOneLarger() {
        double[] value = new double[1];
        divergence.values(CLEAN, INWARDS, 1, value);
        assertTrue(slopeOfScale(true) < 0);
        // M_KL is of second degree in the scale.
        assertEquals(2 * value[0], slopeOfScale(false), 1e-12);
    }

    @Test
    void theCleanSideIsNoConstantUnlessAskedFor() {
        assertTrue(
                new Smoothness().toString().contains("detachClean=false,detachCleanOutputs=false"),
                new Smoothness()::toString);
    }
}
