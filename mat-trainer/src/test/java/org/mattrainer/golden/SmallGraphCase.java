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

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;
import org.mattrainer.reference.ReferenceNetwork;

/** A small graph with everything given: values, tangents, all gradients, running statistics. */
final class SmallGraphCase implements GraphCase {

    private final GoldenCase golden;
    private final GraphBuilder builder;
    private final Network network;
    private final String input;
    private final GoldenTensor x;

    SmallGraphCase(GoldenCase golden) {
        this.golden = golden;
        this.input = golden.hasInput("x") ? "x" : "n";
        this.x = golden.input(input);
        Map<String, List<Integer>> shapes = new HashMap<>();
        for (String key : golden.inputs("p.")) {
            shapes.put(key.substring(2), golden.input(key).shape());
        }
        this.builder = new GraphBuilder(shapes);
        builder.name(input, Node.INPUT);
        golden.graph("net").forEach(builder::add);
        this.network = builder.build(GraphCase.shape(x), golden.texts("outputs"));
    }

    private double[] gather(List<ParameterSpec> specs, List<String> names) {
        int size = names.stream()
                .mapToInt(name -> golden.input("p." + name).data().length)
                .sum();
        double[] values = new double[size];
        for (int i = 0; i < specs.size(); i++) {
            GoldenTensor tensor = golden.input("p." + names.get(i));
            if (!specs.get(i).tensor().shape().equals(tensor.shape())) {
                throw new AssertionError(golden + ": expected " + names.get(i) + " of the shape " + tensor.shape()
                        + ", found " + specs.get(i));
            }
            System.arraycopy(tensor.data(), 0, values, specs.get(i).offset(), tensor.data().length);
        }
        return values;
    }

    @Override
    public GraphProbe probe() {
        Map<Tap, double[]> upstream = new HashMap<>();
        for (Tap tap : network.taps().keySet()) {
            upstream.put(tap, golden.upstream(tap.name()).data());
        }
        return new GraphProbe(
                network,
                gather(network.parameters(), builder.parameters()),
                gather(network.statistics(), builder.statistics()),
                x.data(),
                x.dimension(0),
                golden.input("dot." + input).data(),
                golden.choice("mode", "train", "eval").equals("train")
                        ? GraphProbe.TRAINING
                        : ReferenceNetwork.Mode.EVALUATION,
                values -> upstream);
    }

    @Override
    public void verify(GraphProbe.Answer answer) {
        for (Tap tap : network.taps().keySet()) {
            golden.verify(tap.name(), answer.values().get(tap));
            golden.verify("dot." + tap.name(), answer.changes().get(tap));
        }
        golden.verifyGradient(input, answer.input());
        for (int i = 0; i < builder.parameters().size(); i++) {
            golden.verifyGradient(
                    "p." + builder.parameters().get(i),
                    slice(answer.gradient(), network.parameters().get(i)));
        }
        for (int i = 0; i < builder.statistics().size(); i++) {
            golden.verify(
                    "after." + builder.statistics().get(i),
                    slice(answer.statistics(), network.statistics().get(i)));
        }
    }

    static double[] slice(double[] values, ParameterSpec spec) {
        return Arrays.copyOfRange(values, spec.offset(), spec.offset() + spec.size());
    }
}
