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

import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.AuxiliaryNetwork;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.SideSquaredHinge;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.WeightRamps;
import org.mattrainer.optimise.AverageStart;
import org.mattrainer.optimise.ConstantThenLinear;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.optimise.QuarterCosineSchedule;
import org.mattrainer.optimise.Schedule;
import org.mattrainer.optimise.SigmoidRampSchedule;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.reference.Numbers;

/** What changes in the course of a training, and thresholds of losses, against golden vectors. */
class CourseGoldenTest {

    private static GoldenCase find(String name, Precision precision) {
        return GoldenFile.load("comparators", precision).stream()
                .filter(golden -> golden.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** From 0 without a correction is the corrected one times what it was divided by. */
    @ParameterizedTest
    @EnumSource
    void averagesOfParameters(Precision precision) {
        for (String kind : new String[] {"copy", "warm_up", "zero", "zero_corrected"}) {
            GoldenCase golden = find("ema_" + kind, precision);
            assertEquals(kind, golden.choice("kind", kind));
            double decay = golden.number("decay");
            AverageStart start = kind.startsWith("zero")
                    ? AverageStart.ZERO_CORRECTED
                    : AverageStart.valueOf(kind.toUpperCase(Locale.ROOT));
            ExponentialAverage rule = new ExponentialAverage(decay, start);
            double[] average = golden.input("w0").data().clone();
            for (int t = 1; t <= 4; t++) {
                double share = rule.share(t - 1, new TrainingLength(4, 1));
                double[] w = golden.input("w" + t).data();
                double factor = kind.equals("zero") ? 1 - Math.pow(decay, t) : 1;
                double[] expected = new double[w.length];
                for (int i = 0; i < w.length; i++) {
                    average[i] += share * (w[i] - average[i]);
                    expected[i] = factor * average[i];
                }
                golden.verify("average" + t, expected);
            }
            golden.finish();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rampsOfRatesAndWeights(Precision precision) {
        GoldenCase golden = find("ramps", precision);
        int up = golden.integer("up");
        int down = golden.integer("down");
        int total = golden.integer("total");
        assertEquals(total + 1, golden.input("step").data().length);
        double upShare = up / (double) total;
        double downShare = down / (double) total;
        verify(golden, "sigmoid_up", t -> WeightRamps.sigmoid(upShare, t / (double) total));
        verify(golden, "sigmoid_up", t -> scale(new SigmoidRampSchedule(upShare, 0), t, total));
        verify(golden, "sigmoid_down", t -> scale(new SigmoidRampSchedule(0, downShare), t, total));
        verify(golden, "cosine_7_16", t -> scale(new QuarterCosineSchedule(), t, total));
        verify(golden, "linear_down", t -> scale(new ConstantThenLinear(1 - downShare, 0), t, total));
        verify(golden, "linear_up", t -> WeightRamps.linear(upShare, t / (double) total));
        golden.finish();
    }

    private static double scale(Schedule schedule, int step, int total) {
        return schedule.scale(step, new TrainingLength(total, 1));
    }

    private static void verify(GoldenCase golden, String key, IntToDoubleFunction ramp) {
        golden.verify(
                key,
                IntStream.range(0, golden.input("step").data().length)
                        .mapToDouble(ramp)
                        .toArray());
    }

    /** The loss of a head that is the identity, so that its gradient is that of the logits. */
    @Test
    void squaredHingeAboveAThreshold() {
        GoldenCase golden = find("squared_hinge_threshold", Precision.FLOAT);
        assertEquals(1, golden.number("margin"));
        verifyHinge(golden, "o", "loss");
        verifyHinge(golden, "o2", "loss2");
        golden.finish();
    }

    private static void verifyHinge(GoldenCase golden, String logits, String loss) {
        GoldenTensor o = golden.input(logits);
        int n = o.dimension(0);
        int m = o.dimension(1);
        Network model = new Network(
                TensorShape.vector(m),
                IntStream.range(0, 3)
                        .mapToObj(i -> Node.of(new LeakyRelu(1), i - 1))
                        .toList(),
                Map.of(new Tap("side"), 0, Tap.LATENT, 1, Tap.LOGITS, 2));
        SideSquaredHinge term = SideSquaredHinge.builder("side")
                .head("D*n")
                .threshold(golden.number("gamma"))
                .learningRateFactor(1)
                .build();
        AuxiliaryNetwork made = term.auxiliaries(model).get(0);
        try (Workers workers = new Workers(1)) {
            NetworkEngine engine =
                    new NetworkEngine(NetworkPlan.compile(model, ConvolutionAlgorithm.DIRECT), n, workers);
            NetworkEngine head =
                    new NetworkEngine(NetworkPlan.compile(made.network(), ConvolutionAlgorithm.DIRECT), n, workers);
            float[] identity = new float[m * m];
            for (int k = 0; k < m; k++) {
                identity[k * m + k] = 1;
            }
            head.load(identity);
            SeededDraws draws = new SeededDraws(1);
            StepContext context = new StepContext(
                    engine, null, draws, Map.of(made.name(), new Auxiliary(head, draws)), null, null, Map.of());
            context.begin(0);
            context.labelled()
                    .set(
                            0,
                            o.floats(),
                            golden.input("y").labels(),
                            null,
                            LongStream.range(0, n).toArray(),
                            n);
            context.unlabelled().set(0, null, null, null, null, 0);
            golden.verify(loss, term.apply(context));
            float[] gradient = new float[n * m];
            context.labelled().pass().backward(gradient);
            assertEquals(1, golden.upstream(loss).data()[0]);
            golden.verifyGradient(logits, Numbers.toDouble(gradient));
        }
    }
}
