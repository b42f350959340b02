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
package org.mattrainer.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An immutable description of a feed-forward network: a graph of layers in an order in which they can be computed, and
 * taps, the named outputs that are read. A classifier has the taps {@link Tap#LATENT}, the latent vector z, and
 * {@link Tap#LOGITS}. All parameters form one flat float array in the order of {@link #parameters()}, all running
 * statistics another in the order of {@link #statistics()}.
 */
public final class Network {

    private final TensorShape input;
    private final List<Node> nodes;
    private final List<Layer> layers;
    private final Map<Tap, Integer> taps;
    private final List<TensorShape> shapes;
    private final List<ParameterSpec> parameters;
    private final List<ParameterSpec> statistics;
    private final boolean batchStatistics;

    /**
     * A classifier whose layers follow one another: z = trunk(x), o = classifier(z).
     *
     * @param input shape of one example
     * @param layers the layers in order, at least one after the latent index
     * @param latentIndex number of layers that make up the trunk, whose output is the latent vector
     * @throws IllegalArgumentException as the other constructor does
     */
    public Network(TensorShape input, List<? extends Layer> layers, int latentIndex) {
        this(input, chain(layers), classifierTaps(layers.size(), latentIndex));
    }

    /**
     * Checks that the layers fit together.
     *
     * @param input shape of one example
     * @param nodes the layers and what they read, at least one
     * @param taps the nodes whose outputs can be read, at least one, in the order in which passes list them
     * @throws IllegalArgumentException if a layer does not fit its inputs, a node reads none or a later one, a tap names
     *     no node, the latent or the logits are no vector, or there are too many layers, values between two layers, or
     *     parameters; the message names the layer
     */
    public Network(TensorShape input, List<Node> nodes, Map<Tap, Integer> taps) {
        this.input = Objects.requireNonNull(input);
        if (nodes.size() > Sizes.MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "Expected at most " + Sizes.MOST_LAYERS + " layers, found " + nodes.size());
        }
        this.nodes = List.copyOf(nodes);
        this.layers = this.nodes.stream().map(Node::layer).toList();
        this.taps = Collections.unmodifiableMap(new LinkedHashMap<>(taps));
        this.shapes = new ArrayList<>(List.of(input));
        List<ParameterSpec> parameterList = new ArrayList<>();
        List<ParameterSpec> statisticList = new ArrayList<>();
        for (int i = 0; i < this.nodes.size(); i++) {
            Layer layer = layers.get(i);
            List<TensorShape> read = inputShapes(i);
            shapes.add(output(i, layer, read));
            append(parameterList, i, layer, layer.parameters(read.get(0)));
            append(statisticList, i, layer, layer.statistics(read.get(0)));
        }
        this.parameters = List.copyOf(parameterList);
        this.statistics = List.copyOf(statisticList);
        this.batchStatistics = layers.stream().anyMatch(BatchNorm2d.class::isInstance);
        if (taps.isEmpty()) {
            throw new IllegalArgumentException("Expected a tap at least, found none");
        }
        taps.forEach(this::requireTap);
        if (Objects.equals(taps.get(Tap.LATENT), taps.get(Tap.LOGITS)) && taps.containsKey(Tap.LATENT)) {
            throw new IllegalArgumentException("Expected the latent layer to be another than that of the logits, found "
                    + taps.get(Tap.LATENT) + " for both");
        }
    }

    private static List<Node> chain(List<? extends Layer> layers) {
        List<Node> nodes = new ArrayList<>();
        for (Layer layer : layers) {
            nodes.add(Node.of(layer, nodes.size() - 1));
        }
        return nodes;
    }

    private static Map<Tap, Integer> classifierTaps(int layers, int latentIndex) {
        if (latentIndex < 1 || latentIndex >= layers) {
            throw new IllegalArgumentException("Expected the latent layer to be one of the " + layers
                    + " layers but the last, found index " + latentIndex);
        }
        Map<Tap, Integer> taps = new LinkedHashMap<>();
        taps.put(Tap.LATENT, latentIndex - 1);
        taps.put(Tap.LOGITS, layers - 1);
        return taps;
    }

    private List<TensorShape> inputShapes(int node) {
        List<TensorShape> read = new ArrayList<>();
        for (int source : nodes.get(node).inputs()) {
            if (source < Node.INPUT || source >= node) {
                throw new IllegalArgumentException(
                        "Expected node " + node + " to read earlier nodes or the input, found " + source);
            }
            read.add(shape(source + 1));
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException("Expected node " + node + " to read something, found no inputs");
        }
        return read;
    }

    private void requireTap(Tap tap, int node) {
        if (node < 0 || node >= nodes.size()) {
            throw new IllegalArgumentException(
                    "Expected the tap " + tap + " at one of " + nodes.size() + " nodes, found " + node);
        }
        boolean vector = shape(node + 1).isVector();
        if (!vector && (tap.equals(Tap.LATENT) || tap.equals(Tap.LOGITS))) {
            throw new IllegalArgumentException("Expected the " + (tap.equals(Tap.LATENT) ? "latent" : "output")
                    + " of the network to be a vector, found the shape " + shape(node + 1)
                    + ": put a Flatten or a GlobalAvgPool2d before it");
        }
    }

    private static TensorShape output(int index, Layer layer, List<TensorShape> read) {
        try {
            return layer.outputShape(read);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Layer " + index + ", " + layer + ": " + e.getMessage(), e);
        }
    }

    private static void append(List<ParameterSpec> list, int index, Layer layer, List<LayerTensor> tensors) {
        for (LayerTensor tensor : tensors) {
            String name = index + "." + layer.getClass().getSimpleName() + "." + tensor.name();
            int offset = count(list);
            long values = tensor.values();
            if (values > Sizes.MOST_WEIGHTS) {
                throw new IllegalArgumentException("Layer " + index + ", " + layer + ": expected at most "
                        + Sizes.MOST_WEIGHTS + " values of " + tensor.name() + ", found " + values + " "
                        + tensor.shape());
            }
            if (offset + values > Sizes.MOST_PARAMETERS) {
                throw new IllegalArgumentException("Layer " + index + ", " + layer + ": expected at most "
                        + Sizes.MOST_PARAMETERS + " trained values of all layers, found " + (offset + values)
                        + " up to here");
            }
            list.add(new ParameterSpec(index, name, tensor, offset));
        }
    }

    private static int count(List<ParameterSpec> specs) {
        return specs.isEmpty()
                ? 0
                : specs.get(specs.size() - 1).offset()
                        + specs.get(specs.size() - 1).size();
    }

    /**
     * Shape of one example.
     *
     * @return channels x height x width
     */
    public TensorShape input() {
        return input;
    }

    /**
     * The layers and what they read.
     *
     * @return all nodes in order
     */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * The layers of the nodes.
     *
     * @return all layers in order
     */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * The outputs that can be read, by name.
     *
     * @return indices of nodes
     */
    public Map<Tap, Integer> taps() {
        return taps;
    }

    /**
     * The node whose output a tap is.
     *
     * @param tap the tap
     * @return its index
     * @throws IllegalArgumentException if the network has no such tap
     */
    public int node(Tap tap) {
        Integer node = taps.get(tap);
        if (node == null) {
            throw new IllegalArgumentException(
                    "Expected one of the taps " + taps.keySet() + " of " + this + ", found " + tap);
        }
        return node;
    }

    /**
     * Shape of the values of a tap.
     *
     * @param tap the tap
     * @return the shape
     * @throws IllegalArgumentException if the network has no such tap
     */
    public TensorShape shape(Tap tap) {
        return shape(node(tap) + 1);
    }

    /**
     * Shapes of the values.
     *
     * @param index 0 for the input, i + 1 for the output of node i
     * @return the shape
     */
    public TensorShape shape(int index) {
        return shapes.get(index);
    }

    /**
     * Shape of the first value that a node reads.
     *
     * @param node index of the node
     * @return the shape; all that it reads, for layers that are no joins
     */
    public TensorShape inputShape(int node) {
        return shape(nodes.get(node).inputs().get(0) + 1);
    }

    /**
     * Dimension D of the latent space.
     *
     * @return at least 1
     * @throws IllegalArgumentException if the network has no latent vector
     */
    public int latentSize() {
        return shape(Tap.LATENT).channels();
    }

    /**
     * Number M of logits.
     *
     * @return at least 1
     * @throws IllegalArgumentException if the network has no logits
     */
    public int classes() {
        return shape(Tap.LOGITS).channels();
    }

    /**
     * The trained tensors.
     *
     * @return in the order of the nodes, with their offsets in the flat parameter array
     */
    public List<ParameterSpec> parameters() {
        return parameters;
    }

    /**
     * The running statistics.
     *
     * @return in the order of the nodes, with their offsets in the flat statistics array
     */
    public List<ParameterSpec> statistics() {
        return statistics;
    }

    /**
     * Length of the flat parameter array.
     *
     * @return number of trained values
     */
    public int parameterCount() {
        return count(parameters);
    }

    /**
     * Length of the flat statistics array.
     *
     * @return number of running statistics
     */
    public int statisticCount() {
        return count(statistics);
    }

    /**
     * Whether any layer uses statistics of its batch in training.
     *
     * @return true with batch normalisation
     */
    public boolean hasBatchStatistics() {
        return batchStatistics;
    }

    /**
     * The part of the network up to a node, for looking at what is inside. Its parameters and statistics are the first
     * of this network's.
     *
     * @param tap name of the node's output, the only tap of the result
     * @param node index of the node
     * @return the network
     * @throws IllegalArgumentException if there is no such node
     */
    public Network upTo(Tap tap, int node) {
        if (node < 0 || node >= nodes.size()) {
            throw new IllegalArgumentException(
                    "Expected one of the " + nodes.size() + " nodes of " + this + ", found " + node);
        }
        return new Network(input, nodes.subList(0, node + 1), Map.of(tap, node));
    }

    /**
     * Number of samples over which the probabilities of a prediction are averaged.
     *
     * @return the largest that a {@link Reparameterise} has; 0 for one prediction without draws
     */
    public int samples() {
        return layers.stream()
                .mapToInt(layer -> layer instanceof Reparameterise sampled ? sampled.samples() : 0)
                .max()
                .orElse(0);
    }

    /**
     * The same network without some of its taps.
     *
     * @param names taps to leave out; the latent vector and the logits stay
     * @return the network, this one if it has none of them
     */
    public Network without(Set<Tap> names) {
        Map<Tap, Integer> kept = new LinkedHashMap<>(taps);
        kept.keySet().removeIf(tap -> names.contains(tap) && !tap.equals(Tap.LATENT) && !tap.equals(Tap.LOGITS));
        return kept.size() == taps.size() ? this : new Network(input, nodes, kept);
    }

    /**
     * The network in the compact notation, from which {@link NetworkNotation#parse} makes an equal network.
     *
     * @return such as {@code 1x28x28:C5x32-P-...-Z-D10}
     */
    public String notation() {
        return NetworkNotation.format(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network n && notation().equals(n.notation());
    }

    @Override
    public int hashCode() {
        return notation().hashCode();
    }

    @Override
    public String toString() {
        return notation();
    }
}
