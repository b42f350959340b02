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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Reparameterise;
import org.mattrainer.nn.SkipGenerativeNetwork;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.AuxiliaryNetwork;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.Likelihood;
import org.mattrainer.objective.LogDensityProbe;
import org.mattrainer.objective.SkipGenerative;
import org.mattrainer.objective.StepContext;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;

/** Skip deep generative models against golden vectors: log densities, and one step of both networks. */
class SkipGenerativeGoldenTest {

    private static final long UNLABELLED = 1_000;

    static List<GoldenCase> normal() {
        return GoldenFile.comparators("log_normal");
    }

    static List<GoldenCase> bernoulli() {
        return GoldenFile.comparators("log_bernoulli");
    }

    static List<GoldenCase> steps() {
        return GoldenFile.comparators("sdgm");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("normal")
    void logDensityOfNormalNumbers(GoldenCase golden) {
        GoldenTensor x = golden.input("x");
        int size = x.dimension(1);
        double[] upstream = golden.upstream("log_density").data();
        double[] densities = new double[upstream.length];
        float[][] gradients = new float[3][x.data().length];
        for (int i = 0; i < densities.length; i++) {
            densities[i] = LogDensityProbe.normal(
                    x.floats(),
                    golden.input("mu").floats(),
                    golden.input("logvar").floats(),
                    i * size,
                    size,
                    upstream[i],
                    gradients);
        }
        golden.verify("log_density", densities);
        golden.verifyGradient("x", Numbers.toDouble(gradients[0]));
        golden.verifyGradient("mu", Numbers.toDouble(gradients[1]));
        golden.verifyGradient("logvar", Numbers.toDouble(gradients[2]));
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bernoulli")
    void logDensityOfZerosAndOnes(GoldenCase golden) {
        GoldenTensor x = golden.input("x");
        int size = x.dimension(1);
        double[] upstream = golden.upstream("log_density").data();
        double[] densities = new double[upstream.length];
        float[] gradient = new float[x.data().length];
        for (int i = 0; i < densities.length; i++) {
            densities[i] = LogDensityProbe.bernoulli(
                    x.floats(), golden.input("o").floats(), i * size, size, upstream[i], gradient);
        }
        golden.verify("log_density", densities);
        golden.verifyGradient("o", Numbers.toDouble(gradient));
        golden.finish();
    }

    /** The densities are computed in double precision, their gradients kept as floats. */
    @Test
    void logDensitiesInDoublePrecision() {
        for (GoldenCase golden : GoldenFile.load("comparators", Precision.DOUBLE)) {
            boolean normal = golden.op().equals("log_normal");
            if (!normal && !golden.op().equals("log_bernoulli")) {
                continue;
            }
            GoldenTensor x = golden.input("x");
            int size = x.dimension(1);
            double[] densities = new double[x.dimension(0)];
            for (int i = 0; i < densities.length; i++) {
                densities[i] = normal
                        ? LogDensityProbe.normal(
                                x.floats(),
                                golden.input("mu").floats(),
                                golden.input("logvar").floats(),
                                i * size,
                                size,
                                0,
                                new float[3][x.data().length])
                        : LogDensityProbe.bernoulli(
                                x.floats(), golden.input("o").floats(), i * size, size, 0, new float[x.data().length]);
            }
            golden.verify("log_density", densities);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void oneStep(GoldenCase golden) {
        boolean normalise = golden.hasInput("p.qa.bn.gamma");
        int hidden = golden.input("p.qa.in_x.w").dimension(0);
        int auxiliary = golden.input("p.qa.mu.w").dimension(0);
        int classes = golden.integer("classes");
        TensorShape image = TensorShape.vector(golden.input("x_l").dimension(1));
        Network model = new SkipGenerativeNetwork(auxiliary, normalise, 0, hidden).network(image, classes);
        boolean bernoulli = golden.choice("likelihood", "bernoulli", "gaussian").equals("bernoulli");
        SkipGenerative term = SkipGenerative.builder()
                .units(hidden)
                .latentSize(golden.input("p.qz.mu.w").dimension(0))
                .normalise(normalise)
                .likelihood(bernoulli ? Likelihood.BERNOULLI : Likelihood.GAUSSIAN)
                .samples(golden.integer("samples"))
                .classWeight(golden.number("alpha"))
                .build();
        AuxiliaryNetwork made = term.auxiliaries(model).get(0);
        List<String> own = names(golden, "qa", "qy");
        List<String> beside = names(golden, "qz", "pa", "px");
        int labelled = golden.input("x_l").dimension(0);
        int unlabelled = golden.input("x_u").dimension(0);
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine = NetworkPair.engine(golden, model, own, Math.max(labelled, unlabelled), workers);
            NetworkEngine generative = NetworkPair.engine(
                    golden, made.network(), beside, classes * Math.max(labelled, unlabelled), workers);
            StepContext context = new StepContext(
                    engine,
                    null,
                    Given.of(golden, "a", model),
                    Map.of(made.name(), new Auxiliary(generative, Given.of(golden, "z", made.network()))),
                    null,
                    null,
                    Map.of());
            Statistics statistics = new Statistics(golden, normalise);
            statistics.set(engine, List.of("qa", "qy"));
            statistics.set(generative, List.of("qz", "pa", "px"));
            context.begin(0);
            context.labelled()
                    .set(
                            0,
                            golden.input("x_l").floats(),
                            golden.input("y_l").labels(),
                            null,
                            LongStream.range(0, labelled).toArray(),
                            labelled);
            context.unlabelled()
                    .set(
                            0,
                            golden.input("x_u").floats(),
                            null,
                            null,
                            LongStream.range(UNLABELLED, UNLABELLED + unlabelled)
                                    .toArray(),
                            unlabelled);
            double value = term.apply(context);
            context.backward();
            Map<String, Double> parts = context.takeMeasures();
            golden.verify("loss.labelled_bound", parts.get("labelled"));
            golden.verify("loss.unlabelled_bound", parts.get("unlabelled"));
            golden.verify("loss.ce", parts.get("ce"));
            double prior = verifyGradients(golden, engine, own) + verifyGradients(golden, generative, beside);
            golden.verify("loss.prior", prior);
            golden.verify("loss.total", value + golden.number("prior") / 2 * prior);
            golden.verify("aux.qy", probabilities(context, golden.integer("samples")));
            statistics.verify(engine, List.of("qa", "qy"));
            statistics.verify(generative, List.of("qz", "pa", "px"));
        }
        // What follows is not asked of a training: gradients with respect to the data.
        List.of("grad.x_l", "grad.x_u").forEach(golden::expectedTensor);
        golden.finish();
    }

    /** The parameters of some graphs, which are in the order of the product. */
    private static List<String> names(GoldenCase golden, String... graphs) {
        List<String> names = new ArrayList<>();
        for (String graph : graphs) {
            for (GoldenNode node : golden.graph(graph)) {
                Stream.of("w", "b", "gamma", "beta")
                        .map(node::tensor)
                        .filter(name -> name != null)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** Compares gradients with the decay of weights that is the prior; returns the sum of the squares of the weights. */
    private static double verifyGradients(GoldenCase golden, NetworkEngine engine, List<String> names) {
        Network network = engine.plan().network();
        float[] gradient = new float[network.parameterCount()];
        engine.gradient(gradient);
        double squares = 0;
        for (int i = 0; i < names.size(); i++) {
            ParameterSpec spec = network.parameters().get(i);
            double[] own = SmallGraphCase.slice(Numbers.toDouble(gradient), spec);
            double[] values = golden.input("p." + names.get(i)).data();
            for (int k = 0; names.get(i).endsWith(".w") && k < own.length; k++) {
                own[k] += golden.number("prior") * values[k];
                squares += values[k] * values[k];
            }
            golden.verify("grad." + names.get(i), own);
        }
        return squares;
    }

    /** The mean probabilities of the unlabelled examples. */
    private static double[] probabilities(StepContext context, int samples) {
        int m = context.unlabelled().pass().classes();
        double[] mean = new double[context.unlabelled().size() * m];
        for (int s = 0; s < samples; s++) {
            double[] logits = context.unlabelled().sample(s).logits();
            for (int i = 0; i < mean.length; i += m) {
                double sum = Arrays.stream(logits, i, i + m).map(Math::exp).sum();
                for (int k = i; k < i + m; k++) {
                    mean[k] += Math.exp(logits[k]) / sum / samples;
                }
            }
        }
        return mean;
    }

    /** The running statistics of some perceptrons with one normalised layer each. */
    private record Statistics(GoldenCase golden, boolean normalise) {

        void set(NetworkEngine engine, List<String> perceptrons) {
            double[] values = perceptrons.stream()
                    .filter(name -> normalise)
                    .flatMap(name -> Stream.of("mean", "var").map(role -> "p." + name + ".bn." + role))
                    .flatMapToDouble(name -> Arrays.stream(golden.input(name).data()))
                    .toArray();
            EngineProbe.setStatistics(engine, values);
        }

        void verify(NetworkEngine engine, List<String> perceptrons) {
            int next = 0;
            for (String name : normalise ? perceptrons : List.<String>of()) {
                for (String role : List.of("mean", "var")) {
                    golden.verify(
                            "after." + name + ".bn." + role,
                            SmallGraphCase.slice(
                                    Numbers.toDouble(engine.statistics()),
                                    engine.plan().network().statistics().get(next++)));
                }
            }
        }
    }

    /** The numbers that are drawn; examples of a pass are told apart by their identities. */
    private record Given(GoldenCase golden, String vector, int layer) implements Draws {

        /** Those of the one sample in a network. */
        static Given of(GoldenCase golden, String vector, Network network) {
            int layer = 0;
            while (!(network.layers().get(layer) instanceof Reparameterise)) {
                layer++;
            }
            return new Given(golden, vector, layer);
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            long id = examples[0] & (1L << 40) - 1;
            long copy = examples[0] >> 40;
            boolean isUnlabelled = id >= UNLABELLED;
            boolean repeated = n > 1 && examples[n - 1] >> 40 > copy;
            long sample = repeated ? copy / golden.integer("classes") : copy;
            float[] given = golden.input("noise." + (isUnlabelled ? "u" : "l") + sample + "." + vector)
                    .floats();
            assertEquals(n * (given.length / n), given.length);
            System.arraycopy(given, 0, masks.mask(layer), 0, given.length);
        }

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            throw new AssertionError("Expected no noise but that of the networks");
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }
    }
}
