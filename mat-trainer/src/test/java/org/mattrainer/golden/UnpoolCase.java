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

import java.util.List;
import java.util.Map;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Reshape;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * The way back from max-pooling. Its two values of different shapes are parts of one vector, which linear layers with
 * weights of 0 and 1 take apart.
 */
final class UnpoolCase implements GraphCase {

    private static final Tap Y = new Tap("y");

    private final GoldenCase golden;
    private final GoldenTensor value;
    private final GoldenTensor pooled;
    private final int n;
    private final Network network;

    UnpoolCase(GoldenCase golden) {
        this.golden = golden;
        this.value = golden.input("value");
        this.pooled = golden.input("pooled");
        this.n = value.dimension(0);
        MaxUnpool2d layer = new MaxUnpool2d(golden.integer("kernel"), golden.integer("stride"), golden.flag("ceil"));
        TensorShape v = GraphCase.shape(value);
        TensorShape p = GraphCase.shape(pooled);
        this.network = new Network(
                TensorShape.vector(v.size() + p.size()),
                List.of(
                        Node.of(new Linear(v.size(), false), Node.INPUT),
                        Node.of(new Reshape(v.channels(), v.height(), v.width()), 0),
                        Node.of(new Linear(p.size(), false), Node.INPUT),
                        Node.of(new Reshape(p.channels(), p.height(), p.width()), 2),
                        Node.of(layer, 1, 3)),
                Map.of(Y, 4));
    }

    /** The matrices of both linear layers together are the identity. */
    private double[] selection() {
        int size = network.input().size();
        double[] weights = new double[size * size];
        for (int i = 0; i < size; i++) {
            weights[i * size + i] = 1;
        }
        return weights;
    }

    /** Rows of both values. */
    private double[] joined(double[] first, double[] second) {
        double[] rows = new double[first.length + second.length];
        int a = first.length / n;
        int b = second.length / n;
        for (int e = 0; e < n; e++) {
            System.arraycopy(first, e * a, rows, e * (a + b), a);
            System.arraycopy(second, e * b, rows, e * (a + b) + a, b);
        }
        return rows;
    }

    @Override
    public GraphProbe probe() {
        double[] upstream = golden.upstream("y").data();
        return new GraphProbe(
                network,
                selection(),
                new double[0],
                joined(value.data(), pooled.data()),
                n,
                joined(golden.input("dot.value").data(), new double[pooled.data().length]),
                GraphProbe.TRAINING,
                values -> Map.of(Y, upstream));
    }

    @Override
    public void verify(GraphProbe.Answer answer) {
        golden.verify("y", answer.values().get(Y));
        golden.verify("dot.y", answer.changes().get(Y));
        int a = value.data().length / n;
        int b = pooled.data().length / n;
        double[] first = new double[n * a];
        double[] second = new double[n * b];
        for (int e = 0; e < n; e++) {
            System.arraycopy(answer.input(), e * (a + b), first, e * a, a);
            System.arraycopy(answer.input(), e * (a + b) + a, second, e * b, b);
        }
        golden.verifyGradient("value", first);
        golden.verifyGradient("pooled", second);
    }
}
