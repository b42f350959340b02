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
package org.mattrainer.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.latent.Centring;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.reference.LatentKind;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ObjectiveBatch;
import org.mattrainer.reference.ObjectiveSettings;
import org.mattrainer.reference.RandomNumbers;
import org.mattrainer.reference.ReferenceMixture;
import org.mattrainer.reference.ReferenceNetwork;
import org.mattrainer.reference.ReferenceObjective;

/** The training step of the product against the reference where the golden files have no cases: uneven weights. */
class TrainingStepAgreementTest {

    private static final double BOUND = 2e-3;
    private static final int N = 7;
    private static final int UNLABELLED = 5;
    private static final Network NETWORK =
            NetworkNotation.parse("3x9x8:C3x5-B-P-M2c-O0.8-C5x3p1-L0.2-A2s1-F-O0.6-D3-P-Z-D4");

    private final RandomNumbers random = new RandomNumbers(3);
    private final double[] mu = random.normal(12);
    private final double[] sigma = random.normal(12);

    private ObjectiveBatch batch(boolean unlabelled) {
        int size = NETWORK.input().size();
        int n = unlabelled ? UNLABELLED : N;
        Map<Integer, double[]> masks = random.masks(NETWORK, N);
        return new ObjectiveBatch(
                random.normal(N * size),
                random.labels(N, NETWORK.classes()),
                unlabelled ? random.normal(n * size) : null,
                random.normal(n * size),
                masks,
                random.masks(NETWORK, n),
                random.masks(NETWORK, N));
    }

    @ParameterizedTest
    @CsvSource({
        "MAHALANOBIS_SUM,  false, false, latent, true,  true,  2",
        "MAHALANOBIS_RESP, true,  true,  output, true,  false, 1.5",
        "POSTERIOR,        false, false, latent, false, true,  3",
        "DENSITY,          true,  false, latent, true,  true,  Infinity",
        "DENSITY,          false, true,  output, false, false, 2"
    })
    void agrees(
            LatentKind kind,
            boolean posterior,
            boolean log,
            String target,
            boolean power,
            boolean detachClean,
            double p) {
        // The Pi-model takes the unlabelled images where there are some and the reference the labelled ones.
        boolean unlabelled = !log;
        ObjectiveSettings settings = new ObjectiveSettings(
                0.9,
                0.7,
                1.3,
                0.4,
                0.2,
                kind,
                posterior,
                log,
                0.3,
                target,
                power,
                0.5,
                0,
                2,
                detachClean,
                0.6,
                p,
                unlabelled ? 0 : 1.1);
        double[] parameters = random.parameters(NETWORK);
        StepInputs inputs =
                new StepInputs(settings, batch(unlabelled), NETWORK, parameters, random.statistics(NETWORK), 0.05, 0.9);
        ReferenceNetwork network =
                new ReferenceNetwork(NETWORK, parameters, inputs.statistics().clone());
        for (int k = 0; k < sigma.length; k++) {
            sigma[k] = 0.5 + Math.abs(sigma[k]);
        }
        ReferenceMixture mixture = new ReferenceMixture(mu, sigma, 4, true, 0.1, 0.2);
        ReferenceObjective.Value value = ReferenceObjective.evaluate(settings, network, mixture, inputs.batch());
        mixture.update(value.latent(), inputs.batch().y(), 0.8, 0.7, ReferenceMixture.Centre.BATCH);
        StepOutcome expected = StepOutcome.of(value, inputs.descend(value.gradient()), network.statistics(), mixture);
        compare(expected, productStep(inputs));
    }

    private StepOutcome productStep(StepInputs inputs) {
        GaussianMixture mixture = new GaussianMixture(
                MixtureSettings.builder()
                        .covarianceType(CovarianceType.DIAGONAL)
                        .alpha(0.8)
                        .beta(0.7)
                        .centring(Centring.BATCH)
                        .rho(0.1)
                        .gamma(0.2)
                        .build(),
                4,
                3);
        mixture.setMoments(mu, sigma);
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine = new NetworkEngine(
                    NetworkPlan.compile(NETWORK, ConvolutionAlgorithm.AUTO), inputs.capacity(), workers);
            return new EngineStep(inputs, mixture, engine).run();
        }
    }

    private static void compare(StepOutcome expected, StepOutcome found) {
        expected.losses()
                .forEach((name, value) ->
                        agree(name, new double[] {value}, found.losses().get(name)));
        agree("gradient", expected.gradient(), found.gradient());
        agree("parameters", expected.parameters(), found.parameters());
        agree("statistics", expected.statistics(), found.statistics());
        agree("direction", expected.direction(), found.direction());
        agree("smoothness", expected.smoothness(), found.smoothness());
        agree("latent", expected.latent(), found.latent());
        agree("means", expected.mu(), found.mu());
        agree("covariances", expected.sigma(), found.sigma());
    }

    private static void agree(String what, double[] expected, double... found) {
        double bound = BOUND * (1 + Numbers.largest(expected));
        double distance = Numbers.distance(expected, found);
        assertTrue(distance <= bound, () -> what + ": expected at most " + bound + ", found " + distance);
    }
}
