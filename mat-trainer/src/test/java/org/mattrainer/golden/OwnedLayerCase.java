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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Reshape;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.Upsample2d;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;
import org.mattrainer.reference.ReferenceNetwork;

/** A layer that reads one value and has settings, parameters, running statistics or random numbers of its own. */
final class OwnedLayerCase implements GraphCase {

    private static final Tap Y = new Tap("y");

    private final GoldenCase golden;
    private final GoldenTensor x;
    /** Golden names of the parameters and statistics in canonical order. */
    private final List<String> parameters = new ArrayList<>();

    private final List<String> statistics = new ArrayList<>();
    private double epsilon;
    private final Network network;

    OwnedLayerCase(GoldenCase golden) {
        this.golden = golden;
        this.x = golden.input("x");
        Layer layer = layer();
        if (layer instanceof WeightedLayer weighted && isNormalised()) {
            assertEquals(epsilon, weighted.epsilon());
        }
        this.network = new Network(GraphCase.shape(x), List.of(Node.of(layer, Node.INPUT)), Map.of(Y, 0));
    }

    private Layer layer() {
        switch (golden.op()) {
            case "gaussian_noise":
                return new AdditiveNoise((float) golden.number("std"));
            case "channel_affine":
                Stream.of("beta", "gamma").filter(golden::hasInput).forEach(parameters::add);
                return new ChannelAffine(golden.hasInput("gamma"));
            case "conv_transpose2d":
                return weighted(ConvTranspose2d.builder(weight().dimension(1)))
                        .kernelSize(weight().dimension(2))
                        .stride(golden.integer("stride"))
                        .padding(golden.integer("pad"))
                        .outputPadding(golden.integer("output_pad"))
                        .build();
            case "conv2d":
                return weighted(Conv2d.builder(weight().dimension(0)))
                        .kernelSize(weight().dimension(2))
                        .stride(golden.integer("stride"))
                        .padding(golden.integer("pad"))
                        .build();
            case "dense":
                return weighted(Linear.builder(weight().dimension(0))).build();
            case "upsample2d":
                return new Upsample2d(golden.integer("factor"));
            case "reshape":
                int[] shape = golden.integers("shape");
                return new Reshape(shape[0], shape[1], shape[2]);
            case "batchnorm_plain":
                statistics.addAll(List.of("mean", "var"));
                return new BatchNorm2d((float) golden.number("eps"), (float) golden.number("decay"), false);
            case "batchnorm_mean_only":
                parameters.add("beta");
                statistics.add("mean");
                return BatchNorm2d.meanOnly((float) golden.number("decay"));
            default:
                throw golden.unknownOperation();
        }
    }

    private GoldenTensor weight() {
        return golden.input(isNormalised() ? "v" : "w");
    }

    private boolean isNormalised() {
        return golden.hasAttr("weight_norm") && golden.flag("weight_norm");
    }

    /** Sets what layers with weights have in common and notes their parameters. */
    private <B extends WeightedLayer.Builder<?, B>> B weighted(B builder) {
        Stream.of("w", "v", "b", "g").filter(golden::hasInput).forEach(parameters::add);
        if (isNormalised()) {
            epsilon = golden.number("wn_eps");
            boolean trained = golden.hasInput("g");
            if (!trained) {
                parameters.add(GraphBuilder.UNIT_LENGTH);
            }
            builder.weightNorm(trained ? WeightNorm.TRAINED_LENGTH : WeightNorm.FIXED_LENGTH);
        }
        return builder.bias(golden.hasInput("b"));
    }

    private double[] values(ParameterSpec spec, String name) {
        if (name.equals(GraphBuilder.UNIT_LENGTH)) {
            double[] ones = new double[spec.size()];
            Arrays.fill(ones, 1);
            return ones;
        }
        return golden.input(name).data();
    }

    private double[] gather(List<ParameterSpec> specs, List<String> names) {
        if (specs.size() != names.size()) {
            throw new AssertionError(golden + ": expected tensors " + names + ", found " + specs);
        }
        return IntStream.range(0, specs.size())
                .mapToObj(i -> values(specs.get(i), names.get(i)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private ReferenceNetwork.Mode mode() {
        if (golden.hasInput("random")) {
            return new ReferenceNetwork.Mode(
                    true, false, Map.of(0, golden.input("random").data()));
        }
        String mode = golden.hasAttr("mode") ? golden.choice("mode", "train", "train_no_update", "eval") : "eval";
        return new ReferenceNetwork.Mode(!mode.equals("eval"), mode.equals("train"), Map.of());
    }

    @Override
    public GraphProbe probe() {
        double[] upstream = golden.upstream("y").data();
        return new GraphProbe(
                network,
                gather(network.parameters(), parameters),
                gather(network.statistics(), statistics),
                x.data(),
                x.dimension(0),
                golden.input("dot.x").data(),
                mode(),
                values -> Map.of(Y, upstream));
    }

    @Override
    public void verify(GraphProbe.Answer answer) {
        golden.verify("y", answer.values().get(Y));
        golden.verify("dot.y", answer.changes().get(Y));
        golden.verifyGradient("x", answer.input());
        for (int i = 0; i < parameters.size(); i++) {
            double[] gradient =
                    SmallGraphCase.slice(answer.gradient(), network.parameters().get(i));
            if (parameters.get(i).equals(GraphBuilder.UNIT_LENGTH)) {
                assertArrayEquals(new double[gradient.length], gradient, "lengths that stay");
            } else {
                golden.verifyGradient(parameters.get(i), gradient);
            }
        }
        for (int i = 0; i < statistics.size(); i++) {
            golden.verify(
                    statistics.get(i) + "_after",
                    SmallGraphCase.slice(
                            answer.statistics(), network.statistics().get(i)));
        }
    }
}
