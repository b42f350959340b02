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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
}
