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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AutoAttack;
import org.mattrainer.evaluation.attack.Proportion;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.study.ModelStudy;

/**
 * The accuracy to quote for one norm: under AutoAttack where it was run, else of the examples that withstand every attack.
 *
 * @param norm the norm p of the perturbations
 * @param radius their size
 * @param attacks the names of the attacks, at least one
 */
record RobustColumn(double norm, double radius, Set<String> attacks) {

    /** One column for each norm in which something was attacked, in the order of the results. */
    static List<RobustColumn> of(List<ModelStudy> models) {
        Map<Double, List<AttackResult>> byNorm = new LinkedHashMap<>();
        for (ModelStudy model : models) {
            for (RobustnessEvaluation evaluation : model.robustness()) {
                for (AttackResult result : evaluation.results()) {
                    if (result.radius() > 0) {
                        byNorm.computeIfAbsent(result.norm(), norm -> new ArrayList<>())
                                .add(result);
                    }
                }
            }
        }
        return byNorm.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RobustColumn of(double norm, List<AttackResult> results) {
        Optional<String> auto = results.stream()
                .filter(AutoAttack::made)
                .map(AttackResult::attack)
                .findFirst();
        TreeMap<Double, Set<String>> attacks = new TreeMap<>();
        for (AttackResult result : results) {
            if (auto.isEmpty() || result.attack().equals(auto.get())) {
                attacks.computeIfAbsent(result.radius(), radius -> new LinkedHashSet<>())
                        .add(result.attack());
            }
        }
        // The radius of most attacks, the middle one of several.
        int most = attacks.values().stream().mapToInt(Set::size).max().orElseThrow();
        SortedSet<Double> radii = new TreeSet<>(attacks.keySet());
        radii.removeIf(radius -> attacks.get(radius).size() < most);
        double radius = List.copyOf(radii).get(radii.size() / 2);
        return new RobustColumn(norm, radius, attacks.get(radius));
    }

    /** What to write above the column. */
    String title() {
        String by = attacks.size() == 1
                ? attacks.iterator().next()
                : "worst of " + attacks.size() + " attacks " + NormText.of(norm);
        return "robust accuracy, " + by + ", radius " + Numbers.plain(radius);
    }

    /** The share of a model's examples that withstand all of the attacks; empty where one of them was not run. */
    Optional<Proportion> of(ModelStudy model) {
        for (RobustnessEvaluation evaluation : model.robustness()) {
            List<AttackResult> results = attacks.stream()
                    .flatMap(attack -> evaluation.findings().result(attack, radius).stream())
                    .toList();
            if (results.size() == attacks.size()) {
                int examples = results.get(0).examples();
                long robust = IntStream.range(0, examples)
                        .filter(i -> results.stream()
                                .allMatch(result -> result.outcomes().get(i).robust()))
                        .count();
                return Optional.of(new Proportion(robust, examples));
            }
        }
        return Optional.empty();
    }
}
