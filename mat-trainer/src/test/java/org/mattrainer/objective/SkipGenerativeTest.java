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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.latent.LogSpace;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.SkipGenerativeNetwork;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;

/** Identities of skip deep generative models. */
class SkipGenerativeTest {

    private static final int N = 5;
    private static final int M = 3;
    private static final TensorShape IMAGE = new TensorShape(1, 2, 3);

    private static SkipGenerative term(double classWeight, int samples) {
        return SkipGenerative.builder()
                .units(7, 4)
                .latentSize(2)
                .samples(samples)
                .classWeight(classWeight)
                .build();
    }

    /** A step on images of zeros and ones. */
    private static final class Step implements AutoCloseable {

        private final Workers workers = new Workers(1);
        private final RandomNumbers random = new RandomNumbers(5);
        private final NetworkEngine engine;
        private final NetworkEngine generative;
        private final StepContext context;
        private final SkipGenerative term;

        Step(SkipGenerative term) {
            this(term, null);
        }

        Step(SkipGenerative term, float[] weights) {
            this.term = term;
            Network network = new SkipGenerativeNetwork(2, true, 0, 6).network(IMAGE, M);
            AuxiliaryNetwork made = term.auxiliaries(network).get(0);
            engine = engine(network, N);
            generative = engine(made.network(), made.copies() * N);
            SeededDraws draws = new SeededDraws(3);
            Map<String, Auxiliary> beside = Map.of(made.name(), new Auxiliary(generative, draws));
            context = new StepContext(engine, null, draws, beside, null, null, Map.of());
            context.begin(0);
            context.labelled()
                    .set(
                            0,
                            images(),
                            new int[] {0, 2, 1, 1, 0},
                            weights,
                            LongStream.range(0, N).toArray(),
                            N);
            context.unlabelled()
                    .set(0, images(), null, weights, LongStream.range(N, 2 * N).toArray(), N);
        }

        private NetworkEngine engine(Network network, int rows) {
            NetworkEngine made =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), rows, workers);
            made.load(Numbers.toFloat(random.parameters(network)));
            return made;
        }

        private float[] images() {
            float[] x = Numbers.toFloat(random.normal(N * IMAGE.size()));
            for (int i = 0; i < x.length; i++) {
                x[i] = x[i] > 0 ? 1 : 0;
            }
            return x;
        }

        Map<String, Double> parts() {
            return context.takeMeasures();
        }

        static float[] gradient(NetworkEngine of) {
            float[] gradient = new float[of.plan().network().parameterCount()];
            of.gradient(gradient);
            return gradient;
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    @Test
    void theWeightOfTheClassesReachesTheModelAlone() {
        try (Step light = new Step(term(0, 2));
                Step heavy = new Step(term(5, 2))) {
            double difference = heavy.term.apply(heavy.context) - light.term.apply(light.context);
            assertEquals(5 * heavy.parts().get("ce"), difference, 1e-9);
            light.context.backward();
            heavy.context.backward();
            assertArrayEquals(Step.gradient(light.generative), Step.gradient(heavy.generative));
            assertFalse(Arrays.equals(Step.gradient(light.engine), Step.gradient(heavy.engine)));
        }
    }

    /** Weights are relative to all examples of a training, not to those of a batch. */
    @Test
    void weightsOfExamplesScaleTheTerm() {
        float[] heavy = new float[N];
        Arrays.fill(heavy, 3);
        try (Step one = new Step(term(2, 1));
                Step three = new Step(term(2, 1), heavy)) {
            double value = one.term.apply(one.context);
            assertEquals(3 * value, three.term.apply(three.context), 1e-9 * Math.abs(value));
        }
    }

    /** U is at most the logarithm of the sum of exp L over the classes, and what it is written as. */
    @Test
    void theBoundWithoutAClassIsBelowTheEvidence() {
        try (Step step = new Step(term(1, 1))) {
            step.term.apply(step.context);
            double unlabelled = step.parts().get("unlabelled");
            StepExamples batch = step.context.unlabelled();
            SampledClasses classes = new SampledClasses(batch, 1);
            double[] values = new EvidenceBound(
                            batch, IMAGE.size(), classes.pass(0), step.context.auxiliary("sdgm"), null, 0)
                    .values();
            double sum = 0;
            for (int i = 0; i < N; i++) {
                double[] row = new double[M];
                double bound = 0;
                for (int y = 0; y < M; y++) {
                    row[y] = values[y * N + i];
                    bound += Math.exp(classes.log(i, y)) * (row[y] - classes.log(i, y));
                }
                assertTrue(bound < LogSpace.logSumExp(row, 0, M));
                sum += bound / N;
            }
            assertEquals(sum, unlabelled, 1e-12);
        }
    }

    /** With q(z|.) = N(0, I) = p(z) and p(a|.) = q(a|.) nothing is left but the image, and U has no log M of the prior. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void onlyTheImageIsLeftWhereAllElseAgrees(int samples) {
        try (Step step = new Step(term(1, samples))) {
            step.engine.load(new float[step.engine.plan().network().parameterCount()]);
            Network network = step.generative.plan().network();
            float[] parameters = new float[network.parameterCount()];
            ParameterSpec logits = network.parameters().get(network.parameters().size() - 1);
            double[] bias = step.random.normal(logits.size());
            System.arraycopy(Numbers.toFloat(bias), 0, parameters, logits.offset(), logits.size());
            step.generative.load(parameters);
            step.term.apply(step.context);
            Map<String, Double> parts = step.parts();
            assertEquals(image(step.context.labelled(), bias) - Math.log(M), parts.get("labelled"), 1e-5);
            assertEquals(image(step.context.unlabelled(), bias), parts.get("unlabelled"), 1e-5);
            assertEquals(Math.log(M), parts.get("ce"), 1e-12);
        }
    }

    /** The mean log density of images under logits that do not depend on anything. */
    private static double image(StepExamples batch, double[] logits) {
        double sum = 0;
        for (int k = 0; k < N * IMAGE.size(); k++) {
            double o = logits[k % IMAGE.size()];
            sum += (batch.x()[k] * o - Math.log1p(Math.exp(o))) / N;
        }
        return sum;
    }
}
