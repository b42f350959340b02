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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.RobustnessFindings;
import org.mattrainer.evaluation.SmoothnessResult;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.Mistake;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.evaluation.LabelEvaluator;

/** Figures that a model does not have, or that are no percentages, and figures of the right examples. */
class UndefinedFiguresTest {

    private static final Model<Label> MODEL =
            DummyClassifierTrainer.createMostFrequentTrainer().train(SmallImages.dataset(3, 2));

    private static ModelStudy study(String name, boolean[] correct, RobustnessEvaluation robustness) {
        return ModelStudies.of(name, MODEL, correct, Map.of("Robustness", robustness), List.of());
    }

    private static RobustnessEvaluation smooth(double mKl) {
        return new RobustnessEvaluation(
                new LabelEvaluator().evaluate(MODEL, SmallImages.dataset(3, 2)),
                new RobustnessFindings(
                        List.of(0),
                        new Proportion(1, 1),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(new SmoothnessResult(0.25, mKl, "OUTPUT", 1, 1, false))),
                MODEL.getProvenance());
    }

    @Test
    void aModelWithoutAMixtureHasNoLatentSmoothness() {
        ModelStudy without = study("without", new boolean[] {true}, smooth(Double.NaN));
        String alone = SummaryTable.of(List.of(without)).markdown() + EvaluationTable.of(List.of(without));
        assertFalse(alone.contains("NaN"), alone);
        assertFalse(alone.contains("M_KL"), alone);
        assertTrue(alone.contains("| L_KL | 0.2500 |"), alone);
        ModelStudy with = study("with", new boolean[] {true}, smooth(1.75));
        String both = EvaluationTable.of(List.of(without, with));
        assertTrue(both.contains("| M_KL | - | 1.750 |"), both);
        assertTrue(both.contains("| R_smooth | - | 1.000 |"), both);
    }

    @Test
    void aProbabilityTooSmallForADoubleIsNotZero() {
        boolean[] right = new boolean[1200];
        Arrays.fill(right, true);
        Page page = new Page("test");
        ComparisonSection.append(
                page, List.of(study("right", right, smooth(1)), study("wrong", new boolean[1200], smooth(1))));
        String table = page.tables().get(0).markdown();
        assertTrue(table.contains("| 1,200 | 0 | < 1e-300 * |"), table);
    }

    @Test
    void scoresThatAreNoProbabilitiesAreNoPercentages() {
        List<Mistake> mistakes = List.of(new Mistake(3, "a", "b", 12.5, Optional.empty()));
        Html scores = new Html();
        GallerySection.append(scores, mistakes, false);
        assertTrue(scores.toString().contains("12.50, no. 3"), scores.toString());
        Html probabilities = new Html();
        GallerySection.append(probabilities, List.of(new Mistake(3, "a", "b", 0.125, Optional.empty())), true);
        assertTrue(probabilities.toString().contains("12.50 %, no. 3"), probabilities.toString());
    }

    @Test
    void anAttackOnALayerIsComparedWithTheCleanExamplesOfItsOwnStudy() {
        ModelStudy study = ModelStudies.of(
                "net",
                MODEL,
                new boolean[] {true},
                Map.of(),
                List.of(
                        ModelStudies.embedding("", 0, 1),
                        ModelStudies.embedding("first", 1, 0.98),
                        ModelStudies.embedding("", 0, 0.6),
                        ModelStudies.embedding("second", 1, 0.59)));
        Page page = new Page("test");
        new EmbeddingSection(page, List.of(study)).append();
        String html = page.end();
        assertTrue(html.contains("clean 100.00 %: the classes stay where they were"), html);
        assertTrue(html.contains("clean 60.00 %: the classes stay where they were"), html);
    }
}
