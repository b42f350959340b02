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
package org.mattrainer.reference;

import java.util.Arrays;
import java.util.Map;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.TapValues;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/** Puts a {@link NetworkProbe} to the engine. */
public final class EngineProbe {

    private EngineProbe() {}

    /** The answer of the engine, in single precision. */
    public static NetworkProbe.Answer answer(NetworkProbe probe, ConvolutionAlgorithm algorithm) {
        Network network = probe.network();
        int n = probe.n();
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine = new NetworkEngine(NetworkPlan.compile(network, algorithm), n + 1, workers);
            setStatistics(engine, probe.statistics());
            engine.load(Numbers.toFloat(probe.parameters()));
            Pass pass = engine.newPass();
            engine.forward(pass, Numbers.toFloat(probe.x()), n, mode(network, probe.mode(), n));
            float[] dLatent = Numbers.toFloat(probe.dLatent());
            float[] dLogits = Numbers.toFloat(probe.dLogits());
            float[] input = new float[probe.x().length];
            engine.inputGradient(pass, at(network, dLatent, dLogits), input);
            float[] latentChange = new float[dLatent.length];
            float[] logitsChange = new float[dLogits.length];
            engine.tangent(pass, Numbers.toFloat(probe.dx()), at(network, latentChange, logitsChange));
            float[] gradient = gradient(engine, pass, dLatent, dLogits);
            return new NetworkProbe.Answer(
                    latent(pass, network),
                    logits(pass, network),
                    Numbers.toDouble(engine.statistics()),
                    Numbers.toDouble(input),
                    Numbers.toDouble(gradient),
                    Numbers.toDouble(latentChange),
                    Numbers.toDouble(logitsChange));
        }
    }

    /** Arrays at the taps of a classifier; null for none. */
    public static TapValues at(Network network, float[] latent, float[] logits) {
        return new TapValues(network).set(Tap.LATENT, latent).set(Tap.LOGITS, logits);
    }

    /** Overwrites the running statistics. */
    public static void setStatistics(NetworkEngine engine, double[] statistics) {
        System.arraycopy(Numbers.toFloat(statistics), 0, engine.statistics(), 0, statistics.length);
    }

    /** The mode of a reference pass as one of the engine. */
    public static PassMode mode(Network network, ReferenceNetwork.Mode mode, int n) {
        return new PassMode(mode.batchStatistics(), mode.updateStatistics(), masks(network, mode.masks(), n));
    }

    private static DropoutMasks masks(Network network, Map<Integer, double[]> given, int n) {
        if (given.isEmpty()) {
            return null;
        }
        DropoutMasks masks = new DropoutMasks(network, n);
        given.forEach((layer, mask) -> System.arraycopy(Numbers.toFloat(mask), 0, masks.mask(layer), 0, mask.length));
        return masks;
    }

    /** The features of a pass. */
    public static double[] latent(Pass pass, Network network) {
        return Numbers.toDouble(Arrays.copyOf(pass.latent(), pass.size() * network.latentSize()));
    }

    /** The logits of a pass. */
    public static double[] logits(Pass pass, Network network) {
        return Numbers.toDouble(Arrays.copyOf(pass.logits(), pass.size() * network.classes()));
    }

    /** The gradient of the parameters from both upstreams at once, which has to be that of one after the other. */
    private static float[] gradient(NetworkEngine engine, Pass pass, float[] dLatent, float[] dLogits) {
        Network network = engine.plan().network();
        float[] gradient = new float[network.parameterCount()];
        engine.clearGradient();
        engine.backward(pass, at(network, dLatent, null));
        engine.backward(pass, at(network, null, dLogits));
        engine.gradient(gradient);
        float[] joint = new float[gradient.length];
        engine.clearGradient();
        engine.backward(pass, at(network, dLatent, dLogits));
        engine.gradient(joint);
        double largest = Numbers.largest(Numbers.toDouble(gradient));
        double distance = Numbers.distance(Numbers.toDouble(gradient), Numbers.toDouble(joint));
        if (!(distance <= 1e-4 * (1 + largest))) {
            throw new AssertionError("Gradients of two passes and of one differ by " + distance);
        }
        return joint;
    }
}
