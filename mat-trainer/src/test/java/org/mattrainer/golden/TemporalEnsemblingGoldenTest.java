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
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.training.KeepingSteps;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.ExampleMemory;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.TemporalEnsembling;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.reference.Numbers;
import org.mattrainer.training.StepReport;

/** Temporal ensembling against golden vectors: its loss, its targets, and two epochs of two steps. */
class TemporalEnsemblingGoldenTest {

    private static final String TERM = new TemporalEnsembling().name();

    static List<GoldenCase> losses() {
        return GoldenFile.comparators("consistency_mse");
    }

    static List<GoldenCase> targets() {
        return GoldenFile.comparators("temporal_targets");
    }

    static List<GoldenCase> trainings() {
        return GoldenFile.comparators("temporal_ensembling");
    }

    /** One step of a network whose logits are its input, on examples in order. */
    private record Rows(double[] logits, int m, ExampleMemory kept) {

        /** The value of the term and its gradient by the logits; what is kept changes if the step is finished. */
        double[] apply(TemporalEnsembling term, double[] gradient, boolean finishes) {
            Network network = new Network(TensorShape.vector(m), List.of(new LeakyRelu(1), new LeakyRelu(1)), 1);
            int n = logits.length / m;
            try (Workers workers = new Workers(1)) {
                NetworkEngine engine =
                        new NetworkEngine(NetworkPlan.compile(network, ConvolutionAlgorithm.DIRECT), n, workers);
                StepContext context =
                        new StepContext(engine, null, new SeededDraws(1), Map.of(), null, null, Map.of(TERM, kept));
                context.begin(0);
                long[] ids = LongStream.range(0, n).toArray();
                context.unlabelled().set(0, Numbers.toFloat(logits), null, null, ids, n);
                double value = term.apply(context);
                System.arraycopy(context.unlabelled().pass().logitGradient(), 0, gradient, 0, gradient.length);
                if (finishes) {
                    term.finish(context);
                }
                return new double[] {value};
            }
        }

        /**
         * Compares targets less the mean of their row: with p = 1/M the gradient of |p - q|^2 / (N M) by a logit is
         * 2 (mean q - q) / (N M^2).
         */
        static void verifyTargets(GoldenCase golden, String key, ExampleMemory kept, double momentum) {
            double[] expected = golden.expectedTensor(key).data();
            int n = golden.expectedTensor(key).dimension(0);
            int m = golden.expectedTensor(key).dimension(1);
            double[] gradient = new double[n * m];
            new Rows(new double[n * m], m, kept).apply(new TemporalEnsembling(1, 0, momentum), gradient, false);
            double[] centred = new double[n * m];
            for (int i = 0; i < n * m; i++) {
                double[] row = Numbers.row(expected, i / m, m);
                centred[i] = expected[i] - Arrays.stream(row).average().orElseThrow();
            }
            golden.compare(key, centred, Numbers.scaled(-n * m * m / 2.0, gradient));
        }
    }

    private static double[] softmax(double[] logits, int m) {
        double[] p = new double[logits.length];
        for (int i = 0; i < p.length; i++) {
            double sum = 0;
            for (int k = i / m * m; k < (i / m + 1) * m; k++) {
                sum += Math.exp(logits[k] - logits[i]);
            }
            p[i] = 1 / sum;
        }
        return p;
    }

