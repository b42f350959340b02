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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.mattrainer.nn.TensorShape;
import org.mattrainer.reference.NetworkProbe;
import org.mattrainer.reference.ReferenceNetwork;

/** A single layer as a network: the layer, a flattening whose output is the latent vector, and a classifier of zeros. */
final class LayerCase {

    private final GoldenCase golden;
    private final GoldenTensor x;
    private final TensorShape shape;
    private final Layer layer;
    /** Golden names of the layer's parameters in canonical order. */
    private final List<String> names = new ArrayList<>();

    LayerCase(GoldenCase golden) {
        this.golden = golden;
        this.x = golden.input("x");
        if (x.rank() != 2 && x.rank() != 4) {
            throw new AssertionError(golden + ": expected x with 2 or 4 dimensions, found " + x.shape());
        }
        this.shape = x.rank() == 2
                ? TensorShape.vector(x.dimension(1))
                : new TensorShape(x.dimension(1), x.dimension(2), x.dimension(3));
        this.layer = layer();
    }

    private Layer layer() {
        switch (golden.op()) {
            case "conv2d":
                GoldenTensor w = golden.input("w");
                if (w.rank() != 4 || w.dimension(1) != shape.channels() || w.dimension(2) != w.dimension(3)) {
                    throw new AssertionError(golden + ": expected [out, in, k, k], found " + w.shape());
                }
                return new Conv2d(
                        w.dimension(0), w.dimension(2), golden.integer("stride"), golden.integer("pad"), weights());
            case "maxpool2d":
                return new MaxPool2d(golden.integer("kernel"), golden.integer("stride"), golden.flag("ceil"));
            case "avgpool2d":
                return new AvgPool2d(golden.integer("kernel"), golden.integer("stride"));
            case "global_avgpool":
                return new GlobalAvgPool2d();
            case "prelu":
                names.add("a");
                return new PRelu(0.25f);
            case "leaky_relu":
                return new LeakyRelu((float) golden.number("slope"));
            case "dense":
                return new Linear(golden.input("w").dimension(0), weights());
            case "dropout":
                return new Dropout((float) golden.number("keep"));
            case "batchnorm":
                names.addAll(List.of("gamma", "beta"));
                return new BatchNorm2d((float) golden.number("eps"), (float) golden.number("decay"));
            default:
                throw golden.unknownOperation();
        }
    }

    /** Notes weight and bias and says whether there is a bias. */
    private boolean weights() {
        names.add("w");
        if (golden.hasInput("b")) {
            names.add("b");
        }
        return golden.hasInput("b");
    }

    /** The case as a question to any implementation of networks. */
    NetworkProbe probe() {
        Network network = new Network(shape, List.of(layer, new Flatten(), new Linear(1, false)), 2);
        double[] parameters = new double[network.parameterCount()];
        parameterSlots(network).forEach((name, spec) -> {
            double[] values = golden.input(name).data();
            for (int i = 0; i < spec.size(); i++) {
                parameters[spec.offset() + i] = values.length == 1 ? values[0] : values[i];
            }
        });
        int n = x.dimension(0);
        double[] upstream =
                golden.hasUpstream("y") ? golden.upstream("y").data() : new double[n * network.latentSize()];
        if (upstream.length != n * network.latentSize()) {
            throw new AssertionError(golden + ": expected y of " + n + " x " + network.shape(1) + ", found "
                    + upstream.length + " upstream values");
        }
        return new NetworkProbe(
                network,
                parameters,
                statistics(),
                x.data(),
                n,
                mode(),
                upstream,
                new double[n],
                new double[x.data().length]);
    }

    private Map<String, ParameterSpec> parameterSlots(Network network) {
        Map<String, ParameterSpec> slots = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            ParameterSpec spec = network.parameters().get(i);
            int given = golden.input(names.get(i)).data().length;
            boolean shared = layer instanceof PRelu && given == 1;
            if (spec.layer() != 0 || given != spec.size() && !shared) {
                throw new AssertionError(golden + ": expected " + spec + ", found " + given + " values");
            }
            slots.put(names.get(i), spec);
        }
        return slots;
    }

    private double[] statistics() {
        if (!(layer instanceof BatchNorm2d)) {
            return new double[0];
        }
        double[] statistics = Arrays.copyOf(golden.input("mean").data(), 2 * shape.channels());
        System.arraycopy(golden.input("var").data(), 0, statistics, shape.channels(), shape.channels());
        return statistics;
    }

    private ReferenceNetwork.Mode mode() {
        if (layer instanceof Dropout) {
            return new ReferenceNetwork.Mode(
                    true, false, Map.of(0, golden.input("mask").data()));
        }
        if (layer instanceof BatchNorm2d) {
            String mode = golden.choice("mode", "train", "train_no_update", "eval");
            return new ReferenceNetwork.Mode(!mode.equals("eval"), mode.equals("train"), Map.of());
        }
        return ReferenceNetwork.Mode.TRAINING;
    }

    /** Holds an answer to all that the case expects. */
    void verify(NetworkProbe probe, NetworkProbe.Answer answer) {
        golden.verify("y", answer.latent());
        golden.verifyGradient("x", answer.input());
        parameterSlots(probe.network()).forEach((name, spec) -> {
            double[] gradient = Arrays.copyOfRange(answer.parameters(), spec.offset(), spec.offset() + spec.size());
            boolean shared = golden.input(name).data().length == 1;
            golden.verifyGradient(
                    name, shared ? new double[] {Arrays.stream(gradient).sum()} : gradient);
        });
        if (layer instanceof BatchNorm2d) {
            int channels = shape.channels();
            golden.verify("mean_after", Arrays.copyOf(answer.statistics(), channels));
            golden.verify("var_after", Arrays.copyOfRange(answer.statistics(), channels, 2 * channels));
        }
        golden.finish();
    }
}
