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

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.reference.NetworkProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceNetwork;

/** The engine against the reference network in double precision: values, gradients, tangents, statistics. */
class EngineAgreementTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1x8x8:C3x5-P-M2-F-D3-P-Z-D4n",
        "1x12x12:C5x7-P-C5x8-P-M2-C5x16-P-M3s2-F-D2-P-Z-D10n",
        "3x9x7:C3x20n-B-L-C3x17n-B-L-M2-O-C3x6p0n-B-L-G-Z-D5",
        "2x7x7:C3x6s2-R-A2-F-Z-D3",
        "1x6x6:M2c-P0.5-B-C1x3-F-D4-B-R-O0.7-D3-Z-P-D4-B",
        "4x5x5:B-L-A2s1-O0.8-M2s1-F-O-D7-B-L-Z-D6-P-D3-O0.9",
        "5x1x1:D9-P-D2-Z-D3",
        "6x4x4:F-D3-Z-B-R-D2",
        "1x5x5:C3x3-P-1.5-M3s1-G-Z-D2",
    })
    void engineAgreesWithReference(String notation) {
        Network network = NetworkNotation.parse(notation);
        for (int n : new int[] {1, 3, 19}) {
            for (boolean training : new boolean[] {false, true}) {
                if (training && n == 1) {
                    continue;
                }
                check(network, n, training);
            }
        }
    }

    private static void check(Network network, int n, boolean training) {
        NetworkProbe probe = probe(network, n, training, new Random(5));
        NetworkProbe.Answer expected = probe.reference(Float::doubleValue);
        try (Workers workers = new Workers(2);
                NetworkEngine engine =
                        new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), n + 2, workers)) {
            NetworkProbe.Answer found = answer(engine, probe);
            String where = network + " n=" + n + " training=" + training + " ";
            agree(where + "latent", expected.latent(), found.latent());
            agree(where + "logits", expected.logits(), found.logits());
            agree(where + "statistics", expected.statistics(), found.statistics());
            agree(where + "latentChange", expected.latentChange(), found.latentChange());
            agree(where + "logitsChange", expected.logitsChange(), found.logitsChange());
            agree(where + "input", expected.input(), found.input());
            agree(where + "parameters", expected.parameters(), found.parameters());
        }
    }

    private static NetworkProbe probe(Network network, int n, boolean training, Random random) {
        double[] parameters = new double[network.parameterCount()];
        for (ParameterSpec spec : network.parameters()) {
            double scale = spec.tensor().kind() == ParameterKind.WEIGHT
                    ? Math.sqrt(2.0 / spec.tensor().fanIn())
                    : 0.3;
            double mean = spec.tensor().kind() == ParameterKind.WEIGHT
                    ? 0
                    : spec.tensor().initial();
            for (int i = 0; i < spec.size(); i++) {
                parameters[spec.offset() + i] = (float) (mean + scale * random.nextGaussian());
            }
        }
        double[] statistics = new double[network.statisticCount()];
        for (ParameterSpec spec : network.statistics()) {
            for (int i = 0; i < spec.size(); i++) {
                statistics[spec.offset() + i] = (float) (spec.tensor().initial() + 0.4 * random.nextDouble());
            }
        }
        Map<Integer, double[]> masks = new HashMap<>();
        for (int i = 0; training && i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Dropout dropout) {
                double[] mask = new double[n * network.shape(i).size()];
                for (int j = 0; j < mask.length; j++) {
                    mask[j] = random.nextDouble() < dropout.keep() ? 1 : 0;
                }
                masks.put(i, mask);
            }
        }
        return new NetworkProbe(
                network,
                parameters,
                statistics,
                gaussian(n * network.input().size(), random),
                n,
                new ReferenceNetwork.Mode(training, training, masks),
                gaussian(n * network.latentSize(), random),
                gaussian(n * network.classes(), random),
                gaussian(n * network.input().size(), random));
    }

    private static double[] gaussian(int length, Random random) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static NetworkProbe.Answer answer(NetworkEngine engine, NetworkProbe probe) {
        Network network = probe.network();
        int n = probe.n();
        DropoutMasks masks = new DropoutMasks(network, n);
        probe.mode().masks().forEach((layer, mask) -> {
            System.arraycopy(Numbers.toFloat(mask), 0, masks.mask(layer), 0, mask.length);
        });
        System.arraycopy(Numbers.toFloat(probe.statistics()), 0, engine.statistics(), 0, probe.statistics().length);
        engine.load(Numbers.toFloat(probe.parameters()));
        Pass pass = engine.newPass();
        boolean dropout = !probe.mode().masks().isEmpty();
        engine.forward(
                pass,
                Numbers.toFloat(probe.x()),
                n,
                new PassMode(probe.mode().batchStatistics(), probe.mode().updateStatistics(), dropout ? masks : null));
        float[] dx = new float[probe.x().length];
        engine.inputGradient(pass, Numbers.toFloat(probe.dLatent()), Numbers.toFloat(probe.dLogits()), dx);
        float[] latentChange = new float[probe.dLatent().length];
        float[] logitsChange = new float[probe.dLogits().length];
        engine.tangent(pass, Numbers.toFloat(probe.dx()), latentChange, logitsChange);
        engine.clearGradient();
        engine.backward(pass, Numbers.toFloat(probe.dLatent()), null);
        engine.backward(pass, null, Numbers.toFloat(probe.dLogits()));
        float[] gradient = new float[network.parameterCount()];
        engine.gradient(gradient);
        return new NetworkProbe.Answer(
                Numbers.toDouble(java.util.Arrays.copyOf(pass.latent(), n * network.latentSize())),
                Numbers.toDouble(java.util.Arrays.copyOf(pass.logits(), n * network.classes())),
                Numbers.toDouble(engine.statistics()),
                Numbers.toDouble(dx),
                Numbers.toDouble(gradient),
                Numbers.toDouble(latentChange),
                Numbers.toDouble(logitsChange));
    }

    private static void agree(String what, double[] expected, double[] found) {
        double bound = 1e-4 * (1 + Numbers.largest(expected));
        double distance = Numbers.distance(expected, found);
        assertTrue(distance <= bound, () -> what + ": distance " + distance + " above " + bound);
    }
}
