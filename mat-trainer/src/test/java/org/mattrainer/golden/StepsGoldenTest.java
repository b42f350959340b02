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
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.reference.ReferenceMixture;
import org.mattrainer.reference.ReferenceNetwork;
import org.mattrainer.reference.ReferenceObjective;

/** Every training step of {@code steps.json}: losses, gradients, perturbations, and everything after the step. */
class StepsGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("steps", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        StepCase step = new StepCase(golden);
        StepInputs inputs = step.inputs();
        ReferenceNetwork network =
                new ReferenceNetwork(inputs.network(), inputs.parameters(), inputs.statistics(), golden::exact);
        ReferenceMixture mixture = step.mixture();
        ReferenceObjective.Value value =
                ReferenceObjective.evaluate(inputs.settings(), network, mixture, inputs.batch());
        if (mixture != null) {
            StepCase.MixtureAttributes m = step.mixtureAttributes();
            ReferenceMixture.Centre centre =
                    ReferenceMixture.Centre.valueOf(m.centre().toUpperCase(Locale.ROOT));
            mixture.update(value.latent(), inputs.batch().y(), m.alpha(), m.beta(), centre);
        }
        step.verify(StepOutcome.of(value, inputs.descend(value.gradient()), network.statistics(), mixture));
    }

    static List<Arguments> floats() {
        return Algorithms.all("steps");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("floats")
    void trainingStep(GoldenCase golden, ConvolutionAlgorithm algorithm) {
        StepCase step = new StepCase(golden);
        StepInputs inputs = step.inputs();
        NetworkPlan plan = NetworkPlan.compile(inputs.network(), algorithm);
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine = new NetworkEngine(plan, inputs.capacity(), workers);
            step.verify(new EngineStep(inputs, step.productMixture(), engine).run());
        }
    }
}
