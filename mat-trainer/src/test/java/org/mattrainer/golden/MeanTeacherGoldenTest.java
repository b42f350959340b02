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
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.training.TaughtSteps;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.StepReport;

/** Two steps of Mean Teacher against golden vectors: losses, gradients, both networks and their statistics. */
class MeanTeacherGoldenTest {

    private static final long UNLABELLED = 1_000;

    static List<GoldenCase> cases() {
        return GoldenFile.comparators("mean_teacher");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void twoSteps(GoldenCase golden) {
        MethodNetwork method = new MethodNetwork(golden, "x_l.1");
        int labelled = golden.input("x_l.1").dimension(0);
        int unlabelled = golden.input("x_u.1").dimension(0);
        double weight = golden.number("consistency_weight");
        MeanTeacher term = new MeanTeacher(weight, 0, golden.number("ema_decay"), RegulariseOn.BOTH);
        Sgd optimiser = new Sgd(golden.number("lr"), golden.number("momentum"), 0, WeightDecayScope.WEIGHTS);
        try (Workers workers = new Workers(2)) {
            NetworkEngine engine = method.engine(Math.max(labelled, unlabelled), workers);
            TaughtSteps steps = new TaughtSteps(
                    engine,
                    method.parameters(),
                    optimiser,
                    List.of(new CrossEntropy(), term),
                    new Given(golden, method.drawing()));
            for (int t = 1; t <= 2; t++) {
                StepReport report = steps.run(
                        golden.input("x_l." + t).floats(),
                        golden.input("y_l." + t).labels(),
                        golden.input("x_u." + t).floats(),
                        LongStream.range(0, labelled).toArray(),
                        LongStream.range(UNLABELLED, UNLABELLED + unlabelled).toArray());
                double ce = report.terms().get("ce");
                double consistency = report.terms().get("teacher");
                golden.verify("loss.ce." + t, ce);
                golden.verify("loss.consistency." + t, consistency / weight);
                golden.verify("loss.total." + t, ce + consistency);
                if (t == 1) {
                    method.verifyParameters("grad.", steps.gradient());
                }
            }
            method.verifyParameters("after.", steps.parameters());
            method.verifyStatistics("after.", engine.statistics());
            method.verifyParameters("teacher.", steps.teacherParameters());
            method.verifyStatistics("teacher.", steps.teacherStatistics());
        }
        golden.finish();
    }

    /** The noise and the masks of the passes of students and teachers. */
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
            String network = purpose == StreamPurpose.TEACHER_DROPOUT ? "t" : "s";
            String pass = network + (examples[0] >= UNLABELLED ? "u" : "l") + (step + 1) + ".";
            nodes.forEach((name, node) -> {
                String key = (golden.hasInput("noise." + pass + name) ? "noise." : "mask.") + pass + name;
                float[] given = golden.input(key).floats();
                System.arraycopy(given, 0, masks.mask(node), 0, given.length);
            });
        }
    }
}
