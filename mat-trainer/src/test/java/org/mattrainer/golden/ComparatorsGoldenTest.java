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
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers, graphs and whole networks of {@code comparators.json}. */
class ComparatorsGoldenTest {

    /** The operations of other tests. */
    private static final Set<String> ELSEWHERE = Set.of(
            // DeepSupervisionGoldenTest
            "dsn",
            // WeightNormStartGoldenTest
            "weight_norm_init",
            // GanLossGoldenTest
            "gan_k1",
            "feature_matching",
            "catgan",
            // GanGoldenTest
            "gan",
            "gan_gradients",
            // OptimGoldenTest
            "optimizer",
            // AugmentGoldenTest
            "augment",
            // HighwayGoldenTest
            "supervised",
            "squared_hinge",
            // MeanTeacherGoldenTest
            "mean_teacher",
            // StackedWhatWhereGoldenTest
            "swwae",
            // SkipGenerativeGoldenTest
            "log_normal",
            "log_bernoulli",
            "sdgm",
            // CourseGoldenTest
            "ema",
            "ramps",
            "squared_hinge_threshold",
            // LadderGoldenTest
            "denoising_cost",
            "ladder",
            // TemporalEnsemblingGoldenTest
            "consistency_mse",
            "temporal_targets",
            "temporal_ensembling",
            // FixMatchGoldenTest
            "fixmatch",
            "fixmatch_step",
            // AdversarialMethodsGoldenTest and MartLossGoldenTest
            "pgd_at",
            "trades",
            "mart",
            "mart_loss");

    private static List<GoldenCase> ready(Precision precision) {
        return GoldenFile.load("comparators", precision).stream()
                .filter(golden -> !ELSEWHERE.contains(golden.op()))
                .toList();
    }

    static List<GoldenCase> doubles() {
        return ready(Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        GraphCase graph = GraphCase.of(golden);
        graph.verify(graph.probe().reference());
        golden.finish();
    }

    static List<GoldenCase> floats() {
        return ready(Precision.FLOAT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floats")
    void engine(GoldenCase golden) {
        GraphCase graph = GraphCase.of(golden);
        graph.verify(graph.probe().engine());
        golden.finish();
    }
}
