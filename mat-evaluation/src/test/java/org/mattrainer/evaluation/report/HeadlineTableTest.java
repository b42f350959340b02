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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.image.UnitScale;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.Term;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** The headline: seeds of one method in one row, the best of each column bold, the accuracy to quote. */
class HeadlineTableTest {

    private static final int EXAMPLES = 20;

    private static Model<Label> model(long seed) {
        return SmallModels.trainer(List.of(new CrossEntropy()), new UnitScale(), seed)
                .train(SmallImages.dataset(30, 1));
    }

    /** A model with the given numbers of errors and of examples that withstand each of the attacks. */
    private static ModelStudy study(String name, Model<Label> model, int errors, AttackResult... attacks) {
        boolean[] correct = new boolean[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            correct[i] = i >= errors;
        }
        return ModelStudies.of(
                name,
                model,
                correct,
                attacks.length == 0 ? Map.of() : Map.of("Robustness", ModelStudies.robustness(model, 0, attacks)),
                List.of());
    }

    private static AttackResult attack(String name, double norm, double radius, String robust) {
        return new AttackResult(
                name,
                norm,
                radius,
                robust.chars().mapToObj(c -> new Outcome(c == '1', "a", 1)).toList(),
                0,
                0);
    }

    @Test
    void modelsThatDifferInTheirSeedsAloneAreOneMethod() {
        Model<Label> other = SmallModels.mat();
        List<ModelStudy> models = List.of(
                study("vat-seed1", model(1), 2),
                study("mat", other, 6),
                study("vat-seed2", model(2), 4),
                study("again", other, 6));
        List<SeedGroup> groups = SeedGroup.of(models);
        assertEquals(
                List.of("vat", "mat", "again"),
                groups.stream().map(SeedGroup::name).toList());
        List<List<Cell>> rows = HeadlineTable.of(models).rows();
        assertEquals(
                "mean \u00b1 deviation of vat-seed1, vat-seed2",
                rows.get(0).get(0).notes().get(0).text());
        // 10 % and 20 %: their sample standard deviation is the difference over the root of 2.
        assertEquals("15.00 \u00b1 7.07 %", rows.get(0).get(1).text());
        assertEquals(0.15, rows.get(0).get(1).value(), 1e-12);
        assertTrue(rows.get(0).get(1).best());
        assertEquals("30.00 %", rows.get(1).get(1).text());
        // All say 50 %: right in 85 % on average, and in 70 %.
        assertEquals("35.00 \u00b1 7.07 %", rows.get(0).get(2).text());
        assertEquals(
                List.of(false, true, true),
                rows.stream().map(row -> row.get(2).best()).toList());
    }

    /** As where an evaluator failed on a seed. */
    @Test
    void aMeanWithoutSomeSeedsIsNotTheBest() {
        Model<Label> other = SmallModels.mat();
        List<List<Cell>> rows = HeadlineTable.of(List.of(
                        study("vat-seed1", model(1), 2, attack("PGD L2", 2, 1, "1111")),
                        study("vat-seed2", model(2), 4),
                        study("mat", other, 6, attack("PGD L2", 2, 1, "1110")),
                        study("again", other, 6, attack("PGD L2", 2, 1, "1100"))))
                .rows();
        assertEquals("of 1 of 2 seeds", rows.get(0).get(2).notes().get(1).text());
        assertEquals(
                List.of(false, true, false),
                rows.stream().map(row -> row.get(2).best()).toList());
    }

    /** Every setting but a seed makes another method. */
    @Test
    void modelsThatDifferInMoreAreNot() {
        List<ModelStudy> models = new ArrayList<>();
        for (double outputWeight : new double[] {1, 0.5}) {
            Term term = new Smoothness(0.1, outputWeight, 0, 0.5, new PowerIteration());
            models.add(study(
                    "vat-" + outputWeight,
                    SmallModels.trainer(List.of(new CrossEntropy(), term), new UnitScale(), models.size())
                            .train(SmallImages.dataset(30, 1)),
                    1));
        }
        assertEquals(2, SeedGroup.of(models).size());
    }

    @Test
    void whatTheNamesHaveInCommonIsTheNameOfTheMethod() {
        assertEquals("mat", SeedGroup.commonName(List.of("mat-seed-1", "mat-seed-2")));
        assertEquals("mat", SeedGroup.commonName(List.of("mat-1", "mat-12")));
        assertEquals("sigma2", SeedGroup.commonName(List.of("sigma2-s10", "sigma2-s11")));
        assertEquals("loss", SeedGroup.commonName(List.of("loss-1", "loss-2")));
        assertEquals("only-seed", SeedGroup.commonName(List.of("only-seed")));
        assertEquals("first, \u2026", SeedGroup.commonName(List.of("first", "second")));
    }

    @Test
    void allThatReadTheSameAsTheBestAreBold() {
        List<Cell> cells =
                List.of(Cell.of("1.00 %", 0.01001), Cell.of("1.00 \u00b1 0.20 %", 0.00999), Cell.of("1.01 %", 0.0101));
        assertEquals(
                List.of(true, true, false),
                HeadlineTable.withBest(cells, row -> true, false).stream()
                        .map(Cell::best)
                        .toList());
        assertEquals(
                List.of(false, false, true),
                HeadlineTable.withBest(cells, row -> true, true).stream()
                        .map(Cell::best)
                        .toList());
        List<Cell> alone = List.of(Cell.of("1.00 %", 0.01), Cell.ABSENT);
        assertEquals(alone, HeadlineTable.withBest(alone, row -> true, false), "nothing to compare");
    }

    @Test
    void theAccuracyToQuoteIsThatOfAutoAttack() {
        Table table = HeadlineTable.of(List.of(study(
                "a",
                SmallModels.mat(),
                1,
                attack("PGD L2", 2, 1, "0000"),
                attack("AutoAttack L2", 2, 0.5, "1111"),
                attack("AutoAttack L2", 2, 1, "1101"),
                attack("AutoAttack L2", 2, 2, "0001"))));
        assertEquals("robust accuracy, AutoAttack L2, radius 1", table.head().get(2));
        assertEquals(0.75, table.rows().get(0).get(2).value());
    }

    @Test
    void withoutItOneAttackIsEnoughToBreakAnExample() {
        AttackResult first = attack("PGD L2", 2, 1, "1100");
        AttackResult second = attack("FGM L2", 2, 1, "0111");
        AttackResult further = attack("FGM L2", 2, 2, "0000");
        AttackResult pixels = attack("PGD Linf", Double.POSITIVE_INFINITY, 0.1, "1110");
        Table table = HeadlineTable.of(List.of(
                study("a", SmallModels.mat(), 1, first, second, further, pixels),
                study("b", SmallModels.baseline(), 1, first)));
        assertEquals(
                List.of("robust accuracy, worst of 2 attacks L2, radius 1", "robust accuracy, PGD Linf, radius 0.1"),
                table.head().subList(2, 4));
        assertEquals(0.25, table.rows().get(0).get(2).value());
        assertEquals(0.75, table.rows().get(0).get(3).value());
        assertEquals(Cell.ABSENT, table.rows().get(1).get(2), "one of the attacks was not run");
    }
}
