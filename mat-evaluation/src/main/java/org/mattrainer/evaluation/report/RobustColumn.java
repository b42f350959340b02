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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AutoAttack;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.ModelStudy;

/**
 * The accuracy to quote for one norm: under AutoAttack where it was run, else of the examples that withstand every attack.
 *
 * @param title what to write above the column
 * @param radius the size of the perturbations
 * @param examples which examples were attacked
 * @param attacks the names of the attacks on these, at least one
 */
record RobustColumn(String title, double radius, List<Integer> examples, Set<String> attacks) {

    /** What can be put together: attacks of one norm on the same examples. */
    private record Group(double norm, List<Integer> examples) {}

    /**
     * A column for each norm in which something was attacked, in the order of the results; several where evaluators chose
     * other examples and none ran AutoAttack.
     */
    static List<RobustColumn> of(List<ModelStudy> models) {
        Map<Group, List<AttackResult>> groups = new LinkedHashMap<>();
        Map<Group, String> firstEvaluators = new HashMap<>();
        for (ModelStudy model : models) {
            model.evaluations().forEach((evaluator, evaluation) -> {
                if (evaluation instanceof RobustnessEvaluation robustness) {
                    for (AttackResult result : robustness.results()) {
                        Group group =
                                new Group(result.norm(), robustness.findings().examples());
                        if (result.radius() > 0) {
                            firstEvaluators.putIfAbsent(group, evaluator);
                            groups.computeIfAbsent(group, any -> new ArrayList<>())
                                    .add(result);
                        }
                    }
                }
            });
        }
        Map<Double, List<Group>> byNorm = groups.keySet().stream()
                .collect(Collectors.groupingBy(Group::norm, LinkedHashMap::new, Collectors.toList()));
        List<RobustColumn> columns = new ArrayList<>();
        for (List<Group> shown : byNorm.values()) {
            Optional<Group> quotable = shown.stream()
                    .filter(group -> groups.get(group).stream().anyMatch(AutoAttack::made))
                    .findFirst();
            for (Group group : quotable.map(List::of).orElse(shown)) {
                boolean alone = quotable.isPresent() || shown.size() == 1;
                columns.add(of(group, groups.get(group), alone ? "" : ", " + firstEvaluators.get(group)));
            }
        }
        return columns;
    }

    private static RobustColumn of(Group group, List<AttackResult> results, String suffix) {
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
        Set<String> chosen = attacks.get(radius);
        String by = most == 1 ? chosen.iterator().next() : "worst of " + most + " attacks " + NormText.of(group.norm());
        String title = "robust accuracy, " + by + ", radius " + Numbers.plain(radius) + suffix;
        return new RobustColumn(title, radius, group.examples(), chosen);
    }

    /** The share of a model's examples that withstand all of the attacks; empty where one of them was not run. */
    Optional<Proportion> of(ModelStudy model) {
        List<AttackResult> results = attacks.stream()
                .flatMap(attack -> model.robustness().stream()
                        .map(RobustnessEvaluation::findings)
                        .filter(findings -> findings.examples().equals(examples))
                        .flatMap(findings -> findings.result(attack, radius).stream()))
                .toList();
        if (results.size() < attacks.size()) {
            return Optional.empty();
        }
        long robust = IntStream.range(0, examples.size())
                .filter(i -> results.stream()
                        .allMatch(result -> result.outcomes().get(i).robust()))
                .count();
        return Optional.of(new Proportion(robust, examples.size()));
    }
}