    /** An ensemble of rows, each seen before as often as is said. */
    private static ExampleMemory memory(double[] ensemble, int m, int seen) {
        int n = ensemble.length / m;
        ExampleMemory memory = new ExampleMemory(n, m + 1);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < m; k++) {
                memory.values()[i * (m + 1) + k] = (float) ensemble[i * m + k];
            }
            memory.values()[i * (m + 1) + m] = seen;
        }
        return memory;
    }

    private static double[] ensemble(ExampleMemory memory, int n, int m) {
        double[] rows = new double[n * m];
        for (int i = 0; i < n * m; i++) {
            rows[i] = memory.values()[memory.offset(i / m) + i % m];
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void lossAndGradient(GoldenCase golden) {
        int m = golden.input("o").dimension(1);
        double[] taught = softmax(golden.input("teacher").data(), m);
        double[] gradient = new double[taught.length];
        Rows rows = new Rows(golden.input("o").data(), m, memory(Numbers.scaled(0.4, taught), m, 1));
        golden.verify("loss", rows.apply(new TemporalEnsembling(1, 0, 0.6), gradient, false));
        assertEquals(1, golden.upstream("loss").data()[0]);
        golden.verifyGradient("o", gradient);
        // Targets are no values of a pass, so nothing can reach them.
        golden.verifyGradient("teacher", new double[taught.length]);
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void ensemblesAndTargets(GoldenCase golden) {
        int n = golden.input("ensemble").dimension(0);
        int m = golden.input("ensemble").dimension(1);
        double momentum = golden.number("alpha");
        ExampleMemory kept = memory(golden.input("ensemble").data(), m, golden.integer("epoch") - 1);
        double[] logits =
                Arrays.stream(golden.input("prediction").data()).map(Math::log).toArray();
        new Rows(logits, m, kept).apply(new TemporalEnsembling(1, 0, momentum), new double[n * m], true);
        golden.verify("ensemble_after", ensemble(kept, n, m));
        Rows.verifyTargets(golden, "target", kept, momentum);
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trainings")
    void twoEpochs(GoldenCase golden) {
        MethodNetwork method = new MethodNetwork(golden, "x");
        int m = method.network().classes();
        int examples = golden.input("x").dimension(0);
        double momentum = golden.number("alpha");
        double[] weights = golden.numbers("weights");
        assertEquals(0, weights[0]);
        TemporalEnsembling term = new TemporalEnsembling(weights[1], 0, momentum);
        ExampleMemory kept = new ExampleMemory(examples, term.keptPerExample(method.network()));
        int[][] labelled = golden.table("labelled");
        try (Workers workers = new Workers(2)) {
            KeepingSteps steps = new KeepingSteps(
                    method.engine(3, workers),
                    method.parameters(),
                    new Sgd(golden.number("lr"), 0, 0, WeightDecayScope.WEIGHTS),
                    List.of(new CrossEntropy(), term),
                    new Given(golden, method.drawing()),
                    Map.of(TERM, kept),
                    new TrainingLength(2, 2));
            for (int epoch = 0; epoch < 2; epoch++) {
                int[][] unlabelled = golden.table("unlabelled", epoch);
                for (int t = 0; t < 2; t++) {
                    StepReport report = steps.run(
                            rows(golden.input("x").floats(), labelled[t]),
                            Arrays.stream(labelled[t])
                                    .map(i -> golden.input("y").labels()[i])
                                    .toArray(),
                            rows(golden.input("x").floats(), unlabelled[t]),
                            Arrays.stream(labelled[t]).asLongStream().toArray(),
                            Arrays.stream(unlabelled[t]).asLongStream().toArray());
                    golden.verify("loss.ce." + epoch + t, report.terms().get("ce"));
                    double consistency = epoch == 0
                            ? meanSquare(kept, unlabelled[t], m, 1 - momentum)
                            : report.terms().get(TERM) / weights[epoch];
                    golden.verify("loss.consistency." + epoch + t, consistency);
                    assertEquals(epoch, report.measures().get(TERM + "_targets"));
                }
                golden.verify("ensemble." + epoch, ensemble(kept, examples, m));
                Rows.verifyTargets(golden, "target." + epoch, kept, momentum);
            }
            method.verifyParameters("after.", steps.parameters());
        }
        golden.finish();
    }

    private static float[] rows(float[] all, int[] examples) {
        float[] rows = new float[examples.length * 4];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(all, examples[i] * 4, rows, i * 4, 4);
        }
        return rows;
    }

    /** The mean square of the probabilities of examples that were seen once, which is their distance from nothing. */
    private static double meanSquare(ExampleMemory kept, int[] examples, int m, double scale) {
        double sum = 0;
        for (int example : examples) {
            for (int k = 0; k < m; k++) {
                double p = kept.values()[kept.offset(example) + k] / scale;
                sum += p * p;
            }
        }
        return sum / (examples.length * m);
    }

    /** The noise and the masks of the labelled passes, of two examples, and of the unlabelled ones, of three. */
    private record Given(GoldenCase golden, Map<String, Integer> nodes) implements Draws {

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            throw new AssertionError("Expected no noise but that of the network");
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            String pass = (n == 2 ? "l" : "u") + step / 2 + step % 2 + ".";
            nodes.forEach((name, node) -> {
                String key = (golden.hasInput("noise." + pass + name) ? "noise." : "mask.") + pass + name;
                float[] given = golden.input(key).floats();
                System.arraycopy(given, 0, masks.mask(node), 0, given.length);
            });
        }
    }
}
