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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;

/** The same bits for any number of threads, in any batch, and in chunks. */
class DeterminismTest {

    private static final String LENETS = "1x28x28:C5x8-P-C5x8-P-M2-C5x16-P-C5x16-P-M2-C5x32-P-M3s2-F-O0.7-D2-P-Z-D10n";
    private static final String NORMALISED = "3x16x16:C3x16n-B-L-C3x16n-B-L-M2-O-C3x20p0n-B-L-C1x16n-B-L-G-Z-D10";

    /** Its weights are large compared with its images. */
    private static final String GRAPH = "3x9x9:C3x16n-@side-(@1-B-R-C3x16n-B-R-O-C3x16n-+1)x2-B-R-@1-C3x20s2n-@2-<1-"
            + "C1x20s2n-+2-@1-C3x20-S-@2-<1-C3x20-H-*2,1-@1-X-&1-B-M2-N-Q-E-Bp-N-Eb-R-@3-M2c-V2c@3-U2-T5x17-Q-C3x3-Y0.5-F-I7x48x1x1-Yn-D48-W3x4x4-G-Z-D10";

    private static final String LENGTHS = "3x9x9:N0.1-C3x16wg-L-C3x20s2w-R-T5x17wg-L-C3x32wg-G-D48w-R-Z-N-D10wg";

    private static final String WIDE = "2x7x5:C1x128-P-C3x256-P-G-D2-P-Z-D3";

    @ParameterizedTest
    @ValueSource(strings = {LENETS, NORMALISED, WIDE, GRAPH, LENGTHS})
    void threadsDoNotChangeABit(String notation) {
        Network network = NetworkNotation.parse(notation);
        EngineRun expected = EngineRun.of(network, 27, 30, 30, 1, true);
        for (int threads : new int[] {2, 4, 8}) {
            assertSame(expected, EngineRun.of(network, 27, 30, 30, threads, true));
        }
    }

    @Test
    void chunksDoNotChangeABit() {
        for (String notation : new String[] {LENETS, WIDE}) {
            Network network = NetworkNotation.parse(notation);
            EngineRun whole = EngineRun.of(network, 27, 27, 27, 2, true);
            for (int resident : new int[] {4, 8, 11, 26}) {
                assertSame(whole, EngineRun.of(network, 27, 27, resident, 2, true));
            }
        }
        Network normalised = NetworkNotation.parse(NORMALISED);
        assertSame(EngineRun.of(normalised, 20, 20, 20, 2, false), EngineRun.of(normalised, 20, 20, 3, 2, false));
    }

    @Test
    void batchStatisticsNeedAllExamplesResident() {
        Network normalised = NetworkNotation.parse(NORMALISED);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> EngineRun.of(normalised, 20, 20, 12, 1, true));
        assertTrue(e.getMessage().contains("at most 12"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {LENETS, NORMALISED, GRAPH, LENGTHS})
    void anExampleIsTheSameInAnyBatch(String notation) {
        Network network = NetworkNotation.parse(notation);
        RandomNumbers random = new RandomNumbers(2);
        float[] parameters = Numbers.toFloat(random.parameters(network));
        int size = network.input().size();
        float[] x = Numbers.toFloat(random.normal(128 * size));
        float[] expected = logits(network, parameters, x, 128, true);
        int classes = network.classes();
        for (int n : new int[] {1, 7}) {
            for (int first = 0; first + n <= 128; first += 40) {
                float[] some = Arrays.copyOfRange(x, first * size, (first + n) * size);
                float[] wanted = Arrays.copyOfRange(expected, first * classes, (first + n) * classes);
                assertArrayEquals(wanted, logits(network, parameters, some, n, true));
                assertArrayEquals(wanted, logits(network, parameters, some, n, false));
            }
        }
        assertArrayEquals(expected, logits(network, parameters, x, 128, false));
    }

    @Test
    void predictionPassesKeepNothing() {
        Network network = NetworkNotation.parse(NORMALISED);
        try (Workers workers = new Workers(1)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), 2, workers);
            Pass pass = engine.newPredictionPass();
            float[] x = new float[2 * network.input().size()];
            engine.forward(pass, x, 2, PassMode.EVALUATION);
            TapValues upstream = EngineProbe.at(network, null, new float[20]);
            assertThrows(IllegalStateException.class, () -> engine.backward(pass, upstream));
            assertThrows(
                    IllegalArgumentException.class, () -> engine.forward(pass, x, 2, new PassMode(true, false, null)));
        }
    }

    private static float[] logits(Network network, float[] parameters, float[] x, int n, boolean prediction) {
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), n, workers);
            engine.load(parameters);
            Pass pass = prediction ? engine.newPredictionPass() : engine.newPass();
            engine.forward(pass, x, n, PassMode.EVALUATION);
            assertEquals(n, pass.size());
            return pass.logits();
        }
    }

    private static void assertSame(EngineRun expected, EngineRun found) {
        assertArrayEquals(expected.latent(), found.latent());
        assertArrayEquals(expected.logits(), found.logits());
        assertArrayEquals(expected.statistics(), found.statistics());
        assertArrayEquals(expected.latentChange(), found.latentChange());
        assertArrayEquals(expected.logitsChange(), found.logitsChange());
        assertArrayEquals(expected.input(), found.input());
        assertArrayEquals(expected.gradient(), found.gradient());
    }
}
