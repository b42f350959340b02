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
package org.mattrainer.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.ParameterSpec;

/** The gradient of the whole objective against finite differences, with perturbations held constant. */
class ReferenceObjectiveTest {

    private static final double TOLERANCE = 1e-6;
    private static final int N = 5;
    private static final int UNLABELLED = 4;
    private static final Network NETWORK = NetworkNotation.parse("1x6x5:C3x3-B-P-M2-C2x4p0-L0.1-F-O0.6-D2-P-Z-D3");

    private final RandomNumbers random = new RandomNumbers(11);
    private final ReferenceNetwork network =
            new ReferenceNetwork(NETWORK, random.parameters(NETWORK), random.statistics(NETWORK));
    private final ReferenceMixture mixture = new ReferenceMixture(
            random.normal(6), new double[] {1, .2, .2, .8, .6, 0, 0, .9, 1.2, -.3, -.3, .7}, 3, false, 0.1, 0.1);

    private static ObjectiveSettings settings(
            LatentKind kind, boolean posterior, boolean log, String target, boolean detachClean, double p) {
        return new ObjectiveSettings(
                1,
                0.8,
                1.2,
                0.7,
                0.3,
                kind,
                posterior,
                log,
                0.01,
                target,
                true,
                0.5,
                0.01,
                2,
                detachClean,
                0.6,
                p,
                0.9);
    }

    private ObjectiveBatch batch(boolean unlabelled) {
        int size = NETWORK.input().size();
        Map<Integer, double[]> masks = random.masks(NETWORK, N);
        return new ObjectiveBatch(
                random.normal(N * size),
                random.labels(N, NETWORK.classes()),
                unlabelled ? random.normal(UNLABELLED * size) : null,
                random.normal((unlabelled ? UNLABELLED : N) * size),
                masks,
                random.masks(NETWORK, UNLABELLED),
                random.masks(NETWORK, N));
    }

    @ParameterizedTest
    @CsvSource({
        "MAHALANOBIS,      false, false, latent, true,  2,        false",
        "MAHALANOBIS,      false, true,  output, false, Infinity, true",
        "MAHALANOBIS_SUM,  true,  false, sum,    false, 3,        false",
        "MAHALANOBIS_RESP, false, false, latent, true,  2,        true",
        "POSTERIOR,        true,  false, sum,    false, 1.5,      false",
        "POSTERIOR,        false, true,  latent, true,  2,        true",
        "DENSITY,          false, false, latent, false, 2,        false",
        "DENSITY,          true,  true,  sum,    true,  2,        true"
    })
    void gradientIsThatOfFiniteDifferences(
            LatentKind kind,
            boolean posterior,
            boolean log,
            String target,
            boolean detachClean,
            double p,
            boolean unlabelled) {
        ObjectiveSettings settings = settings(kind, posterior, log, target, detachClean, p);
        ObjectiveBatch batch = batch(unlabelled);
        // Responsibilities of MAHALANOBIS_RESP are constants, which only a constant clean pass makes them here.
        ReferenceObjective.Value value = ReferenceObjective.evaluate(settings, network, mixture, batch);
        for (ParameterSpec spec : NETWORK.parameters()) {
            double[] direction = new double[NETWORK.parameterCount()];
            System.arraycopy(random.normal(spec.size()), 0, direction, spec.offset(), spec.size());
            double expected = FiniteDifferences.derivative(
                    v -> ReferenceObjective.evaluate(settings, network.with(v), mixture, batch, value.constants())
                            .total(),
                    network.parameters(),
                    direction);
            assertEquals(expected, Numbers.dot(direction, value.gradient()), TOLERANCE, spec.name());
        }
    }

    @Test
    void runningStatisticsFollowTheCleanLabelledPassAlone() {
        ObjectiveSettings full = settings(LatentKind.MAHALANOBIS, false, false, "latent", true, 2);
        ObjectiveSettings baseline = new ObjectiveSettings(
                1, 0, 0, 0, 0, LatentKind.MAHALANOBIS, false, false, 1, "latent", true, 0.5, 0.01, 1, true, 0, 2, 0);
        ObjectiveBatch batch = batch(true);
        ReferenceNetwork a = network.with(network.parameters());
        ReferenceNetwork b = network.with(network.parameters());
        double[] before = a.statistics().clone();
        ReferenceObjective.evaluate(full, a, mixture, batch);
        ReferenceObjective.evaluate(baseline, b, null, batch);
        assertArrayEquals(b.statistics(), a.statistics());
        assertNotEquals(before[0], a.statistics()[0]);
    }
}
