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
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.FeatureDistance;
import org.mattrainer.objective.GanLossProbe;
import org.mattrainer.reference.Numbers;

/** The losses of generative adversarial networks on given rows against golden vectors. */
class GanLossGoldenTest {

    static List<GoldenCase> presence() {
        return GoldenFile.comparators("gan_k1");
    }

    static List<GoldenCase> matching() {
        return GoldenFile.comparators("feature_matching");
    }

    static List<GoldenCase> entropies() {
        return GoldenFile.comparators("catgan");
    }

    private static int rows(GoldenCase golden, String key) {
        return golden.input(key).dimension(0);
    }

    private static double upstream(GoldenCase golden, String key) {
        return golden.upstream(key).data()[0];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presence")
    void realAndGeneratedExamples(GoldenCase golden) {
        TermProbe.Result labelled = new TermProbe(
                        new CrossEntropy(), null, golden.input("o_l").dimension(1))
                .apply(golden.input("o_l").data(), golden.input("y").labels(), null);
        golden.verify("labelled", labelled.value());
        golden.verifyGradient("o_l", Numbers.scaled(upstream(golden, "labelled"), labelled.logitGradient()));
        double weight = upstream(golden, "unlabelled");
        GanLossProbe.Result real =
                GanLossProbe.presence(golden.input("o_u").floats(), rows(golden, "o_u"), true, weight / 2);
        GanLossProbe.Result fake =
                GanLossProbe.presence(golden.input("o_f").floats(), rows(golden, "o_f"), false, weight / 2);
        golden.verify("unlabelled", (real.value() + fake.value()) / weight);
        golden.verifyGradient("o_u", real.gradient());
        golden.verifyGradient("o_f", fake.gradient());
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matching")
    void meansOfFeatures(GoldenCase golden) {
        FeatureDistance distance =
                golden.choice("kind", "l2", "l1").equals("l2") ? FeatureDistance.SQUARED : FeatureDistance.ABSOLUTE;
        float[] real = golden.input("real").floats();
        GanLossProbe.Result found = GanLossProbe.matching(
                distance, real, rows(golden, "real"), golden.input("fake").floats(), rows(golden, "fake"));
        golden.verify("loss", found.value());
        golden.verifyGradient("fake", Numbers.scaled(upstream(golden, "loss"), found.gradient()));
        golden.verifyGradient("real", new double[real.length]);
        golden.finish();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entropies")
    void entropiesOfClasses(GoldenCase golden) {
        for (String which : List.of("real", "fake")) {
            String key = which.equals("real") ? "o_u" : "o_f";
            float[] rows = golden.input(key).floats();
            int n = rows(golden, key);
            boolean real = which.equals("real");
            golden.verify(
                    "h_" + which, GanLossProbe.entropies(rows, n, real, 1, 0).value());
            golden.verify(
                    "h_marginal_" + which,
                    GanLossProbe.entropies(rows, n, real, 0, -1).value());
            double certainty = upstream(golden, "h_" + which);
            double spread = -upstream(golden, "h_marginal_" + which);
            golden.verifyGradient(
                    key,
                    GanLossProbe.entropies(rows, n, real, certainty, spread).gradient());
        }
        golden.finish();
    }
}
