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
package org.mattrainer.evaluation.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.RobustnessFindings;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.embedding.SeparationScores;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.statistics.Calibration;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.Embedding;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;

/** What was found out about models, made up. */
final class ModelStudies {

    private ModelStudies() {}

    private static LabelEvaluation labels(Model<Label> model) {
        return new LabelEvaluator().evaluate(model, SmallImages.dataset(3, 2));
    }

    /** An embedding of the latent vectors of two examples of two classes. */
    static Embedding embedding(String attack, double radius, double neighbourAccuracy) {
        return new Embedding(
                "latent",
                "",
                attack,
                radius,
                new double[][] {{0, 0}, {1, 1}},
                new int[] {0, 1},
                List.of("a", "b"),
                new SeparationScores(neighbourAccuracy, 0, 1));
    }

    /** A model that says 50 % of everything. */
    static ModelStudy of(
            String name,
            Model<Label> model,
            boolean[] correct,
            Map<String, ? extends Evaluation<Label>> evaluations,
            List<Embedding> embeddings) {
        double[] half = new double[correct.length];
        Arrays.fill(half, 0.5);
        return new ModelStudy(
                name,
                "file",
                model,
                labels(model),
                correct,
                Optional.of(Calibration.of(half, correct, half)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>(evaluations),
                embeddings,
                Optional.empty(),
                Map.of(),
                List.of());
    }

    /** Attacks on the test examples from a place on, of which the model has all right before. */
    static RobustnessEvaluation robustness(Model<Label> model, int first, AttackResult... attacks) {
        int examples = attacks[0].examples();
        return robustness(model, first, new Proportion(examples, examples), List.of(), attacks);
    }

    /** An attack that breaks nothing, and a median distance. */
    static RobustnessEvaluation distances(Model<Label> model, MedianDistance distance) {
        AttackResult attack = new AttackResult(
                "FAB of " + distance.examples(), 2, distance.largest(), List.of(new Outcome(true, "a", 0)), 0, 0);
        return new RobustnessEvaluation(
                labels(model),
                new RobustnessFindings(
                        List.of(0),
                        new Proportion(1, 1),
                        List.of(attack),
                        List.of(distance),
                        List.of(),
                        Optional.empty()),
                model.getProvenance());
    }

    static RobustnessEvaluation robustness(
            Model<Label> model, int first, Proportion clean, List<MaskingCheck> checks, AttackResult... attacks) {
        List<Integer> examples =
                IntStream.range(first, first + attacks[0].examples()).boxed().toList();
        return new RobustnessEvaluation(
                labels(model),
                new RobustnessFindings(examples, clean, List.of(attacks), List.of(), checks, Optional.empty()),
                model.getProvenance());
    }

    /** What is known of a model without its robustness, by another name, from another file and with the history of its training. */
    static ModelStudy trained(ModelStudy study, String name, String file, Map<String, double[]> history) {
        return new ModelStudy(
                name,
                file,
                study.model(),
                study.evaluation(),
                study.correct(),
                study.calibration(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                history,
                List.of());
    }
}
