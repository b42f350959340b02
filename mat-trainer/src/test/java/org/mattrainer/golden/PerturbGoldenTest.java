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
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.NetworkSurroundings;
import org.mattrainer.adversarial.NormBall;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceNetwork;
import org.mattrainer.reference.ReferencePass;
import org.mattrainer.reference.ReferencePerturbation;

/** Every perturbation of {@code perturb.json}: steps in norm balls, unit directions, power iterations. */
class PerturbGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("perturb", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        switch (golden.op()) {
            case "lp_step":
                GoldenTensor g = golden.input("g");
                golden.verify(
                        "eps",
                        ReferencePerturbation.lpStep(
                                g.data(), g.dimension(0), golden.number("p"), golden.number("sigma")));
                golden.finish();
                break;
            case "unit":
                GoldenTensor d = golden.input("d");
                golden.verify("unit", ReferencePerturbation.unit(d.data(), d.dimension(0)));
                golden.finish();
                break;
            case "power_iteration":
                referencePower(new PowerCase(golden), golden);
                break;
            default:
                throw golden.unknownOperation();
        }
    }

    private static void referencePower(PowerCase power, GoldenCase golden) {
        ReferenceNetwork network =
                new ReferenceNetwork(power.network(), power.parameters(), power.statistics(), golden::exact);
        ReferenceNetwork.Mode mode = ReferenceNetwork.Mode.TRAINING;
        ReferencePass clean = network.forward(power.x(), power.size(), mode);
        PowerCase.Hessian hessian = d -> ReferencePerturbation.hessianProduct(clean, power.target(), d);
        PowerCase.Directions directions = iterations -> ReferencePerturbation.power(
                power.start(),
                power.size(),
                iterations,
                d -> power.xi() == 0
                        ? hessian.times(d)
                        : ReferencePerturbation.gradientAt(
                                network, clean, mode, power.target(), Numbers.scaled(power.xi(), d)));
        power.verify(clean.latent(), clean.logits(), directions, hessian);
    }

    static List<Arguments> floats() {
        return Algorithms.all("perturb");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("floats")
    void product(GoldenCase golden, ConvolutionAlgorithm algorithm) {
        switch (golden.op()) {
            case "lp_step":
                float[] g = golden.input("g").floats();
                int n = golden.input("g").dimension(0);
                new NormBall(golden.number("p"), golden.number("sigma")).steepest(g, n, g.length / n, g);
                golden.verify("eps", g);
                golden.finish();
                break;
            case "unit":
                float[] d = golden.input("d").floats();
                int rows = golden.input("d").dimension(0);
                for (int i = 0; i < rows; i++) {
                    NormBall.unit(d, i * (d.length / rows), d.length / rows, d);
                }
                golden.verify("unit", d);
                golden.finish();
                break;
            case "power_iteration":
                productPower(new PowerCase(golden), algorithm);
                break;
            default:
                throw golden.unknownOperation();
        }
    }

    private static void productPower(PowerCase power, ConvolutionAlgorithm algorithm) {
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(power.network(), algorithm), power.size(), workers);
            EngineProbe.setStatistics(engine, power.statistics());
            engine.load(Numbers.toFloat(power.parameters()));
            PassMode mode = new PassMode(true, false, null);
            GradientPass clean = new GradientPass(engine);
            clean.forward(Numbers.toFloat(power.x()), power.size(), mode);
            NetworkSurroundings problem = new NetworkSurroundings(engine);
            problem.batch(Numbers.toFloat(power.x()), null, clean, mode);
            LatentKind kind = LatentKind.valueOf(power.latent().name());
            problem.divergences(LatentDivergence.of(kind, power.productMixture()), 1, 1);
            System.arraycopy(Numbers.toFloat(power.start()), 0, problem.start(), 0, power.x().length);
            power.verify(
                    clean.latent(),
                    clean.logits(),
                    iterations -> {
                        float[] d = new float[power.x().length];
                        PowerCase.powerIteration(iterations, power.targetName(), power.xi())
                                .find(problem, 1, d);
                        return Numbers.toDouble(d);
                    },
                    d -> {
                        float[] product = new float[d.length];
                        problem.hessianProduct(
                                Target.valueOf(power.targetName().toUpperCase(Locale.ROOT)),
                                Numbers.toFloat(d),
                                product);
                        return Numbers.toDouble(product);
                    });
        }
    }
}
