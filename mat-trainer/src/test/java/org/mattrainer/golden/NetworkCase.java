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
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Conv2d;
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
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceLosses;

/** A whole network of {@code networks.json}, made from the list of its parameters. */
final class NetworkCase {

    private static final Pattern INPUT = Pattern.compile("input \\[(\\d+),(\\d+),(\\d+),(\\d+)\\].*");

    private final GoldenCase golden;
    private final Network network;
    /** Parameters of the file in the canonical order of the network. */
    private final List<GoldenParameter> order = new ArrayList<>();

    private final int[] labels;
    private final double[] x;

    NetworkCase(GoldenCase golden) {
        if (!golden.op().equals("network")) {
            throw golden.unknownOperation();
        }
        this.golden = golden;
        this.labels = golden.integers("labels");
        Matcher m = INPUT.matcher(golden.note());
        if (!m.matches() || Integer.parseInt(m.group(1)) != labels.length) {
            throw GoldenFormat.malformed(
                    golden + ".note", "input [n,c,h,w] for " + labels.length + " labels", golden.note());
        }
        TensorShape shape = new TensorShape(
                Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)), Integer.parseInt(m.group(4)));
        double[] hash = GoldenParameter.hash(labels.length * shape.size(), golden.integer("input_hash_tensor"));
        this.x = Numbers.sum(Numbers.scaled(0.5, hash), 0.5, filled(hash.length));
        this.network = has("bns.0.gamma") ? convLarge(shape) : leNetsPlusPlus(shape);
        if (!Set.copyOf(order).equals(Set.copyOf(golden.parameters()))
                || network.parameterCount() != golden.integer("parameters_total")) {
            throw new AssertionError(golden + ": expected " + golden.parameters() + ", found " + order);
        }
        for (int i = 0; i < order.size(); i++) {
            if (!network.parameters()
                    .get(i)
                    .tensor()
                    .shape()
                    .equals(order.get(i).shape())) {
                throw new AssertionError(golden + ": expected " + order.get(i) + ", found "
                        + network.parameters().get(i));
            }
        }
    }

    private static double[] filled(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private boolean has(String name) {
        return golden.parameters().stream().anyMatch(p -> p.name().equals(name));
    }

    /** Notes the parameters of the next layer and gives the shape of the first. */
    private List<Integer> next(String... names) {
        for (String name : names) {
            order.add(golden.parameters().stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(
                            golden + ": expected the parameter " + name + ", found " + golden.parameters())));
        }
        return order.get(order.size() - names.length).shape();
    }

    /** Three stages of two convolutions with PReLU and a max-pool, a latent layer, a classifier. */
    private Network leNetsPlusPlus(TensorShape input) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<Integer> w = next("convs." + i + ".weight", "convs." + i + ".bias");
            layers.add(new Conv2d(w.get(0), w.get(2), 1, 2, true));
            next("acts." + i + ".weight");
            layers.add(new PRelu(0.25f));
            if (i % 2 == 1) {
                layers.add(new MaxPool2d(i < 5 ? 2 : 3, 2, false));
            }
        }
        layers.add(new Flatten());
        layers.add(new Linear(next("fc1.weight", "fc1.bias").get(0), true));
        if (has("act_f.weight")) {
            next("act_f.weight");
            layers.add(new PRelu(0.25f));
        }
        int latent = layers.size();
        layers.add(new Linear(next("fc2.weight", "fc2.bias").get(0), true));
        return new Network(input, layers, latent);
    }

    /** Nine convolutions with batch norm and leaky rectifier, two max-pools, a global mean, a classifier. */
    private Network convLarge(TensorShape input) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            List<Integer> w = next("convs." + i + ".weight");
            layers.add(new Conv2d(w.get(0), w.get(2), 1, i < 6 ? 1 : 0, false));
            next("bns." + i + ".gamma", "bns." + i + ".beta");
            layers.add(new BatchNorm2d(1e-6f, 0.99f));
            layers.add(new LeakyRelu(0.1f));
            if (i == 2 || i == 5) {
                layers.add(new MaxPool2d(2, 2, false));
            }
        }
        layers.add(new GlobalAvgPool2d());
        int latent = layers.size();
        layers.add(new Linear(next("fc.weight", "fc.bias").get(0), true));
        if (has("top.gamma")) {
            next("top.gamma", "top.beta");
            layers.add(new BatchNorm2d(1e-6f, 0.99f));
        }
        return new Network(input, layers, latent);
    }

    Network network() {
        return network;
    }

    double[] x() {
        return x;
    }

    int size() {
        return labels.length;
    }

    /** Parameters in canonical order. */
    double[] parameters() {
        double[] values = new double[network.parameterCount()];
        for (int i = 0; i < order.size(); i++) {
            double[] tensor = order.get(i).values();
            System.arraycopy(tensor, 0, values, network.parameters().get(i).offset(), tensor.length);
        }
        return values;
    }

    /** Running statistics of a new network. */
    double[] statistics() {
        double[] values = new double[network.statisticCount()];
        for (ParameterSpec spec : network.statistics()) {
            Arrays.fill(
                    values,
                    spec.offset(),
                    spec.offset() + spec.size(),
                    spec.tensor().initial());
        }
        return values;
    }

    /** Gradient of the mean cross-entropy with respect to the logits. */
    double[] upstream(double[] logits) {
        double[] upstream = new double[logits.length];
        int classes = network.classes();
        for (int i = 0; i < labels.length; i++) {
            double[] o = Numbers.row(logits, i, classes);
            double[] gradient = ReferenceLosses.crossEntropyGradient(o, labels[i]);
            Numbers.setRow(upstream, i, Numbers.scaled(1.0 / labels.length, gradient));
        }
        return upstream;
    }

    /**
     * What one training pass and then one evaluation give.
     *
     * @param latent features of the training pass
     * @param logits logits of the training pass
     * @param gradient of the mean cross-entropy of the training pass
     * @param evaluationLogits logits of the evaluation
     */
    record Outcome(double[] latent, double[] logits, double[] gradient, double[] evaluationLogits) {}

    /** Compares features, logits and loss of the training pass and the logits of evaluation after it. */
    void verifyPasses(Outcome outcome) {
        golden.verify("z", outcome.latent());
        golden.verify("o", outcome.logits());
        double[] losses = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            double[] o = Numbers.row(outcome.logits(), i, network.classes());
            losses[i] = ReferenceLosses.crossEntropy(o, labels[i]);
        }
        golden.verify("loss", new double[] {Numbers.mean(losses)});
        golden.verify("o_eval_after", outcome.evaluationLogits());
    }

    /** Compares what is known of the gradient of every parameter. */
    void verifyGradients(Outcome outcome) {
        for (int i = 0; i < order.size(); i++) {
            ParameterSpec spec = network.parameters().get(i);
            double[] gradient = outcome.gradient();
            order.get(i)
                    .verifyGradient(golden, Arrays.copyOfRange(gradient, spec.offset(), spec.offset() + spec.size()));
        }
    }
}
