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
import java.util.List;
import java.util.Objects;

/**
 * An immutable description of a feed-forward network: z = trunk(x), o = classifier(z). The first {@code latentIndex}
 * layers are the trunk f, whose output is the latent vector z (the last hidden layer); the rest map z to the logits.
 * All parameters form one flat float array in the order of {@link #parameters()}, all running statistics another in
 * the order of {@link #statistics()}.
 */
public final class Network {

    private final TensorShape input;
    private final List<Layer> layers;
    private final int latentIndex;
    private final List<TensorShape> shapes;
    private final List<ParameterSpec> parameters;
    private final List<ParameterSpec> statistics;
    private final boolean batchStatistics;

    /**
     * Checks that the layers fit together.
     *
     * @param input shape of one example
     * @param layers the layers in order, at least one after the latent index
     * @param latentIndex number of layers that make up the trunk
     * @throws IllegalArgumentException if a layer does not fit its input, the latent or the output is no vector, or there
     *     are too many layers, values between two layers, or parameters; the message names the layer
     */
    public Network(TensorShape input, List<? extends Layer> layers, int latentIndex) {
        this.input = Objects.requireNonNull(input);
        this.layers = List.copyOf(layers);
        this.latentIndex = latentIndex;
        if (latentIndex < 1 || latentIndex >= layers.size()) {
            throw new IllegalArgumentException("Expected the latent layer to be one of the " + layers.size()
                    + " layers but the last, found index " + latentIndex);
        }
        if (layers.size() > Sizes.MOST_LAYERS) {
            throw new IllegalArgumentException(
                    "Expected at most " + Sizes.MOST_LAYERS + " layers, found " + layers.size());
        }
        List<TensorShape> shapeList = new ArrayList<>();
        List<ParameterSpec> parameterList = new ArrayList<>();
        List<ParameterSpec> statisticList = new ArrayList<>();
        TensorShape shape = input;
        shapeList.add(shape);
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            TensorShape output = output(i, layer, shape);
            append(parameterList, i, layer, layer.parameters(shape));
            append(statisticList, i, layer, layer.statistics(shape));
            shape = output;
            shapeList.add(shape);
        }
        this.shapes = List.copyOf(shapeList);
        this.parameters = List.copyOf(parameterList);
        this.statistics = List.copyOf(statisticList);
        this.batchStatistics = this.layers.stream().anyMatch(BatchNorm2d.class::isInstance);
        requireVector("latent", shapes.get(latentIndex));
        requireVector("output", shape);
    }

    private static TensorShape output(int index, Layer layer, TensorShape input) {
        try {
            return layer.outputShape(input);
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

    private static void requireVector(String what, TensorShape shape) {
        if (!shape.isVector()) {
            throw new IllegalArgumentException(
                    "Expected the " + what + " of the network to be a vector, found the shape " + shape
                            + ": put a Flatten or a GlobalAvgPool2d before it");
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
     * The layers.
     *
     * @return all layers in order
     */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * Shapes between the layers.
     *
     * @param index 0 for the input, i + 1 for the output of layer i
     * @return the shape
     */
    public TensorShape shape(int index) {
        return shapes.get(index);
    }

    /**
     * Number of layers of the trunk; the latent z is the output of layer {@code latentIndex - 1}.
     *
     * @return the index in [1, layers)
     */
    public int latentIndex() {
        return latentIndex;
    }

    /**
     * Dimension D of the latent space.
     *
     * @return at least 1
     */
    public int latentSize() {
        return shapes.get(latentIndex).channels();
    }

    /**
     * Number M of logits.
     *
     * @return at least 1
     */
    public int classes() {
        return shapes.get(layers.size()).channels();
    }

    /**
     * The trained tensors.
     *
     * @return in layer order, with their offsets in the flat parameter array
     */
    public List<ParameterSpec> parameters() {
        return parameters;
    }

    /**
     * The running statistics.
     *
     * @return in layer order, with their offsets in the flat statistics array
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
     * The first layers as a network of its own, for looking at what is inside: its latent vector is their output, read
     * as (channel, row, column), and a layer of one output without bias stands in for the classifier. Its parameters
     * and statistics are the first of this network's, followed by the weights of that layer.
     *
     * @param count number of layers, at least 1 and at most all of them
     * @return the network
     * @throws IllegalArgumentException if the count is out of range
     */
    public Network head(int count) {
        if (count < 1 || count > layers.size()) {
            throw new IllegalArgumentException(
                    "Expected 1 to " + layers.size() + " layers of " + this + ", found " + count);
        }
        List<Layer> first = new ArrayList<>(layers.subList(0, count));
        if (!shapes.get(count).isVector()) {
            first.add(new Flatten());
        }
        first.add(new Linear(1, false));
        return new Network(input, first, first.size() - 1);
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
