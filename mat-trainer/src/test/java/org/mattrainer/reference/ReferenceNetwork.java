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
package org.mattrainer.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
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
import org.mattrainer.nn.LayerVisitor;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.Network;
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
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/** A network in double precision: a description with the numbers that belong to it. */
public final class ReferenceNetwork {

    private final Network network;
    private final double[] parameters;
    private final double[] statistics;
    private final ToDoubleFunction<Float> setting;

    /**
     * A network whose settings (slopes, decays) are the decimal numbers that were written for them: 0.1 and not the
     * nearest float to it.
     */
    public ReferenceNetwork(Network network, double[] parameters, double[] statistics) {
        this(network, parameters, statistics, value -> Double.parseDouble(Float.toString(value)));
    }

    /**
     * A network.
     *
     * @param network the description
     * @param parameters flat, in canonical order; read at every pass
     * @param statistics flat, in canonical order; changed by passes that update statistics
     * @param setting turns a setting of a layer into the number to compute with
     */
    public ReferenceNetwork(
            Network network, double[] parameters, double[] statistics, ToDoubleFunction<Float> setting) {
        if (parameters.length != network.parameterCount() || statistics.length != network.statisticCount()) {
            throw new IllegalArgumentException(
                    "Expected " + network.parameterCount() + " parameters and " + network.statisticCount()
                            + " statistics, found " + parameters.length + " and " + statistics.length);
        }
        this.network = network;
        this.parameters = parameters;
        this.statistics = statistics;
        this.setting = setting;
    }

    /** How a batch goes through: dropout masks and noise are [n, size] by layer index; such a layer without numbers is inactive. */
    public record Mode(boolean batchStatistics, boolean updateStatistics, Map<Integer, double[]> masks) {

        /** Evaluation mode. */
        public static final Mode EVALUATION = new Mode(false, false, Map.of());

        /** Training mode without dropout and with the running statistics left alone. */
        public static final Mode TRAINING = new Mode(true, false, Map.of());
    }

    /** The description. */
    public Network network() {
        return network;
    }

    /** The live parameters. */
    public double[] parameters() {
        return parameters;
    }

    /** The live running statistics. */
    public double[] statistics() {
        return statistics;
    }

    /** The same network with other parameters and a copy of the statistics. */
    public ReferenceNetwork with(double[] otherParameters) {
        return new ReferenceNetwork(network, otherParameters, statistics.clone(), setting);
    }

