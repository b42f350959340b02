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
package org.mattrainer.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mattrainer.nn.Add;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ChannelScale;
import org.mattrainer.nn.Concatenate;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.Gate;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LayerVisitor;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Reparameterise;
import org.mattrainer.nn.Reshape;
import org.mattrainer.nn.ShortcutPad;
import org.mattrainer.nn.Sigmoid;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Softmax;
import org.mattrainer.nn.Softplus;
import org.mattrainer.nn.Tanh;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.nn.Upsample2d;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXRef;

/** Adds one layer, as it predicts, behind values of the graph, and gives the value of its output. */
final class LayerNodes implements LayerVisitor<ONNXRef<?>> {

    private final List<ONNXRef<?>> inputs;
    private final ONNXRef<?> input;
    private final TensorShape shape;
    private final List<ONNXRef<?>> parameters;
    private final List<ONNXRef<?>> statistics;

    /**
     * For one layer.
     *
     * @param inputs what the layer reads
     * @param shape the shape of the first of them without the batch
     * @param parameters the layer's own parameters in their order
     * @param statistics its running statistics in their order
     */
    private LayerNodes(
            List<ONNXRef<?>> inputs, TensorShape shape, List<ONNXRef<?>> parameters, List<ONNXRef<?>> statistics) {
        this.inputs = inputs;
        this.input = inputs.get(0);
        this.shape = shape;
        this.parameters = parameters;
        this.statistics = statistics;
    }

    /** For the layer of some index, whose tensors are found in the flat arrays of its network. */
    static LayerNodes of(List<ONNXRef<?>> inputs, TensorShape shape, TrainedLayer layer) {
        ONNXRef<?> graph = inputs.get(0);
        return new LayerNodes(
                inputs,
                shape,
                tensors(graph, layer.parameterSpecs(), layer.parameters()),
                tensors(graph, layer.statisticSpecs(), layer.statistics()));
    }

    private static List<ONNXRef<?>> tensors(ONNXRef<?> graph, List<ParameterSpec> specs, float[] values) {
        List<ONNXRef<?>> tensors = new ArrayList<>();
        for (ParameterSpec spec : specs) {
            tensors.add(Tensors.of(graph, spec.name(), spec.tensor().shape(), values, spec.offset()));
        }
        return tensors;
    }

    @Override
    public ONNXRef<?> visit(AvgPool2d layer) {
        return value(
                layer,
                map().apply(
                                ImageOperators.AVERAGE_POOL,
                                Map.of(
                                        "kernel_shape", Tensors.both(layer.kernelSize()),
                                        "strides", Tensors.both(layer.stride()))));
    }

    @Override
    public ONNXRef<?> visit(BatchNorm2d layer) {
        if (layer.meanOnly()) {
            return input.apply(ONNXOperators.SUB, broadcast(statistics.get(0)))
                    .apply(ONNXOperators.ADD, broadcast(parameters.get(0)));
        }
        List<ONNXRef<?>> tensors = new ArrayList<>(parameters);
        if (!layer.affine()) {
            tensors.add(constant("unit_scale", 1));
            tensors.add(constant("no_shift", 0));
        }
        tensors.addAll(statistics);
        return one(input.apply(
                ImageOperators.BATCH_NORMALIZATION,
                tensors,
                List.of("normalised"),
                Map.of("epsilon", layer.epsilon())));
    }

    @Override
    public ONNXRef<?> visit(Conv2d layer) {
        int padding = layer.padding();
        return value(
                layer,
                one(map().apply(
                                ImageOperators.CONV,
                                parameters,
                                List.of("convolved"),
                                Map.of(
                                        "kernel_shape", Tensors.both(layer.kernelSize()),
                                        "strides", Tensors.both(layer.stride()),
                                        "pads", new int[] {padding, padding, padding, padding}))));
    }

    /** Dropout is for training only. */
    @Override
    public ONNXRef<?> visit(Dropout layer) {
        return input;
    }

    @Override
    public ONNXRef<?> visit(Flatten layer) {
        return flat(input);
    }

    @Override
    public ONNXRef<?> visit(GlobalAvgPool2d layer) {
        return flat(map().apply(ImageOperators.GLOBAL_AVERAGE_POOL));
    }

