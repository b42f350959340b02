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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LadderNetwork;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;

/** Identities of ladder networks. */
class LadderTest {

    private static final int N = 7;
    private static final double EPSILON = 1e-10;

    /** A step of a network on random images, labelled ones alone; the decoder starts with its first parameters. */
    private static final class Step implements AutoCloseable {

        private final Workers workers = new Workers(1);
        private final Network network;
        private final double[] x;
        private final float[] decoder;
        private final AuxiliaryNetwork made;
        private final StepContext context;
        private final NetworkEngine engine;

        Step(float noise, Ladder term) {
            network = new LadderNetwork(noise, noise, 5).network(new TensorShape(1, 2, 3), 3);
            RandomNumbers random = new RandomNumbers(4);
            x = random.normal(N * network.input().size());
            made = term.auxiliaries(network).get(0);
            engine = engine(network, Numbers.toFloat(random.parameters(network)));
            decoder = new float[made.network().parameterCount()];
            for (ParameterSpec spec : made.network().parameters()) {
                for (int i = 0; i < spec.size(); i++) {
                    decoder[spec.offset() + i] = spec.tensor().fanIn() > 0
                            ? (float) random.normal(1)[0]
                            : spec.tensor().initial();
                }
            }
            context = new StepContext(
                    engine,
                    null,
                    new SeededDraws(1),
                    Map.of(made.name(), new Auxiliary(engine(made.network(), decoder), new SeededDraws(2))),
                    null,
                    null,
                    Map.of());
            context.labelled().takeStatisticsWithoutNoise();
            context.begin(0);
            long[] ids = LongStream.range(0, N).toArray();
            context.labelled().set(0, Numbers.toFloat(x), new int[N], null, ids, N);
            context.unlabelled().set(0, null, null, null, null, 0);
        }

        private NetworkEngine engine(Network made, float[] parameters) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(made, ConvolutionAlgorithm.DIRECT), N, workers);
            engine.load(parameters);
            return engine;
        }

        /** mean_j (v / (v + epsilon) + m^2 / (v + epsilon)) of a tap. */
        double costOfNothing(Tap tap) {
            float[] values = context.labelled().noiseless().values(tap);
            int size = network.shape(tap).size();
            double sum = 0;
            for (int j = 0; j < size; j++) {
                double mean = 0;
                double square = 0;
                for (int i = 0; i < N; i++) {
                    mean += values[i * size + j] / N;
                    square += values[i * size + j] * (double) values[i * size + j] / N;
                }
                double variance = square - mean * mean;
                sum += (variance + mean * mean) / (variance + EPSILON) / size;
            }
            return sum;
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    @Test
    void atFirstTheDecoderGuessesNothing() {
        Ladder term = new Ladder(1, 1, 1);
        try (Step step = new Step(0.3f, term)) {
            term.apply(step.context);
            Map<String, Double> costs = step.context.takeMeasures();
            assertEquals(Numbers.dot(step.x, step.x) / step.x.length, costs.get("cost0"), 1e-6);
            assertEquals(step.costOfNothing(new Tap("p1")), costs.get("cost1"), 1e-4);
            assertEquals(step.costOfNothing(new Tap("p2")), costs.get("cost2"), 1e-4);
        }
    }

    /** A combinator that gives z back, of images without noise. */
    @Test
    void withoutNoiseNothingIsToBeDenoised() {
        Ladder term = new Ladder(1, 0, 0);
        try (Step step = new Step(0, term)) {
            // The last parameter of the lowest combinator, a10 of each pixel, is the last of all.
            ParameterSpec last = step.made
                    .network()
                    .parameters()
                    .get(step.made.network().parameters().size() - 1);
            assertEquals(step.network.input().size(), last.size());
            Arrays.fill(step.decoder, last.offset(), last.offset() + last.size(), 1f);
            Auxiliary decoder = new Auxiliary(step.engine(step.made.network(), step.decoder), new SeededDraws(2));
            StepContext context = new StepContext(
                    step.engine, null, new SeededDraws(1), Map.of(step.made.name(), decoder), null, null, Map.of());
            context.begin(0);
            long[] ids = LongStream.range(0, N).toArray();
            context.labelled().set(0, Numbers.toFloat(step.x), new int[N], null, ids, N);
            context.unlabelled().set(0, null, null, null, null, 0);
            assertEquals(0, term.apply(context), 1e-12);
        }
    }

    @Test
    void theStatisticsAreThoseOfThePassWithoutNoise() {
        Ladder term = new Ladder(1, 1, 1);
        assertTrue(term.usesNoiselessStatistics() && term.usesNoiselessPass());
        try (Step step = new Step(0.3f, term);
                Step quiet = new Step(0.001f, term)) {
            float[] before = step.engine.statistics().clone();
            step.context.labelled().pass();
            assertArrayEquals(before, step.engine.statistics());
            StepExamples batch = step.context.labelled();
            assertFalse(batch.movingMode().updateStatistics());
            assertFalse(step.context.jointMode(List.of(batch)).updateStatistics());
            term.apply(step.context);
            term.apply(quiet.context);
            assertArrayEquals(quiet.engine.statistics(), step.engine.statistics(), 1e-6f);
            assertTrue(step.engine.statistics()[0] != before[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void badCostsAreRefused(double cost) {
        assertThrows(PropertyException.class, () -> new Ladder(1, cost));
        assertThrows(PropertyException.class, () -> new Ladder(1));
    }

    @Test
    void withoutACostThereIsNothing() {
        Ladder term = new Ladder(0, 0);
        assertTrue(term.auxiliaries(null).isEmpty());
        assertEquals(false, term.usesNoiselessStatistics() || term.usesNoiselessPass());
        assertEquals(0, term.apply(null));
    }
}
