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
import java.util.function.ToDoubleFunction;
import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.TensorShape;

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

    /** How a batch goes through: dropout masks are [n, size] by layer index; a dropout layer without mask is inactive. */
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
        List<ReferenceLayer> layers = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            layers.add(layer(i, mode));
        }
        ReferencePass pass = new ReferencePass(layers, network.latentIndex(), network.parameterCount(), x, n);
        for (int i = 0; mode.updateStatistics() && i < layers.size(); i++) {
            if (layers.get(i) instanceof ReferenceBatchNorm batchNorm) {
                float decay = ((BatchNorm2d) network.layers().get(i)).decay();
                batchNorm.updateStatistics(pass.activation(i), setting.applyAsDouble(decay));
            }
        }
        return pass;
    }

    private ReferenceLayer layer(int index, Mode mode) {
        Layer layer = network.layers().get(index);
        TensorShape in = network.shape(index);
        TensorShape out = network.shape(index + 1);
        int offset = offset(network.parameters(), index);
        if (layer instanceof Conv2d conv) {
            return new ReferenceConv2d(conv, in, parameters, offset);
        } else if (layer instanceof Linear linear) {
            return new ReferenceLinear(linear, in.size(), parameters, offset);
        } else if (layer instanceof BatchNorm2d batchNorm) {
            return new ReferenceBatchNorm(
                    in,
                    setting.applyAsDouble(batchNorm.epsilon()),
                    mode.batchStatistics(),
                    parameters,
                    offset,
                    statistics,
                    offset(network.statistics(), index));
        } else if (layer instanceof MaxPool2d pool) {
            return new ReferencePool(in, out, pool.kernelSize(), pool.kernelSize(), pool.stride(), true);
        } else if (layer instanceof AvgPool2d pool) {
            return new ReferencePool(in, out, pool.kernelSize(), pool.kernelSize(), pool.stride(), false);
        } else if (layer instanceof GlobalAvgPool2d) {
            return new ReferencePool(in, out, in.height(), in.width(), 1, false);
        } else if (layer instanceof PRelu) {
            return ReferenceRectifier.trained(in, parameters, offset);
        } else if (layer instanceof LeakyRelu leaky) {
            return ReferenceRectifier.fixed(in, setting.applyAsDouble(leaky.slope()));
        } else if (layer instanceof Relu) {
            return ReferenceRectifier.fixed(in, 0);
        } else if (layer instanceof Dropout dropout) {
            return new ReferenceScaling(mode.masks().get(index), setting.applyAsDouble(dropout.keep()));
        } else if (layer instanceof Flatten) {
            return new ReferenceScaling(null, 1);
        }
        throw new IllegalArgumentException("Expected a known layer, found " + layer);
    }

    private static int offset(List<ParameterSpec> specs, int layer) {
        return specs.stream()
                .filter(spec -> spec.layer() == layer)
                .mapToInt(ParameterSpec::offset)
                .findFirst()
                .orElse(-1);
    }
}