    @Override
    public ONNXRef<?> visit(LeakyRelu layer) {
        return input.apply(ImageOperators.LEAKY_RELU, Map.of("alpha", layer.slope()));
    }

    @Override
    public ONNXRef<?> visit(Linear layer) {
        return one(input.apply(ONNXOperators.GEMM, parameters, List.of("linear"), Map.of("transB", 1)));
    }

    @Override
    public ONNXRef<?> visit(MaxPool2d layer) {
        return value(
                layer,
                map().apply(
                                ImageOperators.MAX_POOL,
                                Map.of(
                                        "kernel_shape", Tensors.both(layer.kernelSize()),
                                        "strides", Tensors.both(layer.stride()),
                                        "ceil_mode", layer.ceilMode() ? 1 : 0)));
    }

    @Override
    public ONNXRef<?> visit(PRelu layer) {
        return input.apply(ImageOperators.PRELU, broadcast(parameters.get(0)));
    }

    @Override
    public ONNXRef<?> visit(Relu layer) {
        return input.apply(ImageOperators.RELU);
    }

    @Override
    public ONNXRef<?> visit(Sigmoid layer) {
        return input.apply(ONNXOperators.SIGMOID);
    }

    @Override
    public ONNXRef<?> visit(Tanh layer) {
        return input.apply(ImageOperators.TANH);
    }

    @Override
    public ONNXRef<?> visit(Softplus layer) {
        return input.apply(ImageOperators.SOFTPLUS);
    }

    @Override
    public ONNXRef<?> visit(Add layer) {
        ONNXRef<?> sum = input;
        for (ONNXRef<?> other : inputs.subList(1, inputs.size())) {
            sum = sum.apply(ONNXOperators.ADD, other);
        }
        return sum;
    }

    @Override
    public ONNXRef<?> visit(Concatenate layer) {
        return one(input.apply(
                ONNXOperators.CONCAT, inputs.subList(1, inputs.size()), List.of("joined"), Map.of("axis", 1)));
    }

    /** t h + (1 - t) x as t (h - x) + x. */
    @Override
    public ONNXRef<?> visit(Gate layer) {
        ONNXRef<?> x = inputs.get(2);
        return inputs.get(1)
                .apply(ONNXOperators.SUB, x)
                .apply(ONNXOperators.MUL, input)
                .apply(ONNXOperators.ADD, x);
    }

    /** A convolution with one pixel of weights 0 and 1. */
    @Override
    public ONNXRef<?> visit(ShortcutPad layer) {
        float[] weights = new float[layer.channels() * shape.channels()];
        for (int c = 0; c < shape.channels(); c++) {
            weights[c * shape.channels() + c] = 1;
        }
        List<Integer> size = List.of(layer.channels(), shape.channels(), 1, 1);
        return value(
                layer,
                one(map().apply(
                                ImageOperators.CONV,
                                List.of(Tensors.of(input, "selection", size, weights, 0)),
                                List.of("shortcut"),
                                Map.of("kernel_shape", Tensors.both(1), "strides", Tensors.both(layer.stride())))));
    }

    @Override
    public ONNXRef<?> visit(ChannelAffine layer) {
        ONNXRef<?> shifted = input.apply(ONNXOperators.ADD, broadcast(parameters.get(0)));
        return layer.scale() ? shifted.apply(ONNXOperators.MUL, broadcast(parameters.get(1))) : shifted;
    }

    @Override
    public ONNXRef<?> visit(ChannelScale layer) {
        ONNXRef<?> scaled = input.apply(ONNXOperators.MUL, broadcast(parameters.get(0)));
        return layer.shift() ? scaled.apply(ONNXOperators.ADD, broadcast(parameters.get(1))) : scaled;
    }

    @Override
    public ONNXRef<?> visit(Slice layer) {
        TensorShape out = layer.outputShape(shape);
        int[] places =
                IntStream.range(layer.offset(), layer.offset() + out.size()).toArray();
        ONNXRef<?> row =
                flat(input).apply(ONNXOperators.GATHER, Tensors.longs(input, "places", places), Map.of("axis", 1));
        return out.isVector()
                ? row
                : row.apply(
                        ImageOperators.RESHAPE,
                        Tensors.longs(input, "part_shape", Tensors.batchOf(out.channels(), out.height(), out.width())));
    }

