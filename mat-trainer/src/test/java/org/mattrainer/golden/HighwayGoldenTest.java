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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.SquaredHinge;
import org.mattrainer.objective.StepContext;
import org.mattrainer.reference.Numbers;

/** A supervised step of a highway network, and the squared hinge, against golden vectors. */
class HighwayGoldenTest {

    static List<GoldenCase> steps() {
        return GoldenFile.comparators("supervised");
    }

    static List<GoldenCase> hinges() {
        return GoldenFile.comparators("squared_hinge");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void lossAndGradients(GoldenCase golden) {
        golden.choice("logits", "out");
        MethodNetwork method = new MethodNetwork(golden, "x_l");
        int[] y = golden.input("y_l").labels();
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine = method.engine(y.length, workers);
            StepContext context = new StepContext(engine, null, new SeededDraws(1));
            context.begin(0);
            float[] x = golden.input("x_l").floats();
            context.labelled().set(0, x, y, null, LongStream.range(0, y.length).toArray(), y.length);
            double ce = new CrossEntropy().apply(context);
            golden.verify("loss.ce", ce);
            golden.verify("loss.total", ce);
            context.backward();
            float[] gradient = new float[method.network().parameterCount()];
            engine.gradient(gradient);
            method.verifyParameters("grad.", gradient);
            float[] dx = new float[x.length];
            context.labelled().pass().backward(dx);
            golden.verify("grad.x_l", dx);
        }
        // What the gates let through is checked by the cases of the gate itself.
        golden.expected("aux.").forEach(golden::expectedTensor);
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hinges")
    void squaredHinge(GoldenCase golden) {
        // The margin of the product is 1.
        assertEquals(1, golden.number("margin"));
        int m = golden.input("o").dimension(1);
        TermProbe.Result found = new TermProbe(new SquaredHinge(), null, m)
                .apply(golden.input("o").data(), golden.input("y").labels(), null);
        golden.verify("loss", found.value());
        golden.verifyGradient("o", Numbers.scaled(golden.upstream("loss").data()[0], found.logitGradient()));
        golden.finish();
    }
}
