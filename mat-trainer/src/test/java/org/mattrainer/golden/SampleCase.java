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
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Reparameterise;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.reference.ReferenceNetwork;

/** A sample of a Gaussian, whose mean and logarithm of the variance are parts of one vector. */
final class SampleCase implements GraphCase {

    private static final Tap Y = new Tap("y");
    private static final int LAYER = 2;

    private final GoldenCase golden;
    private final GoldenTensor mean;
    private final int n;
    private final int size;
    private final Network network;

    SampleCase(GoldenCase golden) {
        this.golden = golden;
        this.mean = golden.input("mu");
        this.n = mean.dimension(0);
        this.size = mean.dimension(1);
        TensorShape shape = TensorShape.vector(size);
        this.network = new Network(
                TensorShape.vector(2 * size),
                List.of(
                        Node.of(new Slice(0, shape), Node.INPUT),
                        Node.of(new Slice(size, shape), Node.INPUT),
                        Node.of(new Reparameterise(), 0, 1)),
                Map.of(Y, LAYER));
    }

    private double[] joined(String prefix) {
        double[] first = golden.input(prefix + "mu").data();
        double[] second = golden.input(prefix + "logvar").data();
        double[] rows = new double[2 * first.length];
        for (int e = 0; e < n; e++) {
            System.arraycopy(first, e * size, rows, 2 * e * size, size);
            System.arraycopy(second, e * size, rows, (2 * e + 1) * size, size);
        }
        return rows;
    }

    @Override
    public GraphProbe probe() {
        double[] upstream = golden.upstream("y").data();
        return new GraphProbe(
                network,
                new double[0],
                new double[0],
                joined(""),
                n,
                joined("dot."),
                new ReferenceNetwork.Mode(
                        true, false, Map.of(LAYER, golden.input("random").data())),
                values -> Map.of(Y, upstream));
    }

    @Override
    public void verify(GraphProbe.Answer answer) {
        golden.verify("y", answer.values().get(Y));
        golden.verify("dot.y", answer.changes().get(Y));
        double[] first = new double[n * size];
        double[] second = new double[n * size];
        for (int e = 0; e < n; e++) {
            System.arraycopy(answer.input(), 2 * e * size, first, e * size, size);
            System.arraycopy(answer.input(), (2 * e + 1) * size, second, e * size, size);
        }
        golden.verifyGradient("mu", first);
        golden.verifyGradient("logvar", second);
    }
}
