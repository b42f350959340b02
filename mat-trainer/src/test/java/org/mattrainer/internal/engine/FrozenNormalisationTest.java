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
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;

/** Frozen batch normalisation takes its running statistics in training passes, too, and leaves them as they are. */
class FrozenNormalisationTest {

    private static final int N = 11;

    private static final String LIST = "3x8x8:C3x16n-B-L-C3x20-B-R-M2-C1x16n-Bm-L-G-Z-D10";
    private static final String RESIDUAL = "3x9x9:C3x16n-(@1-B-R-C3x16n-B-R-C3x16n-+1)x2-B-M2-R-G-B-Z-D10";

    @ParameterizedTest
    @ValueSource(strings = {LIST, RESIDUAL})
    void aTrainingPassOverFrozenLayersIsOneOfEvaluation(String notation) {
        Network network = NetworkNotation.parse(notation);
        BitSet all = new BitSet();
        all.set(0, network.nodes().size());
        EngineRun evaluation = EngineRun.of(network, N, N, N, 1, false);
        for (int threads : new int[] {1, 3}) {
            EngineRun frozen = EngineRun.of(network, all, N, N, N, threads, true);
            assertArrayEquals(evaluation.logits(), frozen.logits());
            assertArrayEquals(evaluation.input(), frozen.input());
            assertArrayEquals(evaluation.logitsChange(), frozen.logitsChange());
            assertArrayEquals(evaluation.gradient(), frozen.gradient());
            assertArrayEquals(evaluation.statistics(), frozen.statistics());
        }
        EngineRun training = EngineRun.of(network, N, N, N, 1, true);
        assertFalse(Arrays.equals(evaluation.logits(), training.logits()));
        assertFalse(Arrays.equals(evaluation.statistics(), training.statistics()));
    }

    /** A frozen normalisation before one that learns is a scale and shift of each channel. */
    @Test
    void layersBehindGoOnWithTheirBatch() {
        Network network = NetworkNotation.parse("3x8x8:C3x16n-B-L-C3x20n-B-L-M2-G-Z-D10");
        Network affine = NetworkNotation.parse("3x8x8:C3x16n-E-L-C3x20n-B-L-M2-G-Z-D10");
        RandomNumbers random = new RandomNumbers(3);
        float[] parameters = Numbers.toFloat(random.parameters(network));
        ParameterSpec gamma = network.parameters().get(1);
        ParameterSpec beta = network.parameters().get(2);
        float[] folded = parameters.clone();
        float[] statistics = new float[2 * (16 + 20)];
        double epsilon = ((BatchNorm2d) network.layers().get(1)).epsilon();
        for (int c = 0; c < 16; c++) {
            statistics[c] = 0.1f * c - 0.7f;
            statistics[16 + c] = 0.2f + 0.3f * c;
            double scale = parameters[gamma.offset() + c] / Math.sqrt(statistics[16 + c] + epsilon);
            // The affine layer has its bias first, which is added before the scale.
            folded[gamma.offset() + c] = (float) (parameters[beta.offset() + c] / scale - statistics[c]);
            folded[beta.offset() + c] = (float) scale;
        }
        float[] before = statistics.clone();
        BitSet first = new BitSet();
        first.set(1);
        float[] frozenLogits = new float[N * 10];
        float[] affineLogits = new float[N * 10];
        float[] frozen = gradient(network, first, parameters, statistics, frozenLogits);
        float[] expected = gradient(affine, new BitSet(), folded, new float[40], affineLogits);
        assertArrayEquals(affineLogits, frozenLogits, 1e-4f);
        for (int p : new int[] {0, 3, 4, 5, 6}) {
            ParameterSpec spec = network.parameters().get(p);
            float[] wanted = Arrays.copyOfRange(expected, spec.offset(), spec.offset() + spec.size());
            float largest = (float) IntStream.range(0, wanted.length)
                    .mapToDouble(i -> Math.abs(wanted[i]))
                    .max()
                    .orElseThrow();
            assertArrayEquals(
                    wanted,
                    Arrays.copyOfRange(frozen, spec.offset(), spec.offset() + spec.size()),
                    1e-4f * largest,
                    spec.name());
        }
        assertArrayEquals(Arrays.copyOf(before, 32), Arrays.copyOf(statistics, 32));
        assertFalse(Arrays.equals(Arrays.copyOfRange(before, 32, 72), Arrays.copyOfRange(statistics, 32, 72)));
    }

    /** The gradient of a weighted sum of the logits of a training pass that moves the running statistics, from given ones on. */
    private static float[] gradient(
            Network network, BitSet frozen, float[] parameters, float[] statistics, float[] logits) {
        RandomNumbers random = new RandomNumbers(5);
        float[] x = Numbers.toFloat(random.normal(N * network.input().size()));
        float[] upstream = Numbers.toFloat(random.normal(N * network.classes()));
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, frozen, ConvolutionAlgorithm.AUTO), N, workers);
            System.arraycopy(statistics, 0, engine.statistics(), 0, statistics.length);
            engine.load(parameters);
            Pass pass = engine.newPass();
            engine.forward(pass, x, N, new PassMode(true, true, null));
            System.arraycopy(pass.logits(), 0, logits, 0, logits.length);
            engine.clearGradient();
            engine.backward(pass, EngineProbe.at(network, null, upstream));
            float[] gradient = new float[parameters.length];
            engine.gradient(gradient);
            System.arraycopy(engine.statistics(), 0, statistics, 0, statistics.length);
            return gradient;
        }
    }
}
