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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/** One batch that went through a {@link ReferenceNetwork}: its activations and their derivatives. */
public final class ReferencePass {

    private final Network network;
    private final List<ReferenceNode> nodes;
    private final List<double[]> activations = new ArrayList<>();
    private final int n;

    ReferencePass(Network network, List<ReferenceNode> nodes, double[] x, int n) {
        this.network = network;
        this.nodes = nodes;
        this.n = n;
        activations.add(x);
        for (int i = 0; i < nodes.size(); i++) {
            activations.add(nodes.get(i).forward(read(activations, i), n));
        }
    }

    private double[][] read(List<double[]> values, int node) {
        return network.nodes().get(node).inputs().stream()
                .map(source -> values.get(source + 1))
                .toArray(double[][]::new);
    }

    /** Latent features and logits, or their changes. */
    public record Outputs(double[] latent, double[] logits) {}

    /** Gradients of the parameters and of the input. */
    public record Gradients(double[] parameters, double[] input) {}

    /** Number of examples. */
    public int size() {
        return n;
    }

    /** z, [n, D]. */
    public double[] latent() {
        return values(Tap.LATENT);
    }

    /** o, [n, M]. */
    public double[] logits() {
        return values(Tap.LOGITS);
    }

    /** The values of a tap. */
    public double[] values(Tap tap) {
        return activations.get(network.node(tap) + 1);
    }

    /** What node {@code index} reads first. */
    double[] activation(int index) {
        return read(activations, index)[0];
    }

    /** How latent and logits change with the input to first order. */
    public Outputs tangent(double[] dx) {
        Map<Tap, double[]> changes = tangents(dx);
        return new Outputs(changes.get(Tap.LATENT), changes.get(Tap.LOGITS));
    }

    /** How the values of all taps change with the input to first order. */
    public Map<Tap, double[]> tangents(double[] dx) {
        List<double[]> changes = new ArrayList<>(List.of(dx));
        for (int i = 0; i < nodes.size(); i++) {
            changes.add(nodes.get(i).tangent(read(activations, i), read(changes, i), n));
        }
        Map<Tap, double[]> result = new HashMap<>();
        network.taps().forEach((tap, node) -> result.put(tap, changes.get(node + 1)));
        return result;
    }

    /**
     * Gradients of a scalar.
     *
     * @param dLatent its derivative by the latent features with the logits held fixed, null for zero
     * @param dLogits its derivative by the logits, null for zero
     */
    public Gradients backward(double[] dLatent, double[] dLogits) {
        Map<Tap, double[]> upstream = new HashMap<>();
        if (dLatent != null) {
            upstream.put(Tap.LATENT, dLatent);
        }
        if (dLogits != null) {
            upstream.put(Tap.LOGITS, dLogits);
        }
        return backward(upstream);
    }

    /** Gradients of a scalar from those at taps, each with the other taps held fixed. */
    public Gradients backward(Map<Tap, double[]> upstream) {
        double[] gradient = new double[network.parameterCount()];
        List<double[]> gradients = new ArrayList<>();
        activations.forEach(values -> gradients.add(new double[values.length]));
        upstream.forEach((tap, values) -> add(gradients, network.node(tap), values));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            double[][] read = nodes.get(i).backward(read(activations, i), gradients.get(i + 1), n, gradient);
            for (int k = 0; k < read.length; k++) {
                add(gradients, network.nodes().get(i).inputs().get(k), read[k]);
            }
        }
        return new Gradients(gradient, gradients.get(0));
    }

    private static void add(List<double[]> gradients, int node, double[] values) {
        gradients.set(node + 1, Numbers.sum(gradients.get(node + 1), values));
    }
}
