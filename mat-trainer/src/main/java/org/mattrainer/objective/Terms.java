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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.Target;

/**
 * The objectives of the known methods as lists of terms, with the weights that docs/defaults.md compares. Sizes of perturbations are norms over all values of an image, in the units fed to the network:
 * with {@link org.mattrainer.image.UnitScale} pixels are in [0, 1].
 */
public final class Terms {

    /** Share of the training over which weights of smoothness grow: classes find their places before they are held there. */
    private static final double WARM_UP = 0.5;

    private Terms() {}

    /**
     * The ordinary network: cross-entropy alone.
     *
     * @return the terms
     */
    public static List<Term> baseline() {
        return List.of(new CrossEntropy());
    }

    /**
     * Virtual adversarial training (Miyato et al., 2017): cross-entropy and, with a weight that grows to 1 over half of the
     * training, the divergence of the outputs under the perturbation that changes them most. Unlabelled examples take part
     * where there are some.
     *
     * @param sigma 2-norm of the perturbation, above 0; a twentieth of the root of the number of values of an image is a
     *     start: 1.4 for 28 x 28 pixels
     * @return the terms
     * @throws PropertyException if it is out of range
     */
    public static List<Term> vat(double sigma) {
        PowerIteration direction = new PowerIteration(1, Target.OUTPUT, 0, PowerMethod.FINITE_DIFFERENCE, false);
        Smoothness smoothness = Smoothness.builder()
                .smoothnessWeight(1)
                .outputWeight(1)
                .latentWeight(0)
                .sigma(sigma)
                .direction(direction)
                .detachClean(true)
                .regulariseOn(RegulariseOn.UNLABELLED)
                .warmUp(WARM_UP)
                .build();
        return List.of(new CrossEntropy(), smoothness);
    }

    /**
     * Manifold adversarial training (Zhang et al., 2018): cross-entropy, the divergences of the outputs and in the latent
     * space under the perturbation that moves the latent vector most, with a weight that grows to 0.1 over half of the
     * training, and the likelihood of the latent vectors under the mixture, with weight 0.1. Unlabelled examples take part
     * where there are some.
     *
     * @param sigma 2-norm of the perturbation, above 0, as of {@link #vat}; the paper has 2 for 28 x 28 pixels
     * @return the terms
     * @throws PropertyException if it is out of range
     */
    public static List<Term> mat(double sigma) {
        Smoothness smoothness =
                Smoothness.builder().sigma(sigma).warmUp(WARM_UP).build();
        return List.of(new CrossEntropy(), smoothness, new GaussianLikelihood());
    }

    /**
     * Adversarial training (Goodfellow et al., 2015) for perturbations of bounded 2-norm: cross-entropy of the examples and,
     * with the same weight, of the examples moved along the gradient of their loss.
     *
     * @param sigma 2-norm of the perturbation, above 0
     * @return the terms
     * @throws PropertyException if it is out of range
     */
    public static List<Term> adversarial(double sigma) {
        return adversarial(sigma, 2);
    }

    /**
     * Adversarial training for perturbations of any norm.
     *
     * @param sigma size of the perturbation in the norm, above 0
     * @param norm the norm p, above 1; infinity for the largest absolute value, which makes it the fast gradient sign
     *     method
     * @return the terms
     * @throws PropertyException if a value is out of range
     */
    public static List<Term> adversarial(double sigma, double norm) {
        return List.of(new CrossEntropy(), new AdversarialCrossEntropy(1, sigma, new FastGradient(norm)));
    }
}
