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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceLosses;

/** A whole network with parameters from a hash; its loss is the sum of the cross-entropies of all outputs. */
final class WholeGraphCase implements GraphCase {

    private static final Pattern INPUT = Pattern.compile("input \\[(\\d+),(\\d+),(\\d+),(\\d+)\\].*");

    private final GoldenCase golden;
    private final GraphBuilder builder;
    private final Network network;
    private final Map<String, GoldenParameter> parameters = new HashMap<>();
    private final int[] labels;
    private final double[] x;

    WholeGraphCase(GoldenCase golden) {
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
        this.x = Arrays.stream(hash).map(value -> 0.5 * value + 0.5).toArray();
        Map<String, List<Integer>> shapes = new HashMap<>();
        for (GoldenParameter parameter : golden.parameters()) {
            parameters.put(parameter.name(), parameter);
            shapes.put(parameter.name(), parameter.shape());
        }
        this.builder = new GraphBuilder(shapes);
        builder.name("x", Node.INPUT);
        golden.graph("net").forEach(builder::add);
        this.network = builder.build(shape, golden.texts("outputs"));
        if (network.parameterCount() != golden.integer("parameters_total")
                || builder.parameters().size() != parameters.size()) {
            throw new AssertionError(golden + ": expected " + parameters.keySet() + ", found " + builder.parameters());
        }
    }

    private double[] parameters() {
        double[] values = new double[network.parameterCount()];
        for (int i = 0; i < builder.parameters().size(); i++) {
            double[] tensor = parameters.get(builder.parameters().get(i)).values();
            System.arraycopy(tensor, 0, values, network.parameters().get(i).offset(), tensor.length);
        }
        return values;
    }

    private double[] statistics() {
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

    private Map<Tap, double[]> upstream(Map<Tap, double[]> values) {
        Map<Tap, double[]> upstream = new HashMap<>();
        values.forEach((tap, logits) -> {
            double[] gradient = new double[logits.length];
            int classes = logits.length / labels.length;
            for (int i = 0; i < labels.length; i++) {
                double[] row = ReferenceLosses.crossEntropyGradient(Numbers.row(logits, i, classes), labels[i]);
                Numbers.setRow(gradient, i, Numbers.scaled(1.0 / labels.length, row));
            }
            upstream.put(tap, gradient);
        });
        return upstream;
    }

    @Override
    public GraphProbe probe() {
        return new GraphProbe(
                network, parameters(), statistics(), x, labels.length, x, GraphProbe.TRAINING, this::upstream);
    }

    @Override
    public void verify(GraphProbe.Answer answer) {
        for (Tap tap : network.taps().keySet()) {
            double[] logits = answer.values().get(tap);
            golden.verify(tap.name(), logits);
            golden.verify("eval_after." + tap.name(), answer.evaluation().get(tap));
            double[] losses = new double[labels.length];
            for (int i = 0; i < labels.length; i++) {
                double[] row = Numbers.row(logits, i, logits.length / labels.length);
                losses[i] = ReferenceLosses.crossEntropy(row, labels[i]);
            }
            golden.verify("loss." + tap.name(), new double[] {Numbers.mean(losses)});
        }
        for (int i = 0; i < builder.parameters().size(); i++) {
            double[] gradient =
                    SmallGraphCase.slice(answer.gradient(), network.parameters().get(i));
            parameters.get(builder.parameters().get(i)).verifyGradient(golden, gradient);
        }
    }
}
