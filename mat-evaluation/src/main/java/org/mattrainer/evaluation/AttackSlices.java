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
package org.mattrainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.Outcome;

/** Puts together what an attack did to several slices of the examples. */
public final class AttackSlices {

    private AttackSlices() {}

    /**
     * Puts results together.
     *
     * @param slices for each slice in the order of the examples, one result for each radius
     * @return one result for each radius
     * @throws IllegalArgumentException if the slices are none or not of the same attack and radii
     */
    public static List<AttackResult> join(List<List<AttackResult>> slices) {
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one slice, found none");
        }
        List<AttackResult> joined = new ArrayList<>(slices.get(0));
        for (List<AttackResult> slice : slices.subList(1, slices.size())) {
            if (slice.size() != joined.size()) {
                throw new IllegalArgumentException(
                        "Expected slices of " + joined.size() + " radii, found one of " + slice.size());
            }
            for (int r = 0; r < slice.size(); r++) {
                joined.set(r, join(joined.get(r), slice.get(r)));
            }
        }
        return List.copyOf(joined);
    }

    private static AttackResult join(AttackResult first, AttackResult second) {
        if (!first.attack().equals(second.attack()) || first.radius() != second.radius()) {
            throw new IllegalArgumentException("Expected slices of " + first.attack() + " with the radius "
                    + first.radius() + ", found one of " + second.attack() + " with " + second.radius());
        }
        List<Outcome> outcomes = new ArrayList<>(first.outcomes());
        outcomes.addAll(second.outcomes());
        return new AttackResult(
                first.attack(),
                first.norm(),
                first.radius(),
                outcomes,
                first.gradients() + second.gradients(),
                first.zeroGradients() + second.zeroGradients());
    }
}
