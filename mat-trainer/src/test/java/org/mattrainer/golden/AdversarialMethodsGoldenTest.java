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
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.AscentStart;
import org.mattrainer.adversarial.InputBox;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.adversarial.Target;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.Mart;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.objective.Trades;
import org.mattrainer.statistics.NormalQuantile;

/** A step of adversarial training by several steps, TRADES and MART against golden vectors. */
class AdversarialMethodsGoldenTest {

    static List<GoldenCase> cases() {
        return GoldenFile.comparators("pgd_at", "trades", "mart");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void perturbationsLossesGradientsAndStatistics(GoldenCase golden) {
        golden.choice("attack_mode", "eval");
        boolean box = golden.op().equals("pgd_at");
        double epsilon = golden.number("epsilon");
        double beta = golden.number("beta");
        boolean output = golden.op().equals("trades");
        ProjectedAscent direction = new ProjectedAscent(
                golden.integer("steps"),
                golden.number("step") / epsilon,
                Double.POSITIVE_INFINITY,
                output ? Target.OUTPUT : Target.CROSS_ENTROPY,
                box ? AscentStart.BALL : AscentStart.NOISE);
        double[] start = Arrays.stream(golden.input("start").data())
                .map(value -> box ? NormalQuantile.of((value / epsilon + 1) / 2) : value / 1e-3)
                .toArray();
        List<Term> terms = box
                ? List.of(new AdversarialCrossEntropy(1, epsilon, direction, true))
                : output
                        ? List.of(new CrossEntropy(), new Trades(beta, epsilon, direction))
                        : List.of(new Mart(beta, epsilon, direction));
        MethodNetwork method = new MethodNetwork(golden, "x_l");
        try (Workers workers = new Workers(2)) {
            verify(golden, method, terms, new Start(start), workers);
        }
        golden.finish();
    }

    private static void verify(
            GoldenCase golden, MethodNetwork method, List<Term> terms, Draws draws, Workers workers) {
        int[] y = golden.input("y_l").labels();
        NetworkEngine engine = method.engine(y.length, workers);
        int size = method.network().input().size();
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        StepContext context =
                new StepContext(engine, null, draws, Map.of(), null, new InputBox(new float[size], ones), Map.of());
        context.begin(0);
        float[] x = golden.input("x_l").floats();
        context.labelled().set(0, x, y, null, LongStream.range(0, y.length).toArray(), y.length);
        boolean clean = !terms.stream().allMatch(Term::replacesCleanPass);
        if (clean) {
            context.labelled().pass();
        }
        double total = 0;
        double[] values = new double[terms.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = terms.get(i).apply(context);
            total += values[i];
        }
        golden.verify("aux.perturbation", Arrays.copyOf(context.memory().perturbations(), x.length));
        verifyLosses(golden, values, context);
        golden.verify("loss.total", total);
        method.verifyStatistics("after.", engine.statistics());
        context.backward();
        float[] gradient = new float[method.network().parameterCount()];
        engine.gradient(gradient);
        method.verifyParameters("grad.", gradient);
        if (clean) {
            // A derivative that no training asks for.
            golden.expectedTensor("grad.x_l");
        } else {
            float[] dx = new float[x.length];
            context.labelled().reported().backward(dx);
            golden.verify("grad.x_l", dx);
        }
    }

    private static void verifyLosses(GoldenCase golden, double[] values, StepContext context) {
        double divergence = context.takeMeasures().getOrDefault("L_KL", 0.0);
        switch (golden.op()) {
            case "pgd_at" -> golden.verify("loss.adversarial_ce", values);
            case "trades" -> {
                golden.verify("loss.ce", values[0]);
                golden.verify("loss.kl", divergence);
            }
            default -> {
                double weighted = golden.expectedTensor("loss.weighted_kl").data()[0];
                golden.verify("loss.boosted_ce", values[0] - golden.number("beta") * weighted);
            }
        }
    }

    /** The start of the ascent and nothing else. */
    private record Start(double[] values) implements Draws {

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            for (int i = 0; i < n * size; i++) {
                out[i] = (float) values[i];
            }
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            throw new AssertionError("Expected no dropout");
        }
    }
}
