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

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.study.ModelStudy;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Radii that read the same in four digits. */
class CloseRadiiTest {

    private static final Model<Label> MODEL = SmallModels.mat();

    private static AttackResult attack(double radius, boolean robust) {
        return new AttackResult("AutoAttack L2", 2, radius, List.of(new Outcome(robust, "a", 1)), 0, 0);
    }

    private static ModelStudy study(String name, AttackResult... attacks) {
        return ModelStudies.of(
                name,
                MODEL,
                new boolean[] {true},
                Map.of("Robustness", ModelStudies.robustness(MODEL, 0, attacks)),
                List.of());
    }

    @Test
    void eachHasARowOfItsOwn() {
        double third = 8 / 255.0;
        List<ModelStudy> models = List.of(
                study("a", attack(0.03137, true), attack(third, false), attack(0.5, true)),
                study("b", attack(0.03137, true), attack(third, false), attack(0.5, true)));
        List<String> rows = EvaluationTable.of(models)
                .lines()
                .filter(line -> line.contains("AutoAttack L2, 0"))
                .map(line -> line.replaceAll(" \\[[^]]*\\]", ""))
                .toList();
        assertEquals(
                List.of(
                        "| AutoAttack L2, 0.03137 | 100.0 | 100.0 |",
                        "| AutoAttack L2, " + third + " | 0.0 | 0.0 |",
                        "| AutoAttack L2, 0.5 | 100.0 | 100.0 |"),
                rows);
        assertEquals(
                List.of(
                        "clean",
                        "AutoAttack L2, radius 0.03137",
                        "AutoAttack L2, radius " + third,
                        "AutoAttack L2, radius 0.5"),
                ModelComparison.of(models).stream()
                        .map(ModelComparison::subject)
                        .toList());
        String text = models.get(0).robustness().get(0).toString();
        assertTrue(text.contains("radius " + third + "  accuracy 0.00 %"), text);
        assertEquals(
                3,
                SummaryTable.of(models).rows().stream()
                        .filter(row -> row.get(0).text().startsWith("robust accuracy, AutoAttack L2, radius 0."))
                        .count());
    }
}
