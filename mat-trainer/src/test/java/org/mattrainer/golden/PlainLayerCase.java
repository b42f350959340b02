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
import java.util.Map;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.ShortcutPad;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * A layer without parameters. Where it reads several values, these are channels of one input, which 1x1 convolutions
 * with weights of 0 and 1 take apart.
 */
final class PlainLayerCase implements GraphCase {

    private static final Tap Y = new Tap("y");

    private final GoldenCase golden;
    private final List<String> keys;
    private final Network network;
    private final double[] selection;
    private final int n;

    PlainLayerCase(GoldenCase golden) {
        this.golden = golden;
        this.keys = golden.op().equals("gate") ? List.of("t", "h", "x") : golden.inputs("x");
        GraphBuilder builder = new GraphBuilder(Map.of());
        List<double[]> weights = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        int channels =
                keys.stream().mapToInt(key -> golden.input(key).dimension(1)).sum();
        int before = 0;
        for (String key : keys) {
            int own = golden.input(key).dimension(1);
            if (keys.size() > 1) {
                parts.add(builder.add(new Conv2d(own, 1, 1, 0, false), Node.INPUT));
                double[] weight = new double[own * channels];
                for (int c = 0; c < own; c++) {
                    weight[c * channels + before + c] = 1;
                }
                weights.add(weight);
            } else {
                parts.add(Node.INPUT);
            }
            before += own;
        }
        builder.name("y", builder.add(layer(), parts.toArray(new Integer[0])));
        GoldenTensor first = golden.input(keys.get(0));
        TensorShape shape = GraphCase.shape(first);
        this.n = first.dimension(0);
        this.network = builder.build(new TensorShape(channels, shape.height(), shape.width()), List.of("y"));
        this.selection = weights.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private Layer layer() {
        return golden.op().equals("shortcut_pad")
                ? new ShortcutPad(golden.integer("channels"), golden.integer("stride"))
                : GraphBuilder.plain(golden.op());
    }

    /** The values of several inputs as channels of one. */
    private double[] joined(String prefix) {
        double[] all = new double[n * network.input().size()];
        int at = 0;
        for (String key : keys) {
            double[] values = golden.input(prefix + key).data();
            int size = values.length / n;
            for (int e = 0; e < n; e++) {
                System.arraycopy(values, e * size, all, e * network.input().size() + at, size);
            }
            at += size;
        }
        return all;
    }

    @Override
    public GraphProbe probe() {
        double[] upstream = golden.upstream("y").data();
        return new GraphProbe(
                network,
                selection,
                new double[0],
                joined(""),
                n,
                joined("dot."),
                GraphProbe.TRAINING,
                values -> Map.of(Y, upstream));
    }

    @Override
    public void verify(GraphProbe.Answer answer) {
        golden.verify("y", answer.values().get(Y));
        golden.verify("dot.y", answer.changes().get(Y));
        int at = 0;
        for (String key : keys) {
            double[] gradient = new double[golden.input(key).data().length];
            int size = gradient.length / n;
            for (int e = 0; e < n; e++) {
                System.arraycopy(answer.input(), e * network.input().size() + at, gradient, e * size, size);
            }
            golden.verifyGradient(key, gradient);
            at += size;
        }
    }
}
