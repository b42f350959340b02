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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.training.WeightNormStart;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.reference.Numbers;

/** The first lengths and biases of a weight-normalised layer against golden vectors. */
class WeightNormStartGoldenTest {

    private static final Tap Y = new Tap("y");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void lengthsAndBiasesComeOfTheData(WeightNorm norm) {
        GoldenCase golden = GoldenFile.comparators("weight_norm_init").get(0);
        GoldenTensor x = golden.input("x");
        int units = golden.input("v").dimension(0);
        Linear layer = Linear.builder(units)
                .weightNorm(norm)
                .startDeviation((float) golden.number("init_std"))
                .build();
        golden.compare("epsilon", new double[] {golden.number("wn_eps")}, new double[] {layer.epsilon()});
        Network network = new Network(GraphCase.shape(x), List.of(Node.of(layer, Node.INPUT)), Map.of(Y, 0));
        float[] parameters = new float[network.parameterCount()];
        float[] v = golden.input("v").floats();
        System.arraycopy(v, 0, parameters, 0, v.length);
        Arrays.fill(parameters, parameters.length - units, parameters.length, 1f);
        int n = x.dimension(0);
        try (Workers workers = new Workers(2)) {
            WeightNormStart.Examples examples = index -> index < 1 ? new WeightNormStart.Rows(x.floats(), n) : null;
            WeightNormStart.set(network, parameters, examples, n, ConvolutionAlgorithm.AUTO, workers);
            golden.verify("b", Arrays.copyOfRange(parameters, v.length, v.length + units));
            golden.verify("g", Arrays.copyOfRange(parameters, v.length + units, parameters.length));
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), n, workers);
            engine.load(parameters);
            Pass pass = engine.newPass();
            engine.forward(pass, x.floats(), n, PassMode.EVALUATION);
            golden.verify("y", Numbers.toDouble(Arrays.copyOf(pass.values(Y), n * units)));
        }
        golden.finish();
    }
}
