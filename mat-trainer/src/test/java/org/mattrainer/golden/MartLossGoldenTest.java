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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.LocalProblem;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.objective.Mart;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.reference.Numbers;

/** The loss of MART on given logits against golden vectors: values in double, gradients in single precision. */
class MartLossGoldenTest {

    static List<GoldenCase> cases() {
        return GoldenFile.comparators("mart_loss");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void valueAndGradients(GoldenCase golden) {
        double[] o = golden.input("o").data();
        double[] moved = golden.input("o_adv").data();
        int[] y = golden.input("y").labels();
        int m = golden.input("o").dimension(1);
        golden.upstream("boosted_ce");
        golden.upstream("weighted_kl");
        double boosted = 0;
        double weighted = 0;
        double[] clean = new double[o.length];
        double[] perturbed = new double[o.length];
        try (Workers workers = new Workers(1)) {
            for (int i = 0; i < y.length; i++) {
                double[] row = Numbers.row(o, i, m);
                double[] step = Numbers.sum(Numbers.row(moved, i, m), -1, row);
                Answer first = answer(row, step, y[i], 0, workers);
                Answer all = answer(row, step, y[i], 1, workers);
                boosted += first.value / y.length;
                weighted += (all.value - first.value) / y.length;
                Numbers.setRow(clean, i, Numbers.scaled(1.0 / y.length, all.clean));
                Numbers.setRow(perturbed, i, Numbers.scaled(1.0 / y.length, all.perturbed));
            }
        }
        golden.verify("boosted_ce", boosted);
        golden.verify("weighted_kl", weighted);
        golden.verifyGradient("o", clean);
        golden.verifyGradient("o_adv", perturbed);
        golden.finish();
    }

    private record Answer(double value, double[] clean, double[] perturbed) {}

    /** Of a network that adds a shift to logits, the gradient of which is that of both passes together. */
    private static Answer answer(double[] row, double[] step, int label, double beta, Workers workers) {
        int m = row.length;
        Network network = new Network(TensorShape.vector(m), List.of(new LeakyRelu(1), new ChannelAffine(false)), 1);
        NetworkEngine engine = new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), 1, workers);
        engine.load(new float[m]);
        StepContext context = new StepContext(engine, null, new SeededDraws(1));
        context.begin(0);
        context.labelled().set(0, Numbers.toFloat(row), new int[] {label}, null, new long[1], 1);
        double value = new Mart(beta, 1, new GivenStep(Numbers.toFloat(step))).apply(context);
        float[] gradient = new float[m];
        engine.gradient(gradient);
        double[] perturbed = Numbers.toDouble(gradient);
        return new Answer(value, context.labelled().pass().logitGradient().clone(), perturbed);
    }

    /** A perturbation that is known beforehand. */
    private record GivenStep(float[] step) implements Direction {

        @Override
        public int find(LocalProblem problem, double sigma, float[] perturbations) {
            System.arraycopy(step, 0, perturbations, 0, step.length);
            return 0;
        }

        @Override
        public int gradients() {
            return 0;
        }

        @Override
        public boolean usesLatent() {
            return false;
        }

        @Override
        public boolean usesLabels() {
            return false;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "Direction");
        }
    }
}
