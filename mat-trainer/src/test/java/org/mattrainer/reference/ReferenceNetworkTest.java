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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;

/** The derivatives of every layer of the reference against finite differences. */
class ReferenceNetworkTest {

    private static final double TOLERANCE = 1e-6;
    private static final int N = 3;

    static Stream<String> networks() {
        return Stream.of(
                "2x7x6:C3x3-P-M2-F-D4-P0.3-Z-D3",
                "1x9x8:C5x2s2p2-B-L0.1-M3s2c-C1x3n-R-G-Z-D2n",
                "2x5x4:C3x3n-Bp-N0.5-E-@1-C3x3-S-@2-<1-C3x3-H-*2,1-&1-Q-M2-F-D4n-Bp-N-Eb-@1-X-+1-Z-D3-E-Q",
                "2x6x6:C3x3-@1-B-S-@2-<1-C3x3-B-H-+1,2-@3-K2x5-@4-<3-C3x5s2-&4-@5-<3-C3x10s2-S-*5,5-G-Z-D3",
                "1x6x5:@1-C3x3-S-@2-M2c-T3x2o0-@u-C3x3p0-V2c@2-X-&1-U2-A2-F-D12-Z-W3x2x2-T5x2s3-G-D3",
                "2x5x4:C3x3wg-B-L-T3x4nwg-C3x2s2n-@1-C3x3wg-X-F-D4wg-Z-D3nwg",
                "40x1x1:@1-I3x2x4x3-Y0.5-S-@2-<1-I16x2x4x3-C3x2-Y-0.5n-R-&2-M2-Y-F-D4-Bp-Y0.25-Z-D3-Y",
                "3x6x5:C3x4p0-B-P-A2-F-O0.7-D3-B-Z-D4-B");
    }

    /** A scalar of all outputs of the network. */
    private static double scalar(ReferencePass pass, double[] dLatent, double[] dLogits) {
        return Numbers.dot(pass.latent(), dLatent) + Numbers.dot(pass.logits(), dLogits);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreThoseOfFiniteDifferencesInTraining(String notation) {
        check(notation, true);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreThoseOfFiniteDifferencesInEvaluation(String notation) {
        check(notation, false);
    }

    private static void check(String notation, boolean training) {
        Network network = NetworkNotation.parse(notation);
        RandomNumbers random = new RandomNumbers(7);
        ReferenceNetwork reference =
                new ReferenceNetwork(network, random.parameters(network), random.statistics(network));
        Map<Integer, double[]> masks = training ? random.masks(network, N) : Map.of();
        ReferenceNetwork.Mode mode = new ReferenceNetwork.Mode(training, false, masks);
        double[] x = random.normal(N * network.input().size());
        double[] dLatent = random.normal(N * network.latentSize());
        double[] dLogits = random.normal(N * network.classes());
        ReferencePass pass = reference.forward(x, N, mode);
        ReferencePass.Gradients gradients = pass.backward(dLatent, dLogits);

        double[] input = FiniteDifferences.gradient(v -> scalar(reference.forward(v, N, mode), dLatent, dLogits), x);
        assertEquals(0, Numbers.distance(input, gradients.input()), TOLERANCE, "input");
        double[] parameters = FiniteDifferences.gradient(
                v -> scalar(reference.with(v).forward(x, N, mode), dLatent, dLogits), reference.parameters());
        assertEquals(0, Numbers.distance(parameters, gradients.parameters()), TOLERANCE, "parameters");

        double[] dx = random.normal(x.length);
        ReferencePass.Outputs change = pass.tangent(dx);
        double tangent = Numbers.dot(change.latent(), dLatent) + Numbers.dot(change.logits(), dLogits);
        assertEquals(Numbers.dot(dx, gradients.input()), tangent, 1e-10, "tangent and adjoint");
    }
}
