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

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AutoAttack;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.format.DistinctNumbers;
import org.mattrainer.evaluation.statistics.McNemar;
import org.mattrainer.evaluation.study.ModelStudy;

/**
 * Two models on the same examples.
 *
 * @param first name of the first model
 * @param second name of the second model
 * @param subject what was compared: {@code clean}, or an attack with its radius
 * @param quotable whether the comparison is clean or under the attack whose accuracy is the one to quote
 * @param examples number of examples
 * @param test counts and probability
 */
record ModelComparison(String first, String second, String subject, boolean quotable, int examples, McNemar test) {

    /** All pairs of models, clean and under each attack that both underwent on the same examples. */
    static List<ModelComparison> of(List<ModelStudy> models) {
        List<ModelComparison> all = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            for (int j = i + 1; j < models.size(); j++) {
                compare(models.get(i), models.get(j), all);
            }
        }
        return all;
    }

    private static void compare(ModelStudy first, ModelStudy second, List<ModelComparison> all) {
        all.add(new ModelComparison(
                first.name(),
                second.name(),
                "clean",
                true,
                first.correct().length,
                McNemar.of(first.correct(), second.correct())));
        for (RobustnessEvaluation a : first.robustness()) {
            for (RobustnessEvaluation b : second.robustness()) {
                if (a.evaluatorProvenance().equals(b.evaluatorProvenance())
                        && a.findings().examples().equals(b.findings().examples())) {
                    compare(first, second, a, b, all);
                }
            }
        }
    }

    private static void compare(
            ModelStudy first,
            ModelStudy second,
            RobustnessEvaluation a,
            RobustnessEvaluation b,
            List<ModelComparison> all) {
        DistinctNumbers radii = new DistinctNumbers(
                a.results().stream().map(AttackResult::radius).toList());
        for (AttackResult result : a.results()) {
            b.findings()
                    .result(result.attack(), result.radius())
                    .filter(other -> result.radius() > 0)
                    .ifPresent(other -> all.add(new ModelComparison(
                            first.name(),
                            second.name(),
                            result.attack() + ", radius " + radii.text(result.radius()),
                            AutoAttack.made(result),
                            result.examples(),
                            McNemar.of(robust(result), robust(other)))));
        }
    }

    private static boolean[] robust(AttackResult result) {
        boolean[] robust = new boolean[result.examples()];
        for (int i = 0; i < robust.length; i++) {
            Outcome outcome = result.outcomes().get(i);
            robust[i] = outcome.robust();
        }
        return robust;
    }
}
