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

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.latent.GaussianMixture;

class GaussianLikelihoodTest {

    /** log N(z | mu_k, S_k) in two dimensions. */
    private static double logDensity(GaussianMixture mixture, int k, double[] z) {
        double[] s = mixture.effectiveCovariances();
        double a = s[4 * k];
        double b = s[4 * k + 1];
        double c = s[4 * k + 3];
        double determinant = a * c - b * b;
        double u = z[0] - mixture.means()[2 * k];
        double v = z[1] - mixture.means()[2 * k + 1];
        double square = (c * u * u - 2 * b * u * v + a * v * v) / determinant;
        return -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant) - 0.5 * square;
    }

    private static double logPosterior(GaussianMixture mixture, int label, double[] z) {
        double sum = 0;
        for (int k = 0; k < TermStep.CLASSES; k++) {
            sum += Math.exp(logDensity(mixture, k, z));
        }
        return logDensity(mixture, label, z) - Math.log(sum);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false, 1", "0.5, 0.25, false, 0.5", "0.5, 0.75, true, 0.5"})
    void itIsTheWeightedMeanOfNegativeLogDensitiesAndGrowsLinearly(
            double warmUp, double progress, boolean divided, double share) {
        TermStep step = new TermStep().at(progress);
        step.assertIs(
                net -> 0.75
                        * share
                        * step.labelled().stream()
                                .mapToDouble(
                                        e -> -e.weight() * logDensity(step.mixture(), e.label(), net.latent(e.x())))
                                .sum()
                        / step.labelled().size(),
                new GaussianLikelihood(0.75, InfoForm.LIKELIHOOD, divided, warmUp));
    }

    @Test
    void itIsThatOfLogPosteriorsIfAskedFor() {
        TermStep step = new TermStep();
        step.assertIs(
                net -> 0.75
                        * step.labelled().stream()
                                .mapToDouble(
                                        e -> -e.weight() * logPosterior(step.mixture(), e.label(), net.latent(e.x())))
                                .sum()
                        / step.labelled().size(),
                new GaussianLikelihood(0.75, InfoForm.POSTERIOR, false, 0));
    }

    @Test
    void atTheStartOfTheWarmUpItIsNothing() {
        new TermStep().at(0).assertIsNothing(new GaussianLikelihood(0.75, InfoForm.LIKELIHOOD, false, 0.5));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "NaN, 0", "1, -0.1", "1, 1.1"})
    void badSettingsAreRefused(double weight, double warmUp) {
        assertThrows(PropertyException.class, () -> new GaussianLikelihood(weight, InfoForm.LIKELIHOOD, false, warmUp));
    }
}
