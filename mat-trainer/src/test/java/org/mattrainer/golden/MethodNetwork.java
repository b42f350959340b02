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

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;

/** The classifier of a case of a method: the logits are its last node, the latent vector is what that reads. */
final class MethodNetwork {

    private final GoldenCase golden;
    private final GraphBuilder builder;
    private final Network network;

    /** A network by its graph, for a batch of images. */
    MethodNetwork(GoldenCase golden, String images) {
        this(golden, golden.graph("net"), "x", images, MethodNetwork::classifier);
    }

    private MethodNetwork(
            GoldenCase golden,
            List<GoldenNode> nodes,
            String feed,
            String batch,
            BiFunction<GraphBuilder, Network, Map<Tap, Integer>> taps) {
        this.golden = golden;
        Map<String, List<Integer>> shapes = new HashMap<>();
        golden.inputs("p.")
                .forEach(key -> shapes.put(key.substring(2), golden.input(key).shape()));
        this.builder = new GraphBuilder(shapes);
        builder.name(feed, Node.INPUT);
        if (golden.hasAttr("fixed")) {
            builder.fix(golden.texts("fixed"));
        }
        nodes.forEach(builder::add);
        Network open = builder.build(
                GraphCase.shape(golden.input(batch)),
                List.of(nodes.get(nodes.size() - 1).toString()));
        this.network = new Network(open.input(), open.nodes(), taps.apply(builder, open));
    }

    private static Map<Tap, Integer> classifier(GraphBuilder builder, Network open) {
        int last = open.nodes().size() - 1;
        return classifier(open.nodes().get(last).inputs().get(0), last);
    }

    private static Map<Tap, Integer> classifier(int latent, int logits) {
        Map<Tap, Integer> taps = new LinkedHashMap<>();
        taps.put(Tap.LATENT, latent);
        taps.put(Tap.LOGITS, logits);
        return taps;
    }

    /** The discriminator of a case; the latent vector is a node, null for what the last one reads. */
    static MethodNetwork discriminator(GoldenCase golden, String images, String feature) {
        return new MethodNetwork(
                golden,
                golden.graph("discriminator"),
                "x",
                images,
                (builder, open) -> feature == null
                        ? classifier(builder, open)
                        : classifier(builder.index(feature), open.nodes().size() - 1));
    }

    /** The generator of a case, whose last node is the images. */
    static MethodNetwork generator(GoldenCase golden, String noise) {
        return new MethodNetwork(
                golden,
                golden.graph("generator"),
                "n",
                noise,
                (builder, open) -> Map.of(new Tap("images"), open.nodes().size() - 1));
    }

    Network network() {
        return network;
    }

    /** Indices of the nodes that draw random numbers, by name. */
    Map<String, Integer> drawing() {
        return builder.drawing();
    }

    /** An engine with the parameters and the running statistics of the case. */
    NetworkEngine engine(int capacity, Workers workers) {
        NetworkEngine engine =
                new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), capacity, workers);
        engine.load(parameters());
        EngineProbe.setStatistics(
                engine, Numbers.toDouble(gather(network.statistics(), builder.statistics(), network.statisticCount())));
        return engine;
    }

    /** The parameters of the case in canonical order. */
    float[] parameters() {
        return gather(network.parameters(), builder.parameters(), network.parameterCount());
    }

    private float[] gather(List<ParameterSpec> specs, List<String> names, int size) {
        float[] values = new float[size];
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(GraphBuilder.UNIT_LENGTH)) {
                int start = specs.get(i).offset();
                Arrays.fill(values, start, start + specs.get(i).size(), 1f);
                continue;
            }
            float[] tensor = golden.input("p." + names.get(i)).floats();
            System.arraycopy(tensor, 0, values, specs.get(i).offset(), tensor.length);
        }
        return values;
    }

    /** Compares values per parameter under names with a prefix. */
    void verifyParameters(String prefix, float[] values) {
        verify(prefix, network.parameters(), builder.parameters(), values);
    }

    /** Compares running statistics under names with a prefix. */
    void verifyStatistics(String prefix, float[] values) {
        verify(prefix, network.statistics(), builder.statistics(), values);
    }

    private void verify(String prefix, List<ParameterSpec> specs, List<String> names, float[] values) {
        for (int i = 0; i < names.size(); i++) {
            // What stays as it is has no entry; what has one and is not compared is found by the end of the case.
            if (!golden.expects(prefix + names.get(i))) {
                continue;
            }
            golden.verify(prefix + names.get(i), SmallGraphCase.slice(Numbers.toDouble(values), specs.get(i)));
        }
    }
}
