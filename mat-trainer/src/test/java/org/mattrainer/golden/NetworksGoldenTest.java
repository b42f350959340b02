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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceNetwork;
import org.mattrainer.reference.ReferencePass;

/** The whole networks of {@code networks.json}: features, logits, loss and gradient, and evaluation after training. */
class NetworksGoldenTest {

    private static List<GoldenCase> doubles(boolean millions) {
        return GoldenFile.load("networks", Precision.DOUBLE).stream()
                .filter(golden -> golden.integer("parameters_total") > 1_000_000 == millions)
                .toList();
    }

    static List<GoldenCase> smaller() {
        return doubles(false);
    }

    static List<GoldenCase> widest() {
        return doubles(true);
    }

    /** Seconds of plain loops; the engine is held to the widest network in every run. */
    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @MethodSource("widest")
    void referenceOfTheWidest(GoldenCase golden) {
        reference(golden);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smaller")
    void reference(GoldenCase golden) {
        NetworkCase c = new NetworkCase(golden);
        ReferenceNetwork network = new ReferenceNetwork(c.network(), c.parameters(), c.statistics());
        ReferencePass pass = network.forward(c.x(), c.size(), new ReferenceNetwork.Mode(true, true, Map.of()));
        double[] gradient = pass.backward(null, c.upstream(pass.logits())).parameters();
        ReferencePass evaluation = network.forward(c.x(), c.size(), ReferenceNetwork.Mode.EVALUATION);
        NetworkCase.Outcome outcome =
                new NetworkCase.Outcome(pass.latent(), pass.logits(), gradient, evaluation.logits());
        c.verifyPasses(outcome);
        c.verifyGradients(outcome);
        golden.finish();
    }

    static List<GoldenCase> floats() {
        return GoldenFile.load("networks", Precision.FLOAT);
    }

    /**
     * The direct algorithm is held to everything, Winograd's (which AUTO chooses) to the passes and by its gradient to
     * the direct one: its rounding of 1e-5 moves single activations of the widest network over the kink of the
     * rectifier, and with them the gradient by 2 % of its norm.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("floats")
    void engine(GoldenCase golden) {
        NetworkCase c = new NetworkCase(golden);
        NetworkCase.Outcome direct = run(c, ConvolutionAlgorithm.DIRECT);
        c.verifyPasses(direct);
        c.verifyGradients(direct);
        golden.finish();
        NetworkCase.Outcome fast = run(c, ConvolutionAlgorithm.AUTO);
        c.verifyPasses(fast);
        for (ParameterSpec spec : c.network().parameters()) {
            double[] expected = slice(direct, spec);
            double[] difference = Numbers.sum(expected, -1, slice(fast, spec));
            double allowed = 0.05 * Math.sqrt(Numbers.dot(expected, expected)) + 1e-5;
            double found = Math.sqrt(Numbers.dot(difference, difference));
            assertTrue(found < allowed, () -> spec.name() + ": expected below " + allowed + ", found " + found);
        }
    }

    private static double[] slice(NetworkCase.Outcome outcome, ParameterSpec spec) {
        return Arrays.copyOfRange(outcome.gradient(), spec.offset(), spec.offset() + spec.size());
    }

    private static NetworkCase.Outcome run(NetworkCase c, ConvolutionAlgorithm algorithm) {
        Network network = c.network();
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine = new NetworkEngine(NetworkPlan.compile(network, algorithm), c.size(), workers);
            EngineProbe.setStatistics(engine, c.statistics());
            engine.load(Numbers.toFloat(c.parameters()));
            Pass pass = engine.newPass();
            engine.forward(pass, Numbers.toFloat(c.x()), c.size(), new PassMode(true, true, null));
            double[] latent = EngineProbe.latent(pass, network);
            double[] logits = EngineProbe.logits(pass, network);
            engine.clearGradient();
            engine.backward(pass, EngineProbe.at(engine.plan().network(), null, Numbers.toFloat(c.upstream(logits))));
            float[] gradient = new float[network.parameterCount()];
            engine.gradient(gradient);
            engine.forward(pass, Numbers.toFloat(c.x()), c.size(), PassMode.EVALUATION);
            return new NetworkCase.Outcome(
                    latent, logits, Numbers.toDouble(gradient), EngineProbe.logits(pass, network));
        }
    }
}
