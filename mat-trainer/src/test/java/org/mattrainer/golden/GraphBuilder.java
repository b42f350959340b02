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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mattrainer.nn.Add;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.Concatenate;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.Gate;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Reshape;
import org.mattrainer.nn.ShortcutPad;
import org.mattrainer.nn.Sigmoid;
import org.mattrainer.nn.Softmax;
import org.mattrainer.nn.Softplus;
import org.mattrainer.nn.Tanh;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.nn.Upsample2d;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/** Makes a network of the nodes of a golden file. */
final class GraphBuilder {

    /** Stands for the name of lengths of 1, which are not in the file. */
    static final String UNIT_LENGTH = "";

    private final Map<String, List<Integer>> shapes;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final List<String> parameters = new ArrayList<>();
    private final List<String> statistics = new ArrayList<>();
    private final Set<String> fixed = new HashSet<>();
    private final Map<String, Integer> drawing = new LinkedHashMap<>();

    /**
     * Begins a network.
     *
     * @param shapes shapes of the parameters by name
     */
    GraphBuilder(Map<String, List<Integer>> shapes) {
        this.shapes = shapes;
    }

    /** Lengths that stay as they are. */
    void fix(List<String> lengths) {
        fixed.addAll(lengths);
    }

    /** The index of a node of the file. */
    int index(String name) {
        return indices.get(name);
    }

    /** Names a value that nodes read. */
    void name(String name, int index) {
        indices.put(name, index);
    }

    /** Adds a node by hand and returns its index. */
    int add(Layer layer, Integer... inputs) {
        nodes.add(Node.of(layer, inputs));
        return nodes.size() - 1;
    }

    /** Adds a node of the file. */
    void add(GoldenNode node) {
        Layer layer = layer(node);
        node.finish();
        nodes.add(new Node(layer, node.inputs().stream().map(indices::get).toList()));
        indices.put(node.toString(), nodes.size() - 1);
    }

    private Layer layer(GoldenNode node) {
        switch (node.op()) {
            case "conv2d":
                List<Integer> w = weight(node);
                return weighted(Conv2d.builder(w.get(0)), node)
                        .kernelSize(w.get(2))
                        .stride(node.integer("stride"))
                        .padding(node.integer("pad"))
                        .build();
            case "dense":
                return weighted(Linear.builder(weight(node).get(0)), node).build();
            case "batchnorm":
                note(node, "gamma");
                note(node, "beta");
                statistics.add(node.tensor("mean"));
                statistics.add(node.tensor("var"));
                return new BatchNorm2d((float) node.number("eps"), (float) node.number("decay"));
            case "batchnorm_plain":
                statistics.add(node.tensor("mean"));
                statistics.add(node.tensor("var"));
                return new BatchNorm2d((float) node.number("eps"), (float) node.number("decay"), false);
            case "channel_affine":
                note(node, "beta");
                return new ChannelAffine(note(node, "gamma"));
            case "conv_transpose2d":
                List<Integer> spread = weight(node);
                return weighted(ConvTranspose2d.builder(spread.get(1)), node)
                        .kernelSize(spread.get(2))
                        .stride(node.integer("stride"))
                        .padding(node.integer("pad"))
                        .outputPadding(node.hasAttr("output_pad") ? node.integer("output_pad") : 0)
                        .build();
            case "max_unpool2d":
                boolean clipped = node.hasAttr("ceil") && node.flag("ceil");
                return new MaxUnpool2d(node.integer("kernel"), node.integer("stride"), clipped);
            case "reshape":
                int[] shape = node.integers("shape");
                return new Reshape(shape[0], shape[1], shape[2]);
            case "upsample2d":
                return new Upsample2d(node.integer("factor"));
            case "gaussian_noise":
                drawing.put(node.toString(), nodes.size());
                return new AdditiveNoise((float) node.number("std"));
            case "dropout":
                drawing.put(node.toString(), nodes.size());
                return new Dropout((float) node.number("keep"));
            case "leaky_relu":
                return new LeakyRelu((float) node.number("slope"));
            case "maxpool2d":
                boolean ceil = node.hasAttr("ceil") && node.flag("ceil");
                return new MaxPool2d(node.integer("kernel"), node.integer("stride"), ceil);
            case "shortcut_pad":
                return new ShortcutPad(node.integer("channels"), node.integer("stride"));
            default:
                return plain(node.op());
        }
    }

    /** A layer without settings and parameters. */
    static Layer plain(String op) {
        switch (op) {
            case "relu":
                return new Relu();
            case "sigmoid":
                return new Sigmoid();
            case "tanh":
                return new Tanh();
            case "softmax":
                return new Softmax();
            case "softplus":
                return new Softplus();
            case "flatten":
                return new Flatten();
            case "global_avgpool":
                return new GlobalAvgPool2d();
            case "add":
                return new Add();
            case "concatenate":
                return new Concatenate();
            case "gate":
                return new Gate();
            default:
                throw new AssertionError("expected a known operation, found " + op);
        }
    }

    private List<Integer> weight(GoldenNode node) {
        String role = isNormalised(node) ? "v" : "w";
        note(node, role);
        return shapes.get(node.tensor(role));
    }

    private static boolean isNormalised(GoldenNode node) {
        return node.hasAttr("weight_norm") && node.flag("weight_norm");
    }

    /** Sets what layers with weights have in common; lengths of 1 without a name where the file has none. */
    private <B extends WeightedLayer.Builder<?, B>> B weighted(B layer, GoldenNode node) {
        layer.bias(note(node, "b"));
        if (isNormalised(node)) {
            node.number("wn_eps");
            boolean trained = note(node, "g");
            if (!trained) {
                parameters.add(UNIT_LENGTH);
            }
            layer.weightNorm(
                    trained && !fixed.contains(node.tensor("g")) ? WeightNorm.TRAINED_LENGTH : WeightNorm.FIXED_LENGTH);
        }
        return layer;
    }

    /** Notes the next parameter in canonical order, if the node has it. */
    private boolean note(GoldenNode node, String role) {
        String name = node.tensor(role);
        if (name != null) {
            parameters.add(name);
        }
        return name != null;
    }

    /** The network, whose taps have the names of nodes. */
    Network build(TensorShape input, List<String> taps) {
        Map<Tap, Integer> tapped = new LinkedHashMap<>();
        taps.forEach(tap -> tapped.put(new Tap(tap), indices.get(tap)));
        return new Network(input, nodes, tapped);
    }

    /** Names of the parameters in canonical order. */
    List<String> parameters() {
        return parameters;
    }

    /** Indices of the nodes that draw random numbers, by name. */
    Map<String, Integer> drawing() {
        return drawing;
    }

    /** Names of the running statistics in canonical order. */
    List<String> statistics() {
        return statistics;
    }
}
