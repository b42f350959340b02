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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.reference.FiniteDifferences;
import org.mattrainer.reference.Numbers;

/**
 * A term in a step of the engine, beside a formula of its value in double precision: 5 labelled and 3 unlabelled examples
 * with weights, a latent vector z = A x + a of 2 values and logits o = B z + b of 3 classes. The gradient of all parameters
 * is compared with finite differences of the formula, so that each pass that a term makes counts.
 */
final class TermStep {

    static final int CLASSES = 3;
    private static final int INPUTS = 4;
    private static final int LATENT = 2;
    private static final int[] LABELS = {0, 2, 1, 1, 0};
    private static final double[] WEIGHTS = {1, 2, 0.5, 1, 3, 0.5, 1, 2};
    private static final Network NETWORK = NetworkNotation.parse("1x1x4:F-D2-Z-D3");

    private final Random random = new Random(3);
    private final double[] x = gaussians(WEIGHTS.length * INPUTS);
    private final double[] noise = gaussians(WEIGHTS.length * INPUTS);
    private final double[] parameters = gaussians(NETWORK.parameterCount());
    private final GaussianMixture mixture = new GaussianMixture(new MixtureSettings(), CLASSES, LATENT);
    private double progress = 1;

    TermStep() {
        mixture.setMoments(
                new double[] {1, 0, -1, 0.5, 0, 1}, new double[] {1, 0.25, 0.25, 2, 1, 0, 0, 1, 3, -1, -1, 2});
    }

    /** An example, whose label is -1 where it has none. */
    record Example(double[] x, double[] noise, int label, double weight) {

        /** The input with the noise scaled to a length. */
        double[] perturbed(double length) {
            double norm = Math.sqrt(Arrays.stream(noise).map(v -> v * v).sum());
            return Numbers.sum(x, length / norm, noise);
        }
    }

    /** The network in double precision. */
    record Net(double[] parameters) {

        double[] latent(double[] input) {
            return affine(0, LATENT, input);
        }

        double[] logits(double[] input) {
            return affine(LATENT * INPUTS + LATENT, CLASSES, latent(input));
        }

        double[] logProbabilities(double[] input) {
            double[] logits = logits(input);
            double sum = Math.log(Arrays.stream(logits).map(Math::exp).sum());
            return Arrays.stream(logits).map(o -> o - sum).toArray();
        }

        private double[] affine(int offset, int outputs, double[] input) {
            double[] output = new double[outputs];
            for (int i = 0; i < outputs; i++) {
                output[i] = parameters[offset + outputs * input.length + i];
                for (int j = 0; j < input.length; j++) {
                    output[i] += parameters[offset + i * input.length + j] * input[j];
                }
            }
            return output;
        }
    }

    /** KL(p || q) of two rows of log probabilities. */
    static double divergence(double[] logP, double[] logQ) {
        double sum = 0;
        for (int k = 0; k < logP.length; k++) {
            sum += Math.exp(logP[k]) * (logP[k] - logQ[k]);
        }
        return sum;
    }

    private double[] gaussians(int n) {
        return random.doubles(n, -1, 1).map(v -> (float) v).toArray();
    }

    /** The share of the training that is done, 1 unless this is called. */
    TermStep at(double share) {
        progress = share;
        return this;
    }

    GaussianMixture mixture() {
        return mixture;
    }

    /** The network as it is. */
    Net net() {
        return new Net(parameters);
    }

    List<Example> labelled() {
        return examples(0, LABELS.length);
    }

    List<Example> unlabelled() {
        return examples(LABELS.length, WEIGHTS.length);
    }

    List<Example> all() {
        return examples(0, WEIGHTS.length);
    }

    private List<Example> examples(int from, int to) {
        List<Example> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            examples.add(new Example(
                    Numbers.row(x, i, INPUTS),
                    Numbers.row(noise, i, INPUTS),
                    i < LABELS.length ? LABELS[i] : -1,
                    WEIGHTS[i]));
        }
        return examples;
    }

    /** Asserts that the term has the value and the gradient of a formula. */
    void assertIs(ToDoubleFunction<Net> formula, Term term) {
        float[] found = new float[parameters.length];
        double value = apply(term, found);
        double[] expected = FiniteDifferences.gradient(p -> formula.applyAsDouble(new Net(p)), parameters);
        assertEquals(formula.applyAsDouble(net()), value, 2e-6 * (1 + Math.abs(value)), term.toString());
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertEquals(false, largest == 0, "a gradient of zeros shows nothing");
        assertArrayEquals(expected, Numbers.toDouble(found), 1e-5 * (1 + largest), term.toString());
    }

    /** Asserts that the term is 0 and leaves the gradient alone. */
    void assertIsNothing(Term term) {
        float[] found = new float[parameters.length];
        assertEquals(0, apply(term, found));
        assertArrayEquals(new float[parameters.length], found);
    }

    private double apply(Term term, float[] gradient) {
        try (Workers workers = new Workers(1)) {
            NetworkEngine engine = new NetworkEngine(
                    NetworkPlan.compile(NETWORK, ConvolutionAlgorithm.DIRECT), LABELS.length, workers);
            engine.load(Numbers.toFloat(parameters));
            engine.clearGradient();
            StepContext context = new StepContext(engine, mixture, new Given());
            context.begin(progress);
            float[] inputs = Numbers.toFloat(x);
            float[] weights = Numbers.toFloat(WEIGHTS);
            int n = LABELS.length;
            context.labelled()
                    .set(
                            0,
                            Arrays.copyOf(inputs, n * INPUTS),
                            LABELS,
                            weights,
                            LongStream.range(0, n).toArray(),
                            n);
            context.unlabelled()
                    .set(
                            0,
                            Arrays.copyOfRange(inputs, n * INPUTS, inputs.length),
                            null,
                            Arrays.copyOfRange(weights, n, weights.length),
                            LongStream.range(n, weights.length).toArray(),
                            weights.length - n);
            double value = term.apply(context);
            context.backward();
            engine.gradient(gradient);
            return value;
        }
    }

    /** Gives each example its noise. */
    private final class Given implements Draws {

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(
                        Numbers.toFloat(Numbers.row(noise, (int) examples[i], INPUTS)), 0, out, i * size, size);
            }
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            throw new AssertionError("Expected no dropout");
        }
    }
}
