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
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.reference.Numbers;

/** What the cases of a network with another beside it have in common: tensors by name. */
final class NetworkPair {

    private NetworkPair() {}

    /** The tensors of some names in canonical order. */
    static float[] gather(GoldenCase golden, List<ParameterSpec> specs, List<String> names, int size) {
        float[] values = new float[size];
        for (int i = 0; i < names.size(); i++) {
            float[] tensor = golden.input("p." + names.get(i)).floats();
            System.arraycopy(tensor, 0, values, specs.get(i).offset(), tensor.length);
        }
        return values;
    }

    /** An engine with the parameters of some names. */
    static NetworkEngine engine(GoldenCase golden, Network network, List<String> names, int capacity, Workers workers) {
        NetworkEngine engine =
                new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO), capacity, workers);
        engine.load(gather(golden, network.parameters(), names, network.parameterCount()));
        return engine;
    }

    /** Compares the gradients of parameters of some names. */
    static void verifyGradients(GoldenCase golden, NetworkEngine engine, List<String> names) {
        Network network = engine.plan().network();
        float[] gradient = new float[network.parameterCount()];
        engine.gradient(gradient);
        for (int i = 0; i < names.size(); i++) {
            golden.verify(
                    "grad." + names.get(i),
                    SmallGraphCase.slice(
                            Numbers.toDouble(gradient), network.parameters().get(i)));
        }
    }
}
