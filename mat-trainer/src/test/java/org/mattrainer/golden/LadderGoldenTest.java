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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.AuxiliaryNetwork;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.Ladder;
import org.mattrainer.objective.LadderParts;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;

/** Ladder networks against golden vectors: the denoising cost, and one step of the encoder and its decoder. */
class LadderGoldenTest {

    private static final long UNLABELLED = 1_000;

    static List<GoldenCase> costs() {
        return GoldenFile.comparators("denoising_cost");
    }

    static List<GoldenCase> steps() {
        return GoldenFile.comparators("ladder");
    }

    /** Half of the values that give the statistics are a deviation above the mean, half below. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("costs")
    void costAndGradients(GoldenCase golden) {
        golden.number("eps");
        GoldenTensor z = golden.input("z");
        int channels = z.dimension(1);
        double[] mean = golden.input("mean").data();
        double[] variance = golden.input("var").data();
        int size = z.data().length;
        int area = GraphCase.shape(z).height() * GraphCase.shape(z).width();
        int all = size / channels;
        float[] like = new float[size];
        double[] sign = new double[size];
        int[] seen = new int[channels];
        for (int k = 0; k < size; k++) {
            int c = k / area % channels;
            sign[k] = seen[c]++ < all / 2 ? -1 : 1;
            like[k] = (float) (mean[c] + sign[k] * Math.sqrt(variance[c]));
        }
        LadderParts.Cost cost =
                LadderParts.cost(golden.input("zhat").floats(), z.floats(), like, z.dimension(0), GraphCase.shape(z));
        golden.verify("loss", cost.value());
        double upstream = golden.upstream("loss").data()[0];
        golden.verifyGradient("zhat", Numbers.scaled(upstream, Numbers.toDouble(cost.guess())));
        golden.verifyGradient("z", Numbers.scaled(upstream, Numbers.toDouble(cost.target())));
        double[] byMean = new double[channels];
        double[] byVariance = new double[channels];
        for (int k = 0; k < size; k++) {
            int c = k / area % channels;
            byMean[c] += upstream * cost.statistics()[k];
            byVariance[c] += upstream * sign[k] * cost.statistics()[k] / (2 * Math.sqrt(variance[c]));
        }
        golden.verifyGradient("mean", byMean);
        golden.verifyGradient("var", byVariance);
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void oneStep(GoldenCase golden) {
        Encoder encoder = new Encoder(golden);
        double[] costs = golden.numbers("costs");
        boolean detached = golden.flag("detach_targets");
        Ladder term = new Ladder(detached, costs);
        AuxiliaryNetwork made = term.auxiliaries(encoder.network).get(0);
        List<String> names = decoderParameters(golden, costs);
        int labelled = golden.input("x_l").dimension(0);
        int unlabelled = golden.input("x_u").dimension(0);
        try (Workers workers = new Workers(2)) {
            int capacity = Math.max(labelled, unlabelled);
            NetworkEngine engine =
                    NetworkPair.engine(golden, encoder.network, encoder.builder.parameters(), capacity, workers);
            EngineProbe.setStatistics(
                    engine,
                    Numbers.toDouble(NetworkPair.gather(
                            golden,
                            encoder.network.statistics(),
                            encoder.builder.statistics(),
                            encoder.network.statisticCount())));
            NetworkEngine decoder = NetworkPair.engine(golden, made.network(), names, capacity, workers);
            Auxiliary auxiliary = new Auxiliary(decoder, new SeededDraws(1));
            StepContext context = new StepContext(
                    engine,
                    null,
                    new Given(golden, encoder.builder.drawing()),
                    Map.of(made.name(), auxiliary),
                    null,
                    null,
                    Map.of());
            context.labelled().takeStatisticsWithoutNoise();
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
            double ce = new CrossEntropy().apply(context);
            double ladder = term.apply(context);
            golden.verify("loss.ce", ce);
            golden.verify("loss.total", ce + ladder);
            Map<String, Double> measures = context.takeMeasures();
            context.backward();
            for (int level = 0; level < costs.length; level++) {
                if (costs[level] > 0) {
                    golden.verify("loss.denoise" + level, measures.get("cost" + level));
                    float[] guess = auxiliary.pass(null, context.unlabelled()).values(new Tap("zhat" + level));
                    int size = made.network().shape(new Tap("zhat" + level)).size();
                    golden.verify("aux.zhat" + level, Arrays.copyOf(guess, unlabelled * size));
                }
            }
            NetworkPair.verifyGradients(golden, engine, encoder.builder.parameters());
            NetworkPair.verifyGradients(golden, decoder, names);
            for (int i = 0; i < encoder.builder.statistics().size(); i++) {
                golden.verify(
                        "after." + encoder.builder.statistics().get(i),
                        SmallGraphCase.slice(
                                Numbers.toDouble(engine.statistics()),
                                encoder.network.statistics().get(i)));
            }
            float[] dx = new float[golden.input("x_l").data().length];
            context.labelled().pass().backward(dx);
            golden.verify("grad.x_l", dx);
            float[] du = new float[golden.input("x_u").data().length];
            context.unlabelled().pass().backward(du);
            if (!detached) {
                float[] more = new float[du.length];
                context.unlabelled().noiseless().backward(more);
                for (int i = 0; i < du.length; i++) {
                    du[i] += more[i];
                }
            }
            golden.verify("grad.x_u", du);
        }
        golden.finish();
    }

    /** In the order of the product: the combinator of the highest level, the matrix below it, and so on. */
    private static List<String> decoderParameters(GoldenCase golden, double[] costs) {
        List<String> guesses = golden.texts("zhat");
        List<GoldenNode> nodes = golden.graph("decoder");
        List<String> names = new ArrayList<>();
        for (int level = costs.length - 1; level >= 0 && guesses.get(level) != null; level--) {
            String guess = guesses.get(level);
            if (level < costs.length - 1) {
                String above = guesses.get(level + 1);
                nodes.stream()
                        .filter(node ->
                                node.op().equals("dense") && node.inputs().equals(List.of(above)))
                        .forEach(node -> names.add(node.tensor("w")));
            }
            CombinatorCase.PARAMETERS.forEach(role -> names.add("dec." + guess + "." + role));
        }
        return names;
    }