    /** Sends a batch [n, c, h, w] through the network. */
    public ReferencePass forward(double[] x, int n, Mode mode) {
        if (x.length != n * network.input().size()) {
            throw new IllegalArgumentException(
                    "Expected " + n + " examples of " + network.input() + ", found " + x.length + " values");
        }
        List<ReferenceNode> layers = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            layers.add(layer(i, mode));
        }
        ReferencePass pass = new ReferencePass(network, layers, x, n);
        for (int i = 0; mode.updateStatistics() && i < layers.size(); i++) {
            if (layers.get(i) instanceof ReferenceBatchNorm batchNorm) {
                float decay = ((BatchNorm2d) network.layers().get(i)).decay();
                batchNorm.updateStatistics(pass.activation(i), setting.applyAsDouble(decay));
            }
        }
        return pass;
    }

    private ReferenceNode layer(int index, Mode mode) {
        return network.layers().get(index).accept(new Factory(index, mode));
    }

    private static int offset(List<ParameterSpec> specs, int layer) {
        return specs.stream()
                .filter(spec -> spec.layer() == layer)
                .mapToInt(ParameterSpec::offset)
                .findFirst()
                .orElse(-1);
    }

    /** Makes the reference of a layer. */
    private final class Factory implements LayerVisitor<ReferenceNode> {

        private final int index;
        private final Mode mode;
        private final TensorShape in;
        private final TensorShape out;
        private final int offset;

        Factory(int index, Mode mode) {
            this.index = index;
            this.mode = mode;
            this.in = network.inputShape(index);
            this.out = network.shape(index + 1);
            this.offset = offset(network.parameters(), index);
        }

        /** A layer of weights that begin somewhere in an array, which may have to be normalised before. */
        private ReferenceNode weighted(
                WeightedLayer layer, int inner, BiFunction<double[], Integer, ReferenceLayer> plain) {
            return layer.weightNorm() == WeightNorm.NONE
                    ? plain.apply(parameters, offset)
                    : new ReferenceWeightNorm(layer, in, parameters, offset, inner, weights -> plain.apply(weights, 0));
        }

        @Override
        public ReferenceNode visit(AvgPool2d layer) {
            return new ReferencePool(in, out, layer.kernelSize(), layer.kernelSize(), layer.stride(), false);
        }

        @Override
        public ReferenceNode visit(BatchNorm2d layer) {
            return new ReferenceBatchNorm(
                    in,
                    setting.applyAsDouble(layer.epsilon()),
                    mode.batchStatistics(),
                    layer.affine(),
                    layer.meanOnly(),
                    parameters,
                    offset,
                    statistics,
                    offset(network.statistics(), index));
        }

        @Override
        public ReferenceNode visit(Conv2d layer) {
            int inner = in.channels() * layer.kernelSize() * layer.kernelSize();
            return weighted(layer, inner, (values, from) -> new ReferenceConv2d(layer, in, values, from));
        }

        @Override
        public ReferenceNode visit(Dropout layer) {
            return new ReferenceScaling(mode.masks().get(index), setting.applyAsDouble(layer.keep()));
        }

        @Override
        public ReferenceNode visit(Flatten layer) {
            return new ReferenceScaling(null, 1);
        }

        @Override
        public ReferenceNode visit(GlobalAvgPool2d layer) {
            return new ReferencePool(in, out, in.height(), in.width(), 1, false);
        }

        @Override
        public ReferenceNode visit(LeakyRelu layer) {
            return ReferenceRectifier.fixed(in, setting.applyAsDouble(layer.slope()));
        }

        @Override
        public ReferenceNode visit(Linear layer) {
            return weighted(layer, in.size(), (values, from) -> new ReferenceLinear(layer, in.size(), values, from));
        }

        @Override
        public ReferenceNode visit(MaxPool2d layer) {
            return new ReferencePool(in, out, layer.kernelSize(), layer.kernelSize(), layer.stride(), true);
        }

        @Override
        public ReferenceNode visit(PRelu layer) {
            return ReferenceRectifier.trained(in, parameters, offset);
        }

        @Override
        public ReferenceNode visit(Relu layer) {
            return ReferenceRectifier.fixed(in, 0);
        }

        @Override
        public ReferenceNode visit(Add layer) {
            return ReferenceJoin.ADD;
        }

        @Override
        public ReferenceNode visit(Concatenate layer) {
            return ReferenceJoin.CONCATENATE;
        }

        @Override
        public ReferenceNode visit(Gate layer) {
            return ReferenceJoin.GATE;
        }

        @Override
        public ReferenceNode visit(ShortcutPad layer) {
            return new ReferenceShortcut(in, out, layer.stride());
        }

        @Override
        public ReferenceNode visit(Sigmoid layer) {
            return ReferenceCurve.SIGMOID;
        }

        @Override
        public ReferenceNode visit(Tanh layer) {
            return ReferenceCurve.TANH;
        }

        @Override
        public ReferenceNode visit(Softplus layer) {
            return ReferenceCurve.SOFTPLUS;
        }

        @Override
        public ReferenceNode visit(ChannelAffine layer) {
            return new ReferenceAffine(in, parameters, offset, layer.scale());
        }

        @Override
        public ReferenceNode visit(ChannelScale layer) {
            return new ReferenceChannelScale(in, parameters, offset, layer.shift());
        }

        @Override
        public ReferenceNode visit(Slice layer) {
            return new ReferenceSlice(in, layer.offset(), out);
        }

        @Override
        public ReferenceNode visit(AdditiveNoise layer) {
            return new ReferenceNoise(mode.masks().get(index), setting.applyAsDouble(layer.deviation()));
        }

        @Override
        public ReferenceNode visit(Softmax layer) {
            return new ReferenceSoftmax(in);
        }

        @Override
        public ReferenceNode visit(ConvTranspose2d layer) {
            int inner = layer.kernelSize() * layer.kernelSize();
            return weighted(layer, inner, (values, from) -> new ReferenceTransposed(layer, in, values, from));
        }

        @Override
        public ReferenceNode visit(MaxUnpool2d layer) {
            return new ReferenceUnpool(in, out, layer.pooling());
        }

        @Override
        public ReferenceNode visit(Reshape layer) {
            return new ReferenceScaling(null, 1);
        }

        @Override
        public ReferenceNode visit(Upsample2d layer) {
            return new ReferenceUpsample(in, layer.factor());
        }

        @Override
        public ReferenceNode visit(Reparameterise layer) {
            return new ReferenceSample(mode.masks().get(index));
        }
    }
}
