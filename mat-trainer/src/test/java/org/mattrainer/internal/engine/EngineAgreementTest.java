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
package org.mattrainer.internal.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.NetworkProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;
import org.mattrainer.reference.ReferenceNetwork;

/** The engine against the reference network in double precision: values, gradients, tangents, statistics. */
class EngineAgreementTest {

    private static final double BOUND = 1e-4;

    static Stream<String> networks() {
        return Stream.of(
                "1x8x8:C3x5-P-M2-F-D3-P-Z-D4n",
                "1x12x12:C5x7-P-C5x8-P-M2-C5x16-P-M3s2-F-D2-P-Z-D10n",
                "3x9x7:C3x20n-B-L-C3x17n-B-L-M2-O-C3x6p0n-B-L-G-Z-D5",
                "2x7x7:C3x6s2-R-A2-F-Z-D3",
                "1x6x6:M2c-P0.5-B-C1x3-F-D4-B-R-O0.7-D3-Z-P-D4-B",
                "4x5x5:B-L-A2s1-O0.8-M2s1-F-O-D7-B-L-Z-D6-P-D3-O0.9",
                "5x1x1:D9-P-D2-Z-D3",
                "6x4x4:F-D3-Z-B-R-D2",
                "1x5x5:C3x3-P-1.5-M3s1-G-Z-D2",
                "17x11x13:C5x3p0-P-C3x17s3p2-B-M2c-F-Z-D5",
                "5x13x10:C5x1p4-C3x5p1-L-M3s2c-C5x17-P-A3s2-G-D3-Z-D1",
                "2x7x5:C1x128-P-C3x256-B-L-G-D2-Z-D3",
                "3x7x1:C3x4-B-O0.3-C1x5s2-P-F-Z-D2",
                "2x6x6:@1-C3x2-+1,1-R-F-Z-D3",
                "3x8x8:C3x8n-(@1-B-R-C3x8n-B-R-O-C3x8n-+1)x2-B-R-@1-C3x17s2n-@2-<1-C1x17s2n-+2-B-R-G-Z-D5",
                "3x9x8:C3x8n-B-R-(@1-C3x8n-B-R-C3x8n-B-+1-R)x2-@1-C3x20s2n-B-R-C3x20n-B-@2-<1-K2x20-+2-R-G-Z-D4",
                "3x6x6:C3x18-R-(@1-C3x18-R-@2-<1-C3x18-S-*2,1)x2-M2-O0.8-C1x4-R-G-O-Z-D3",
                "2x6x6:C3x5-B-@1-C3x7-B-R-@2-<1-C1x18-H-&2,1-A2-@1-C1x30-X-+1-M2-F-D3-Z-@1-D5-S-@2-<1-D5-H-*2,2",
                "3x7x6:C3x18n-Bp1.0E-5d0.9-N0.5-@a-Eb-R-C3x20-E-L-M2-O-N-Q-@b-E-F-D6n-Bp-N-E-Z-D4n-Bp-Eb-Q",
                "2x5x4:@1-Q-E-@2-<1-Bp-N0.2-C3x2-+2-E-M2s1-Q-G-E-R-Z-Q-D3",
                "1x7x6:@1-C3x5-R-@2-M3s2c-T3x18-@u-C1x5p0-A2-V3s2c@2-X-&1-U2-C3x4s2-B-R-F-D24-Z-W4x2x3-T5x17s3-M2-F-D3",
                "6x1x1:D36n-B-R-W4x3x3-T5x18n-B-R-T2x3s2p0-@img-M3s2-O-V3s2@img-T1x2s2p0o1-T3x5s1p2-G-Z-D4",
                "3x7x6:C3x18w-L-C5x5s2wg-B-R-T3x17wg-L-T5x3nw-R-C3x20n-M2c-F-O0.8-D9wg-R-Z-N0.2-D5nw",
                "40x1x1:@1-I3x2x4x3-Y0.5-S-@2-<1-I16x2x4x3-C3x2-Y-0.5n-R-&2-M2-Y-F-D4-Bp-Y0.25-Z-D3-Y",
                "2x6x6:C3x18-@side-B-R-@1-G-D3-@head-<1-M2c-F-D6-B-Z-R-D4-B");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void engineAgreesWithReference(String notation) {
        Network network = NetworkNotation.parse(notation);
        // The reference takes seconds for more examples of a wide network.
        int[] sizes = network.parameterCount() > 200_000 ? new int[] {1, 3} : new int[] {1, 3, 19};
        for (int n : sizes) {
            check(network, n, false);
            if (n > 1) {
                check(network, n, true);
            }
        }
    }

    private static void check(Network network, int n, boolean training) {
        NetworkProbe probe = probe(network, n, training, new RandomNumbers(5));
        NetworkProbe.Answer expected = probe.reference(Float::doubleValue);
        for (ConvolutionAlgorithm algorithm : ConvolutionAlgorithm.values()) {
            String where = algorithm + " n=" + n + " training=" + training + " ";
            agree(where, expected, EngineProbe.answer(probe, algorithm));
        }
    }

    private static void agree(String where, NetworkProbe.Answer expected, NetworkProbe.Answer found) {
        agree(where + "latent", expected.latent(), found.latent());
        agree(where + "logits", expected.logits(), found.logits());
        agree(where + "statistics", expected.statistics(), found.statistics());
        agree(where + "latentChange", expected.latentChange(), found.latentChange());
        agree(where + "logitsChange", expected.logitsChange(), found.logitsChange());
        agree(where + "input", expected.input(), found.input());
        agree(where + "parameters", expected.parameters(), found.parameters());
    }

    private static NetworkProbe probe(Network network, int n, boolean training, RandomNumbers random) {
        return new NetworkProbe(
                network,
                random.parameters(network),
                random.statistics(network),
                random.normal(n * network.input().size()),
                n,
                new ReferenceNetwork.Mode(training, training, training ? random.masks(network, n) : Map.of()),
                random.normal(n * network.latentSize()),
                random.normal(n * network.classes()),
                random.normal(n * network.input().size()));
    }

    private static void agree(String what, double[] expected, double[] found) {
        double bound = BOUND * (1 + Numbers.largest(expected));
        double distance = Numbers.distance(expected, found);
        assertTrue(distance <= bound, () -> what + ": expected at most " + bound + ", found " + distance);
    }
}
