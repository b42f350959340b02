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
package org.mattrainer.internal.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.LongStream;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;

/** Everything that the engine computes for one batch, to compare bits. */
record EngineRun(
        float[] latent,
        float[] logits,
        float[] input,
        float[] latentChange,
        float[] logitsChange,
        float[] gradient,
        float[] statistics) {

    /** All passes over n examples. */
    static EngineRun of(Network network, int n, int capacity, int resident, int threads, boolean training) {
        return of(network, new BitSet(), n, capacity, resident, threads, training);
    }

    /** All passes over n examples where some nodes are frozen. */
    static EngineRun of(
            Network network, BitSet frozen, int n, int capacity, int resident, int threads, boolean training) {
        RandomNumbers random = new RandomNumbers(11);
        float[] parameters = Numbers.toFloat(random.parameters(network));
        float[] x = Numbers.toFloat(random.normal(n * network.input().size()));
        float[] dx = Numbers.toFloat(random.normal(x.length));
        float[] dLatent = Numbers.toFloat(random.normal(n * network.latentSize()));
        float[] dLogits = Numbers.toFloat(random.normal(n * network.classes()));
        DropoutMasks masks = new DropoutMasks(network, n);
        masks.draw(LongStream.range(0, n).toArray(), n);
        try (Workers workers = new Workers(threads)) {
            NetworkEngine engine = new NetworkEngine(
                    NetworkPlan.compile(network, frozen, ConvolutionAlgorithm.AUTO), capacity, resident, workers);
            engine.load(parameters);
            Pass pass = engine.newPass();
            engine.forward(pass, x, n, new PassMode(training, training, training ? masks : null));
            float[] latent = Arrays.copyOf(pass.latent(), dLatent.length);
            float[] logits = Arrays.copyOf(pass.logits(), dLogits.length);
            float[] input = new float[x.length];
            engine.inputGradient(pass, EngineProbe.at(network, dLatent, dLogits), input);
            float[] latentChange = new float[dLatent.length];
            float[] logitsChange = new float[dLogits.length];
            engine.tangent(pass, dx, EngineProbe.at(network, latentChange, logitsChange));
            engine.clearGradient();
            engine.backward(pass, EngineProbe.at(network, dLatent, dLogits));
            engine.backward(pass, EngineProbe.at(network, dLatent, null));
            float[] gradient = new float[parameters.length];
            engine.gradient(gradient);
            return new EngineRun(
                    latent,
                    logits,
                    input,
                    latentChange,
                    logitsChange,
                    gradient,
                    engine.statistics().clone());
        }
    }
}
