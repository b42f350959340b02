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
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.objective.TermStep.Example;
import org.mattrainer.objective.TermStep.Net;

class SmoothnessTest {

    private static final double DELTA = 0.25;

    private final TermStep step = new TermStep();

    private static Smoothness.Builder builder() {
        return Smoothness.builder()
                .smoothnessWeight(0.75)
                .outputWeight(0.5)
                .latentWeight(1.5)
                .sigma(0.5)
                .direction(new RandomDirection())
                .delta(DELTA)
                .regulariseOn(RegulariseOn.BOTH);
    }

    /** a KL(p || q) + b mean_k (z' - z)' S_k^-1 (z' - z) / 2, the clean side by a network of its own. */
    private double smoothness(Net clean, Net net, Example e) {
        return smoothness(clean, clean, net, e);
    }

    private double smoothness(Net cleanOutputs, Net cleanLatent, Net net, Example e) {
        double output =
                TermStep.divergence(cleanOutputs.logProbabilities(e.x()), net.logProbabilities(e.perturbed(0.5)));
        double[] from = cleanLatent.latent(e.x());
        double[] to = net.latent(e.perturbed(0.5));
        return 0.5 * output + 1.5 * mahalanobis(step.mixture(), to[0] - from[0], to[1] - from[1]);
    }

    private static double mahalanobis(GaussianMixture mixture, double u, double v) {
        double[] s = mixture.effectiveCovariances();
        double sum = 0;
        for (int k = 0; k < 4 * TermStep.CLASSES; k += 4) {
            double determinant = s[k] * s[k + 3] - s[k + 1] * s[k + 1];
            sum += (s[k + 3] * u * u - 2 * s[k + 1] * u * v + s[k] * v * v) / determinant;
        }
        return sum / 2 / TermStep.CLASSES;
    }

    private double plain(Net clean, Net net) {
        return step.all().stream()
                        .mapToDouble(e -> e.weight() * smoothness(clean, net, e))
                        .sum()
                / step.all().size();
    }

    @Test
    void itIsTheWeightedMeanOfBothDivergences() {
        step.assertIs(net -> 0.75 * plain(net, net), builder().build());
    }

    @Test
    void theCleanSideIsAConstantIfAskedFor() {
        Net clean = step.net();
        step.assertIs(
                net -> 0.75 * plain(clean, net), builder().detachClean(true).build());
    }

    @Test
    void theCleanOutputsAloneAreConstantsIfAskedFor() {
        Net clean = step.net();
        step.assertIs(
                net -> 0.75
                        * step.all().stream()
                                .mapToDouble(e -> e.weight() * smoothness(clean, net, net, e))
                                .sum()
                        / step.all().size(),
                builder().detachCleanOutputs(true).build());
    }

    @Test
    void theLogarithmIsTakenOfEachExample() {
        step.assertIs(
                net -> 0.75
                        * step.all().stream()
                                .mapToDouble(e -> e.weight() * Math.log(smoothness(net, net, e) + DELTA))
                                .sum()
                        / step.all().size(),
                builder().form(SmoothnessForm.LOG).build());
    }

    @Test
    void theLogarithmOfTheMeanIsTakenOfEachBatch() {
        step.assertIs(
                net -> {
                    double sum = step.unlabelled().stream()
                            .mapToDouble(e -> e.weight() * smoothness(net, net, e))
                            .sum();
                    return 0.75 * Math.log(sum / step.unlabelled().size() + DELTA);
                },
                builder()
                        .form(SmoothnessForm.LOG_OF_MEAN)
                        .regulariseOn(RegulariseOn.UNLABELLED)
                        .build());
    }

    @ParameterizedTest
    @EnumSource(SmoothnessForm.class)
    void atTheStartOfTheWarmUpItIsNothing(SmoothnessForm form) {
        step.at(0).assertIsNothing(builder().form(form).warmUp(0.5).build());
    }

    @Test
    void theWarmUpIsLinear() {
        step.at(0.1)
                .assertIs(
                        net -> 0.2 * 0.75 * plain(net, net),
                        builder().warmUp(0.5).build());
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 1, 0", "1, -1, 1, 0", "1, 1, 0, 0", "1, 1, NaN, 0", "1, 1, 1, 1.5", "1, 0, 1, 0"})
    void badSettingsAreRefused(double weight, double output, double sigma, double warmUp) {
        Smoothness.Builder bad = builder()
                .smoothnessWeight(weight)
                .outputWeight(output)
                .latentWeight(0)
                .sigma(sigma)
                .warmUp(warmUp);
        assertThrows(PropertyException.class, bad::build);
    }

    @Test
    void aDirectionThatNeedsLabelsIsRefused() {
        Smoothness.Builder bad = builder().direction(new FastGradient());
        assertThrows(PropertyException.class, bad::build);
    }
}
