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
package org.mattrainer.evaluation.attack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The median least distances that an evaluation measured: those of each {@link MinimalNormAttack} alone, and those of the nearest
 * wrong images that any attack of the same norm and box found. Each attack only bounds the true distances from above, so the
 * nearest of several are the better measure.
 */
public final class LeastDistances {

    /** What attacks must have in common for their distances to be comparable. */
    private record Kind(double norm, boolean box) {

        static Kind of(Attack attack) {
            return new Kind(attack.norm(), attack.hasBox());
        }
    }

    private LeastDistances() {}

    /**
     * The medians.
     *
     * @param attacks the attacks in the order of the configuration
     * @param results what they did to the same examples, in any order
     * @return those of single attacks in order, then those of all attacks of a norm and box, where there are several; empty without
     *     an attack of minimal norm or without examples
     */
    public static List<MedianDistance> of(List<Attack> attacks, List<AttackResult> results) {
        List<MedianDistance> medians = new ArrayList<>();
        Set<Kind> kinds = new LinkedHashSet<>();
        for (Attack attack : attacks) {
            if (attack instanceof MinimalNormAttack minimal) {
                MedianDistance.of(results, minimal).ifPresent(medians::add);
                kinds.add(Kind.of(attack));
            }
        }
        for (Kind kind : kinds) {
            Set<String> names = attacks.stream()
                    .filter(attack -> Kind.of(attack).equals(kind))
                    .map(Attack::name)
                    .collect(Collectors.toSet());
            List<AttackResult> found = results.stream()
                    .filter(result -> names.contains(result.attack()) && result.examples() != 0)
                    .toList();
            if (names.size() > 1 && !found.isEmpty()) {
                medians.add(MedianDistance.of(
                        "nearest of " + names.size() + " attacks " + BoundedAttack.nameOf(kind.norm(), kind.box()),
                        found,
                        searched(kind, attacks, found)));
            }
        }
        return medians;
    }

    /** How far the nearest images were searched for: what other attacks tried at larger radii is no search of all smaller ones. */
    private static double searched(Kind kind, List<Attack> attacks, List<AttackResult> found) {
        Set<String> searches = attacks.stream()
                .filter(attack ->
                        attack instanceof MinimalNormAttack && Kind.of(attack).equals(kind))
                .map(Attack::name)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(result -> searches.contains(result.attack()))
                .mapToDouble(AttackResult::radius)
                .max()
                .orElse(0);
    }
}
