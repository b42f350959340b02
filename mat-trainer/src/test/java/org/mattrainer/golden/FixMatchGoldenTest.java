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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.FixMatch;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.reference.Numbers;

/** FixMatch with passes of their own for weak and strong images, and with a joint batch, against golden vectors. */
class FixMatchGoldenTest {

    static List<GoldenCase> losses() {
        return GoldenFile.comparators("fixmatch");
    }

    static List<GoldenCase> steps() {
        return GoldenFile.comparators("fixmatch_step");
    }

    /** The loss on given logits, row by row on a network that adds a shift, whose gradient is that of all passes. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void lossAndGradients(GoldenCase golden) {
        int m = golden.input("o_l").dimension(1);
        double[] weak = golden.input("o_w").data();
        double[] strong = golden.input("o_s").data();
        int n = weak.length / m;
        double labelledWeight = golden.upstream("ce").data()[0];
        double unlabelledWeight = golden.upstream("unlabelled").data()[0];
        TermProbe.Result labelled = new TermProbe(new CrossEntropy(), null, m)
                .apply(golden.input("o_l").data(), golden.input("y").labels(), null);
        golden.verify("ce", labelled.value());
        golden.verifyGradient("o_l", Numbers.scaled(labelledWeight, labelled.logitGradient()));
        Network network = new Network(TensorShape.vector(m), List.of(new LeakyRelu(1), new ChannelAffine(false)), 1);
        double sum = 0;
        double[] mask = new double[n];
        double[] gradients = new double[n * m];
        try (Workers workers = new Workers(1)) {
            for (int i = 0; i < n; i++) {
                NetworkEngine engine =
                        new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), 1, workers);
                engine.load(new float[m]);
                StepContext context = new StepContext(engine, null, new SeededDraws(1));
                context.begin(0);
                context.unlabelled().set(0, Numbers.toFloat(Numbers.row(weak, i, m)), null, null, new long[1], 1);
                GivenChange change = new GivenChange(Numbers.toFloat(Numbers.row(strong, i, m)), 0);
                sum += new FixMatch(1, golden.number("tau"), List.of(change)).apply(context) / n;
                mask[i] = context.takeMeasures().get("confident");
                float[] gradient = new float[m];
                engine.gradient(gradient);
                Numbers.setRow(gradients, i, Numbers.scaled(unlabelledWeight / n, Numbers.toDouble(gradient)));
            }
        }
        golden.verify("unlabelled", sum);
        golden.verify("mask", mask);
        golden.verifyGradient("o_s", gradients);
        // Whatever reached the weak images would be in the gradients above.
        golden.verifyGradient("o_w", new double[n * m]);
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void wholeStep(GoldenCase golden) {
        MethodNetwork method = new MethodNetwork(golden, "x_l");
        int[] y = golden.input("y_l").labels();
        float[] weak = golden.input("x_weak").floats();
        int n = golden.input("x_weak").dimension(0);
        try (Workers workers = new Workers(2)) {
            boolean joint = golden.flag("joint_batch");
            NetworkEngine engine = method.engine(y.length + 2 * n, workers);
            StepContext context = new StepContext(engine, null, new SeededDraws(1));
            context.begin(0);
            long[] ids = LongStream.range(0, n).toArray();
            context.labelled().set(0, golden.input("x_l").floats(), y, null, ids, y.length);
            context.unlabelled().set(0, weak, null, null, ids, n);
            GivenChange change = new GivenChange(golden.input("x_strong").floats(), joint ? y.length + n : 0);
            FixMatch term = new FixMatch(
                    golden.number("weight"), golden.number("tau"), List.of(change), RegulariseOn.UNLABELLED, joint);
            double separate = joint ? 0 : new CrossEntropy().apply(context);
            double value = term.apply(context);
            Map<String, Double> measures = context.takeMeasures();
            double ce = joint ? measures.get("ce") : separate;
            double unlabelled = joint ? value - ce : value;
            golden.verify("loss.ce", ce);
            golden.verify("loss.unlabelled", unlabelled / golden.number("weight"));
            double[] mask = golden.expectedTensor("aux.mask").data();
            assertEquals(Arrays.stream(mask).average().orElseThrow(), measures.get("confident"), 1e-12);
            context.backward();
            float[] gradient = new float[method.network().parameterCount()];
            engine.gradient(gradient);
            double decay = golden.number("weight_decay");
            method.verifyParameters("grad.", withDecay(method, decay, gradient));
            double squares = halfSquares(method);
            golden.verify("loss.decay", squares);
            golden.verify("loss.total", ce + unlabelled + decay * squares);
            method.verifyStatistics("after.", engine.statistics());
        }
        // Derivatives that no training asks for.
        List.of("grad.x_l", "grad.x_weak", "grad.x_strong").forEach(golden::expectedTensor);
        golden.finish();
    }

    private static IntStream decayed(MethodNetwork method) {
        return method.network().parameters().stream()
                .filter(spec -> spec.tensor().kind() == ParameterKind.WEIGHT)
                .flatMapToInt(spec -> IntStream.range(spec.offset(), spec.offset() + spec.size()));
    }

    private static float[] withDecay(MethodNetwork method, double decay, float[] gradient) {
        float[] parameters = method.parameters();
        decayed(method).forEach(i -> gradient[i] += (float) (decay * parameters[i]));
        return gradient;
    }

    private static double halfSquares(MethodNetwork method) {
        float[] parameters = method.parameters();
        return 0.5
                * decayed(method)
                        .mapToDouble(i -> (double) parameters[i] * parameters[i])
                        .sum();
    }
}