    /** The encoder of a case up to the logits, with the taps that the term reads. */
    private static final class Encoder {

        private final GraphBuilder builder;
        private final Network network;

        Encoder(GoldenCase golden) {
            Map<String, List<Integer>> shapes = new HashMap<>();
            golden.inputs("p.")
                    .forEach(key ->
                            shapes.put(key.substring(2), golden.input(key).shape()));
            builder = new GraphBuilder(shapes);
            builder.name("x", Node.INPUT);
            Map<String, Integer> indices = new LinkedHashMap<>();
            for (GoldenNode node : golden.graph("encoder")) {
                // The decoder of the product begins with the softmax.
                if (!node.toString().equals(golden.text("top"))) {
                    indices.put(node.toString(), indices.size());
                    builder.add(node);
                }
            }
            Map<Tap, Integer> taps = new LinkedHashMap<>();
            List<String> noisy = golden.texts("z");
            List<String> normalised = golden.texts("pre");
            for (int level = 0; level < noisy.size(); level++) {
                if (noisy.get(level) != null) {
                    taps.put(new Tap("z" + level), indices.get(noisy.get(level)));
                }
                if (normalised.get(level) != null) {
                    taps.put(new Tap("p" + level), indices.get(normalised.get(level)));
                }
            }
            taps.put(Tap.LATENT, indices.get(normalised.get(normalised.size() - 1)));
            taps.put(Tap.LOGITS, indices.get(golden.text("logits")));
            Network open = builder.build(GraphCase.shape(golden.input("x_l")), List.of(golden.text("logits")));
            network = new Network(open.input(), open.nodes(), taps);
        }
    }

    /** The noise of the noisy passes. */
    private record Given(GoldenCase golden, Map<String, Integer> nodes) implements Draws {

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            throw new AssertionError("Expected no noise but that of the network");
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            nodes.forEach((name, node) -> {
                float[] given = golden.input("noise." + (examples[0] >= UNLABELLED ? "u." : "l.") + name)
                        .floats();
                System.arraycopy(given, 0, masks.mask(node), 0, given.length);
            });
        }
    }
}
