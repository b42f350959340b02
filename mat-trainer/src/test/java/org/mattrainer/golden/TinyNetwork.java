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
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.TensorShape;

/** The small network of the golden files, with the names that its tensors have there. Sizes come from the tensors. */
final class TinyNetwork {

    private final GoldenCase golden;
    private final Network network;
    private final int dropoutIndex;
    private final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
    private final Map<String, ParameterSpec> statistics = new LinkedHashMap<>();

    /**
     * Builds it.
     *
     * @param golden the case that holds the parameters {@code p.NAME}
     * @param images the input, [n, c, h, w]
     * @param batchNorm whether there is a batch normalisation
     * @param keep share that dropout keeps, or 0 for a network without dropout layer
     */
    TinyNetwork(GoldenCase golden, GoldenTensor images, boolean batchNorm, double keep) {
        this.golden = golden;
        GoldenTensor conv1 = golden.input("p.conv1.weight");
        List<Layer> layers = new ArrayList<>();
        layers.add(new Conv2d(conv1.dimension(0), conv1.dimension(2), 1, 1, true));
        layers.add(new PRelu(0.25f));
        layers.add(new MaxPool2d(2, 2, false));
        GoldenTensor conv2 = golden.input("p.conv2.weight");
        layers.add(new Conv2d(conv2.dimension(0), conv2.dimension(2), 1, 0, true));
        if (batchNorm) {
            layers.add(batchNorm(golden));
        }
        layers.add(new LeakyRelu(0.1f));
        layers.add(new Flatten());
        dropoutIndex = keep > 0 ? layers.size() : -1;
        if (keep > 0) {
            layers.add(new Dropout((float) keep));
        }
        layers.add(new Linear(golden.input("p.fc1.weight").dimension(0), true));
        layers.add(new PRelu(0.25f));
        layers.add(new Linear(golden.input("p.fc2.weight").dimension(0), true));
        network = new Network(
                new TensorShape(conv1.dimension(1), images.dimension(2), images.dimension(3)),
                layers,
                layers.size() - 1);
        List<String> names = new ArrayList<>(List.of("conv1.weight", "conv1.bias", "act1.weight"));
        names.addAll(List.of("conv2.weight", "conv2.bias"));
        if (batchNorm) {
            names.addAll(List.of("bn.gamma", "bn.beta"));
            statistics.put("bn.mean", network.statistics().get(0));
            statistics.put("bn.var", network.statistics().get(1));
        }
        names.addAll(List.of("fc1.weight", "fc1.bias", "act2.weight", "fc2.weight", "fc2.bias"));
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), network.parameters().get(i));
        }
    }

    /** The layer with the settings of the case, where it has them. */
    private static BatchNorm2d batchNorm(GoldenCase golden) {
        return golden.hasAttr("bn_eps")
                ? new BatchNorm2d((float) golden.number("bn_eps"), (float) golden.number("bn_decay"))
                : new BatchNorm2d(1e-6f, 0.99f);
    }

    Network network() {
        return network;
    }

    private double[] values(Map<String, ParameterSpec> specs, int count) {
        double[] values = new double[count];
        specs.forEach((name, spec) -> {
            GoldenTensor tensor = golden.input("p." + name);
            if (!tensor.shape().equals(spec.tensor().shape())) {
                throw new AssertionError(
                        golden + ": expected " + spec.tensor().shape() + " for " + name + ", found " + tensor.shape());
            }
            System.arraycopy(tensor.data(), 0, values, spec.offset(), spec.size());
        });
        return values;
    }

    /** Parameters of the case in canonical order. */
    double[] parameters() {
        return values(parameters, network.parameterCount());
    }

    /** Running statistics of the case in canonical order. */
    double[] statistics() {
        return values(statistics, network.statisticCount());
    }

    /** The named mask by layer index, empty when the case has none. */
    Map<Integer, double[]> masks(String name) {
        return golden.hasInput(name) ? Map.of(dropoutIndex, golden.input(name).data()) : Map.of();
    }

    /** Compares values per parameter under names with a prefix. */
    void verifyParameters(String prefix, double[] actual) {
        verify(prefix, parameters, actual);
    }

    /** Compares running statistics under names with a prefix. */
    void verifyStatistics(String prefix, double[] actual) {
        verify(prefix, statistics, actual);
    }

    private void verify(String prefix, Map<String, ParameterSpec> specs, double[] actual) {
        specs.forEach((name, spec) ->
                golden.verify(prefix + name, Arrays.copyOfRange(actual, spec.offset(), spec.offset() + spec.size())));
    }
}
