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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.Verdict;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Reports of jobs with several evaluators of robustness, each of which chooses its examples for itself. */
class SeveralEvaluatorsTest {

    private static final Model<Label> MODEL = SmallModels.mat();

    private static AttackResult attack(String name, String robust) {
        return new AttackResult(
                name,
                2,
                1,
                robust.chars().mapToObj(c -> new Outcome(c == '1', "a", 1)).toList(),
                0,
                0);
    }

    private static ModelStudy study(RobustnessEvaluation... evaluations) {
        Map<String, RobustnessEvaluation> byTitle = new LinkedHashMap<>();
        for (RobustnessEvaluation evaluation : evaluations) {
            byTitle.put("Robustness" + (byTitle.isEmpty() ? "" : " " + (byTitle.size() + 1)), evaluation);
        }
        return ModelStudies.of("a", MODEL, new boolean[] {true}, byTitle, List.of());
    }

    private static List<String> headline(ModelStudy study) {
        Table table = HeadlineTable.of(List.of(study));
        List<Cell> row = table.rows().get(0);
        return List.of(
                String.join("; ", table.head().subList(2, table.head().size() - 1)),
                String.join(
                        "; ",
                        row.subList(2, row.size() - 1).stream().map(Cell::text).toList()));
    }

    @Test
    void attacksOnTheSameExamplesArePutTogether() {
        ModelStudy study = study(
                ModelStudies.robustness(MODEL, 0, attack("PGD L2", "1100")),
                ModelStudies.robustness(MODEL, 0, attack("square L2", "0111")));
        assertEquals(
                List.of("robust accuracy, worst of 2 attacks L2, radius 1", "25.00 %"),
                headline(study),
                "each evaluator has one of the two");
    }

    @Test
    void attacksOnOtherExamplesHaveColumnsOfTheirOwn() {
        ModelStudy study = study(
                ModelStudies.robustness(MODEL, 0, attack("PGD L2", "1100"), attack("FGM L2", "1110")),
                ModelStudies.robustness(MODEL, 4, attack("square L2", "01"), attack("noise L2", "11")));
        assertEquals(
                List.of(
                        "robust accuracy, worst of 2 attacks L2, radius 1, Robustness; "
                                + "robust accuracy, worst of 2 attacks L2, radius 1, Robustness 2",
                        "50.00 %; 50.00 %"),
                headline(study));
    }

    @Test
    void autoAttackIsQuotedWhicheverEvaluatorRanIt() {
        ModelStudy study = study(
                ModelStudies.robustness(MODEL, 0, attack("PGD L2", "1110")),
                ModelStudies.robustness(MODEL, 4, attack("AutoAttack L2", "0001")));
        assertEquals(List.of("robust accuracy, AutoAttack L2, radius 1", "25.00 %"), headline(study));
    }

    @Test
    void aCurveBeginsAtTheAccuracyOfItsOwnExamples() {
        ModelStudy study = study(
                ModelStudies.robustness(MODEL, 0, new Proportion(4, 4), List.of(), attack("PGD L2", "1100")),
                ModelStudies.robustness(MODEL, 4, new Proportion(1, 2), List.of(), attack("square L2", "01")));
        List<List<String>> square =
                new RobustnessPlots(List.of(study)).all().get(1).values().records();
        assertEquals(List.of("0.0", "0.5"), square.get(1).subList(1, 3));
    }

    /** Both are the nearest of as many attacks of one norm, each on examples of its own. */
    @Test
    void medianDistancesOfOneNameAreAllThere() {
        String name = "nearest of 2 attacks L2 box";
        ModelStudy study = study(
                ModelStudies.distances(MODEL, new MedianDistance(name, 1.5, 1, 2, 4, 9)),
                ModelStudies.distances(MODEL, new MedianDistance(name, 2.5, 2, 3, 4, 5)));
        String table = EvaluationTable.of(List.of(study));
        assertTrue(table.contains("| median distance, " + name + " | 1.500 [1.000, 2.000] |"), table);
        assertTrue(table.contains("| median distance, " + name + ", Robustness 2 | 2.500 [2.000, 3.000] |"), table);
        Page page = new Page("distances");
        new RobustnessSection(page, List.of(study)).append();
        assertEquals(
                List.of(name, name + ", Robustness 2"),
                page.tables().stream()
                        .filter(t -> t.name().equals("median distances"))
                        .flatMap(t -> t.rows().stream())
                        .map(row -> row.get(0).text())
                        .toList());
    }

    @Test
    void aCheckThatOneEvaluatorRanIsNotCalledNotRun() {
        MaskingCheck missing = new MaskingCheck('a', "of two", Verdict.NOT_RUN, Double.NaN, "Not run.");
        MaskingCheck passed = new MaskingCheck('a', "of two", Verdict.PASS, 0, "Passed.");
        MaskingCheck failed = new MaskingCheck('a', "of two", Verdict.FAIL, 1, "Failed.");
        assertTrue(checks(missing, passed).contains("passed"), "not the first");
        assertTrue(checks(passed, missing).contains("passed"), "not the last");
        assertTrue(checks(passed, failed).contains("failed"), "the one that speaks against it");
        assertTrue(checks(failed, passed).contains("failed"), "in any order");
    }

    private static String checks(MaskingCheck first, MaskingCheck second) {
        Page page = new Page("checks");
        ChecksTable.append(
                page,
                List.of(study(
                        ModelStudies.robustness(MODEL, 0, new Proportion(1, 1), List.of(first), attack("PGD L2", "1")),
                        ModelStudies.robustness(
                                MODEL, 0, new Proportion(1, 1), List.of(second), attack("FGM L2", "1")))));
        return page.tables().get(0).markdown();
    }
}
