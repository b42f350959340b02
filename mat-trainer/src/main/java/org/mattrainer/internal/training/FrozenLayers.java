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
package org.mattrainer.internal.training;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;

/** The layers of a network that a training leaves as they are: their parameters and their running statistics. */
public final class FrozenLayers {

    private final BitSet nodes;
    private final List<ParameterSpec> parameters;
    private final List<ParameterSpec> statistics;
    private final boolean batchStatistics;

    private FrozenLayers(Network network, BitSet nodes) {
        this.nodes = nodes;
        this.parameters = in(network.parameters(), nodes);
        this.statistics = in(network.statistics(), nodes);
        this.batchStatistics = statistics.size() < network.statistics().size();
    }

    /**
     * Finds layers by name.
     *
     * @param network the network
     * @param names layers, such as {@code 0.Conv2d} (index and type, as in the names of the model's tensors), or values
     *     that the network names, such as {@code latent}, for all layers up to there
     * @return the layers
     * @throws IllegalArgumentException if there is no layer of a name, or no layer that learns is left
     */
    public static FrozenLayers of(Network network, List<String> names) {
        BitSet frozen = new BitSet();
        Set<String> layers = new LinkedHashSet<>();
        network.parameters().forEach(spec -> layers.add(layer(spec)));
        network.statistics().forEach(spec -> layers.add(layer(spec)));
        for (String name : names) {
            int dot = name.indexOf('.');
            if (layers.contains(name)) {
                frozen.set(Integer.parseInt(name.substring(0, dot)));
            } else if (dot < 0
                    && network.taps().keySet().stream()
                            .anyMatch(tap -> tap.name().equals(name))) {
                frozen.or(upTo(network, network.node(new Tap(name)), new BitSet()));
            } else {
                throw new IllegalArgumentException("expected names of layers, of " + String.join(", ", layers)
                        + ", or of " + network.taps().keySet() + " for all layers up to there, found '" + name + "'");
            }
        }
        FrozenLayers made = new FrozenLayers(network, frozen);
        if (made.parameters.size() == network.parameters().size()) {
            throw new IllegalArgumentException("expected a layer at least that learns, found none beside " + names);
        }
        return made;
    }

    private static String layer(ParameterSpec spec) {
        return spec.name().substring(0, spec.name().lastIndexOf('.'));
    }

    /** Adds a node and all that it reads, at any distance. */
    static BitSet upTo(Network network, int node, BitSet read) {
        if (node != Node.INPUT && !read.get(node)) {
            read.set(node);
            network.nodes().get(node).inputs().forEach(input -> upTo(network, input, read));
        }
        return read;
    }

    private static List<ParameterSpec> in(List<ParameterSpec> specs, BitSet nodes) {
        return specs.stream().filter(spec -> nodes.get(spec.layer())).toList();
    }

    /** Whether a layer that is not frozen uses statistics of its batch. */
    boolean leavesBatchStatistics() {
        return batchStatistics;
    }

    /** Their indexes in the network. */
    BitSet nodes() {
        return (BitSet) nodes.clone();
    }

    /** Clears their part of a gradient, flat in canonical order. */
    void clear(float[] gradient) {
        parameters.forEach(spec -> Arrays.fill(gradient, spec.offset(), spec.offset() + spec.size(), 0));
    }

    /** Puts their parameters back to earlier ones. */
    void putBackParameters(float[] earlier, float[] now) {
        putBack(parameters, earlier, now);
    }

    /** Puts their running statistics back to earlier ones. */
    void putBackStatistics(float[] earlier, float[] now) {
        putBack(statistics, earlier, now);
    }

    private static void putBack(List<ParameterSpec> specs, float[] earlier, float[] now) {
        specs.forEach(spec -> System.arraycopy(earlier, spec.offset(), now, spec.offset(), spec.size()));
    }
}
