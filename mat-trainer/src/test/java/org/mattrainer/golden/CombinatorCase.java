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
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.LadderParts;

/** The combinator of ladder networks, whose two values are parts of one vector. */
final class CombinatorCase implements GraphCase {

    /** The order of the parameters in the network. */
    static final List<String> PARAMETERS = List.of("a2", "a3", "a1", "a4", "a5", "a7", "a8", "a6", "a9", "a10");

    private static final Tap Y = new Tap("y");

    private final GoldenCase golden;
    private final GoldenTensor z;
    private final int n;
    private final Network network;

    CombinatorCase(GoldenCase golden) {
        this.golden = golden;
        this.z = golden.input("z");
        this.n = z.dimension(0);
        this.network = LadderParts.combinator(GraphCase.shape(z));
    }

    private double[] joined(String prefix) {
        double[] first = golden.input(prefix + "z").data();
        double[] second = golden.input(prefix + "u").data();
        int size = first.length / n;
        double[] rows = new double[2 * first.length];
        for (int e = 0; e < n; e++) {
            System.arraycopy(first, e * size, rows, 2 * e * size, size);
            System.arraycopy(second, e * size, rows, (2 * e + 1) * size, size);
        }
        return rows;
    }

    @Override
    public GraphProbe probe() {
        double[] parameters = new double[network.parameterCount()];
        for (int i = 0; i < PARAMETERS.size(); i++) {
            double[] values = golden.input(PARAMETERS.get(i)).data();
            System.arraycopy(values, 0, parameters, network.parameters().get(i).offset(), values.length);
        }
        double[] upstream = golden.upstream("y").data();
        return new GraphProbe(
                network,
                parameters,
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
        int size = z.data().length / n;
        double[] first = new double[n * size];
        double[] second = new double[n * size];
        for (int e = 0; e < n; e++) {
            System.arraycopy(answer.input(), 2 * e * size, first, e * size, size);
            System.arraycopy(answer.input(), (2 * e + 1) * size, second, e * size, size);
        }
        golden.verifyGradient("z", first);
        golden.verifyGradient("u", second);
        for (int i = 0; i < PARAMETERS.size(); i++) {
            golden.verifyGradient(
                    PARAMETERS.get(i),
                    SmallGraphCase.slice(answer.gradient(), network.parameters().get(i)));
        }
    }
}
