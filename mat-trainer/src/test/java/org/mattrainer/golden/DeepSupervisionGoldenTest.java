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
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.AuxiliaryNetwork;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.objective.SideSquaredHinge;
import org.mattrainer.objective.SquaredHinge;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.reference.Numbers;

/** The terms of deeply supervised nets and the networks beside the model against golden vectors. */
class DeepSupervisionGoldenTest {

    static List<GoldenCase> cases() {
        return GoldenFile.comparators("dsn");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void lossesAndGradients(GoldenCase golden) {
        new Run(golden).verify();
        golden.finish();
    }

    /** One step of a network without side heads, and of the heads beside it. */
    private static final class Run {

        private final GoldenCase golden;
        private final Map<String, Double> weights;
        private final Map<String, String> taps = new LinkedHashMap<>();
        private final List<GoldenNode> trunk = new ArrayList<>();
        private final double threshold;
        private final boolean hinge;

        Run(GoldenCase golden) {
            this.golden = golden;
            this.weights = golden.numbersByName("side_weights");
            this.threshold = golden.number("gamma");
            this.hinge = golden.choice("loss", "squared_hinge", "softmax_ce").equals("squared_hinge");
            Map<String, String> flattened = new HashMap<>();
            for (GoldenNode node : golden.graph("net")) {
                if (node.op().equals("flatten")) {
                    flattened.put(node.toString(), node.inputs().get(0));
                } else if (weights.containsKey(node.toString())) {
                    taps.put(node.toString(), flattened.get(node.inputs().get(0)));
                } else {
                    trunk.add(node);
                }
            }
        }

        private Term side(String name) {
            String tap = taps.get(name);
            double weight = weights.get(name);
            return hinge
                    ? SideSquaredHinge.builder(tap)
                            .weight(weight)
                            .threshold(threshold)
                            .learningRateFactor(1)
                            .build()
                    : SideCrossEntropy.builder(tap)
                            .weight(weight)
                            .threshold(threshold)
                            .learningRateFactor(1)
                            .build();
        }

        void verify() {
            Map<String, List<Integer>> shapes = new HashMap<>();
            golden.inputs("p.")
                    .forEach(key ->
                            shapes.put(key.substring(2), golden.input(key).shape()));
            GraphBuilder builder = new GraphBuilder(shapes);
            builder.name("x", Node.INPUT);
            trunk.forEach(builder::add);
            Network tapped = builder.build(GraphCase.shape(golden.input("x_l")), List.copyOf(taps.values()));
            int last = trunk.size() - 1;
            Map<Tap, Integer> all = new LinkedHashMap<>(tapped.taps());
            all.put(Tap.LATENT, last - 1);
            all.put(Tap.LOGITS, last);
            Network model = new Network(tapped.input(), tapped.nodes(), all);
            try (Workers workers = new Workers(2)) {
                run(model, builder.parameters(), workers);
            }
        }

        private NetworkEngine engine(Network network, List<String> parameters, Workers workers) {
            int n = golden.input("x_l").dimension(0);
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), n, workers);
            float[] values = new float[network.parameterCount()];
            for (int i = 0; i < parameters.size(); i++) {
                float[] tensor =
                        Numbers.toFloat(golden.input("p." + parameters.get(i)).data());
                System.arraycopy(tensor, 0, values, network.parameters().get(i).offset(), tensor.length);
            }
            engine.load(values);
            return engine;
        }

        private void run(Network model, List<String> names, Workers workers) {
            NetworkEngine engine = engine(model, names, workers);
            Map<String, NetworkEngine> heads = new LinkedHashMap<>();
            Map<String, Auxiliary> auxiliaries = new LinkedHashMap<>();
            for (String name : taps.keySet()) {
                AuxiliaryNetwork made = side(name).auxiliaries(model).get(0);
                heads.put(name, engine(made.network(), List.of(name + ".w", name + ".b"), workers));
                auxiliaries.put(made.name(), new Auxiliary(heads.get(name), new SeededDraws(1)));
            }
            StepContext context = new StepContext(engine, null, new SeededDraws(1), auxiliaries, null, null, Map.of());
            context.begin(0);
            int[] y = Arrays.stream(golden.input("y_l").data())
                    .mapToInt(label -> (int) label)
                    .toArray();
            long[] ids = LongStream.range(0, y.length).toArray();
            context.labelled().set(0, Numbers.toFloat(golden.input("x_l").data()), y, null, ids, y.length);
            context.unlabelled().set(0, null, null, null, null, 0);
            double total = (hinge ? new SquaredHinge() : new CrossEntropy()).apply(context);
            golden.verify("loss.out", total);
            for (String name : taps.keySet()) {
                double excess = side(name).apply(context);
                double loss = golden.expectedTensor("loss." + name).data()[0];
                golden.compare(
                        name, new double[] {weights.get(name) * Math.max(0, loss - threshold)}, new double[] {excess});
                total += excess;
            }
            golden.verify("loss.total", total);
            context.backward();
            verifyGradients(engine, names);
            heads.forEach((name, head) -> verifyGradients(head, List.of(name + ".w", name + ".b")));
            float[] dx = new float[golden.input("x_l").data().length];
            context.labelled().pass().backward(dx);
            golden.verify("grad.x_l", dx);
        }

        private void verifyGradients(NetworkEngine engine, List<String> names) {
            Network network = engine.plan().network();
            float[] gradient = new float[network.parameterCount()];
            engine.gradient(gradient);
            for (int i = 0; i < names.size(); i++) {
                golden.verify(
                        "grad." + names.get(i),
                        SmallGraphCase.slice(
                                Numbers.toDouble(gradient), network.parameters().get(i)));
            }
        }
    }
}
