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
import java.util.Map;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.TapValues;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceNetwork;
import org.mattrainer.reference.ReferencePass;

/**
 * A question to a network of any shape: a pass, its derivatives, and an evaluation after it.
 *
 * @param network the network
 * @param parameters its parameters
 * @param statistics its running statistics before the pass
 * @param x the batch
 * @param n number of examples
 * @param dx direction of the tangent
 * @param training whether the pass uses and updates batch statistics
 * @param upstream gives the gradients at the taps from their values
 */
record GraphProbe(
        Network network,
        double[] parameters,
        double[] statistics,
        double[] x,
        int n,
        double[] dx,
        ReferenceNetwork.Mode mode,
        Upstream upstream) {

    /** All that a training pass does, without dropout and noise. */
    static final ReferenceNetwork.Mode TRAINING = new ReferenceNetwork.Mode(true, true, Map.of());

    /** What is added at taps. */
    interface Upstream {
        Map<Tap, double[]> of(Map<Tap, double[]> values);
    }

    /** The answer: values and tangents at the taps, gradients, statistics after the pass, values of the evaluation. */
    record Answer(
            Map<Tap, double[]> values,
            Map<Tap, double[]> changes,
            double[] input,
            double[] gradient,
            double[] statistics,
            Map<Tap, double[]> evaluation) {}

    /** The answer in double precision. */
    Answer reference() {
        ReferenceNetwork reference = new ReferenceNetwork(network, parameters, statistics.clone());
        ReferencePass pass = reference.forward(x, n, mode);
        Map<Tap, double[]> values = values(pass);
        ReferencePass.Gradients gradients = pass.backward(upstream.of(values));
        double[] after = reference.statistics().clone();
        ReferencePass evaluation = reference.forward(x, n, ReferenceNetwork.Mode.EVALUATION);
        return new Answer(
                values, pass.tangents(dx), gradients.input(), gradients.parameters(), after, values(evaluation));
    }

    private Map<Tap, double[]> values(ReferencePass pass) {
        Map<Tap, double[]> values = new HashMap<>();
        network.taps().keySet().forEach(tap -> values.put(tap, pass.values(tap)));
        return values;
    }

    /** The answer of the engine in single precision. */
    Answer engine() {
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), n + 1, workers);
            EngineProbe.setStatistics(engine, statistics);
            engine.load(Numbers.toFloat(parameters));
            Pass pass = engine.newPass();
            float[] input = Numbers.toFloat(x);
            engine.forward(pass, input, n, EngineProbe.mode(network, mode, n));
            Map<Tap, double[]> values = values(pass);
            double[] after = Numbers.toDouble(engine.statistics());
            TapValues gradients = new TapValues(network);
            upstream.of(values).forEach((tap, gradient) -> gradients.set(tap, Numbers.toFloat(gradient)));
            float[] inputGradient = new float[x.length];
            engine.inputGradient(pass, gradients, inputGradient);
            TapValues changes = TapValues.allocate(network, n);
            engine.tangent(pass, Numbers.toFloat(dx), changes);
            engine.clearGradient();
            engine.backward(pass, gradients);
            float[] gradient = new float[network.parameterCount()];
            engine.gradient(gradient);
            engine.forward(pass, input, n, PassMode.EVALUATION);
            Map<Tap, double[]> changed = new HashMap<>();
            network.taps().keySet().forEach(tap -> changed.put(tap, Numbers.toDouble(changes.get(tap))));
            return new Answer(
                    values, changed, Numbers.toDouble(inputGradient), Numbers.toDouble(gradient), after, values(pass));
        }
    }

    private Map<Tap, double[]> values(Pass pass) {
        Map<Tap, double[]> values = new HashMap<>();
        network.taps()
                .keySet()
                .forEach(tap -> values.put(
                        tap,
                        Numbers.toDouble(Arrays.copyOf(
                                pass.values(tap), n * network.shape(tap).size()))));
        return values;
    }
}