    /** Noise is for training only. */
    @Override
    public ONNXRef<?> visit(AdditiveNoise layer) {
        return input;
    }

    @Override
    public ONNXRef<?> visit(Softmax layer) {
        return input.apply(ONNXOperators.SOFTMAX, Map.of("axis", 1));
    }

    @Override
    public ONNXRef<?> visit(ConvTranspose2d layer) {
        int padding = layer.padding();
        return value(
                layer,
                one(map().apply(
                                ImageOperators.CONV_TRANSPOSE,
                                parameters,
                                List.of("enlarged"),
                                Map.of(
                                        "kernel_shape", Tensors.both(layer.kernelSize()),
                                        "strides", Tensors.both(layer.stride()),
                                        "output_padding", Tensors.both(layer.outputPadding()),
                                        "pads", new int[] {padding, padding, padding, padding}))));
    }

    /** Each channel by itself through a transposed convolution with weights of 1. */
    @Override
    public ONNXRef<?> visit(Upsample2d layer) {
        int factor = layer.factor();
        float[] ones = new float[shape.channels() * factor * factor];
        Arrays.fill(ones, 1);
        List<Integer> size = List.of(shape.channels(), 1, factor, factor);
        return value(
                layer,
                one(map().apply(
                                ImageOperators.CONV_TRANSPOSE,
                                List.of(Tensors.of(input, "copies", size, ones, 0)),
                                List.of("repeated"),
                                Map.of(
                                        "kernel_shape", Tensors.both(factor),
                                        "strides", Tensors.both(factor),
                                        "group", shape.channels()))));
    }

    /**
     * The mean.
     *
     * @throws UnsupportedOperationException if predictions are means over samples, which are no part of the graph
     */
    @Override
    public ONNXRef<?> visit(Reparameterise layer) {
        if (layer.samples() > 0) {
            throw new UnsupportedOperationException(
                    "Expected a network that predicts without samples, found " + layer.samples() + " of " + layer);
        }
        return input;
    }

    @Override
    public ONNXRef<?> visit(Reshape layer) {
        TensorShape out = layer.outputShape(shape);
        return out.isVector() ? flat(input) : reshaped(out);
    }

    /**
     * Decoders are no part of a model, and values that fall on one place are not added by the operator of ONNX.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public ONNXRef<?> visit(MaxUnpool2d layer) {
        throw new UnsupportedOperationException("Expected layers that ONNX has, found " + layer);
    }

    /** One value for each channel, for all rows and columns. */
    private ONNXRef<?> broadcast(ONNXRef<?> values) {
        return shape.isVector()
                ? values
                : values.apply(ImageOperators.RESHAPE, Tensors.longs(input, "channel_shape", shape.channels(), 1, 1));
    }

    private ONNXRef<?> constant(String name, float value) {
        float[] values = new float[shape.channels()];
        Arrays.fill(values, value);
        return Tensors.of(input, name, List.of(values.length), values, 0);
    }

    /** What is read, as a map [n,c,h,w]: vectors are [n,c] in the graph, also those that are maps of one pixel here. */
    private ONNXRef<?> map() {
        return shape.isVector() ? reshaped(shape) : input;
    }

    private ONNXRef<?> reshaped(TensorShape to) {
        return input.apply(
                ImageOperators.RESHAPE,
                Tensors.longs(input, "map_shape", Tensors.batchOf(to.channels(), to.height(), to.width())));
    }

    /** What a layer made of a map, as a vector if it is one. */
    private ONNXRef<?> value(Layer layer, ONNXRef<?> made) {
        return layer.outputShape(shape).isVector() ? flat(made) : made;
    }

    /** A vector [n,c] of each example. */
    static ONNXRef<?> flat(ONNXRef<?> value) {
        return value.apply(ImageOperators.FLATTEN, Map.of("axis", 1));
    }

    private static ONNXRef<?> one(List<? extends ONNXRef<?>> outputs) {
        return outputs.get(0);
    }
}
