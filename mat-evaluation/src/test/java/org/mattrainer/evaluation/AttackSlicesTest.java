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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.FastAdaptiveBoundary;
import org.mattrainer.evaluation.attack.FastGradientMethod;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Attacks that are made elsewhere, on some of the examples at a time. */
class AttackSlicesTest {

    private static final MutableDataset<Label> DATA = SmallImages.dataset(24, 5);
    private static final double[] RADII = {0, 0.5, 1};

    @TempDir
    private Path folder;

    private final List<Integer> made = new ArrayList<>();

    private static RobustnessEvaluator evaluator() {
        List<Attack> attacks = List.of(
                new FastGradientMethod(2, RADII, false, true),
                ProjectedGradientDescent.builder().radii(RADII).steps(5).build(),
                FastAdaptiveBoundary.builder().radii(RADII).steps(4).build());
        return RobustnessEvaluator.builder(attacks)
                .maxExamples(20)
                .checkExamples(3)
                .build();
    }

    /** Slices of different sizes, the last first, each by an evaluator of its own. */
    private AttackPlace slices(MatModel model) {
        return (attack, positions) -> {
            made.add(attack);
            List<List<AttackResult>> results = new ArrayList<>();
            for (int first : new int[] {13, 7, 0}) {
                int end = first == 13 ? positions.size() : first + (first == 7 ? 6 : 7);
                List<Example<Label>> examples = new ArrayList<>();
                positions.subList(first, end).forEach(position -> examples.add(DATA.getExample(position)));
                results.add(0, evaluator().attack(model, examples, first, attack));
            }
            return AttackSlices.join(results);
        };
    }

    @Test
    void theFindingsAreThoseOfAllExamplesTogether() {
        MatModel model = SmallModels.mat();
        RobustnessFindings whole = evaluator().evaluate(model, DATA).findings();
        RobustnessEvaluator placed = evaluator();
        placed.setAttackPlace(slices(model));
        assertEquals(whole, placed.evaluate(model, DATA).findings());
        assertEquals(List.of(0, 1, 2), made);
    }

    @Test
    void whatIsKeptIsNotMadeAgainWhereverItWasMade() {
        MatModel model = SmallModels.mat();
        RobustnessEvaluator here = evaluator();
        here.setPartialResults(folder);
        RobustnessFindings whole = here.evaluate(model, DATA).findings();
        RobustnessEvaluator placed = evaluator();
        placed.setPartialResults(folder);
        placed.setAttackPlace(slices(model));
        assertEquals(whole, placed.evaluate(model, DATA).findings());
        assertTrue(made.isEmpty(), made.toString());
    }

    @Test
    void slicesOfDifferentAttacksDoNotFit() {
        AttackResult one = new AttackResult("one", 2, 1, List.of(), 3, 1);
        AttackResult larger = new AttackResult("one", 2, 2, List.of(), 3, 1);
        assertEquals(
                List.of(new AttackResult("one", 2, 1, List.of(), 6, 2)),
                AttackSlices.join(List.of(List.of(one), List.of(one))));
        for (List<AttackResult> other : List.of(List.of(larger), List.of(one, larger), List.<AttackResult>of())) {
            assertThrows(IllegalArgumentException.class, () -> AttackSlices.join(List.of(List.of(one), other)));
        }
        assertThrows(IllegalArgumentException.class, () -> AttackSlices.join(List.of()));
    }
}
