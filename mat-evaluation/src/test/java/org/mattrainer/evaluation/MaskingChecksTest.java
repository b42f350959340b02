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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AutoAttack;
import org.mattrainer.evaluation.attack.AutoAttackVersion;
import org.mattrainer.evaluation.attack.FastAdaptiveBoundary;
import org.mattrainer.evaluation.attack.FastGradientMethod;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.attack.SquareAttack;
import org.mattrainer.evaluation.fixture.GoldenModel;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** The checks for hidden gradients on a model that has none and on one that has. */
class MaskingChecksTest {

    private static final MutableDataset<Label> DATA = SmallImages.dataset(60, 5);
    private static final double[] RADII = {0.5, 1};

    private static List<MaskingCheck> checks(MatModel model, Attack... attacks) {
        return RobustnessEvaluator.builder(List.of(attacks))
                .maxExamples(0)
                .seed(1)
                .checkExamples(60)
                .build()
                .evaluate(model, DATA)
                .checks();
    }

    private static Attack pgd(int steps) {
        return ProjectedGradientDescent.builder()
                .radii(RADII)
                .steps(steps)
                .seed(1)
                .build();
    }

    private static Attack[] all(int steps) {
        return new Attack[] {
            new FastGradientMethod(2, RADII, false, true),
            pgd(steps),
            SquareAttack.builder()
                    .radii(RADII)
                    .queries(20)
                    .firstShare(0.3)
                    .seed(1)
                    .build(),
            new RandomNoise(2, RADII, true, 1)
        };
    }

    @Test
    void anHonestModelPasses() {
        List<MaskingCheck> checks = checks(SmallModels.mat(), all(40));
        StringBuilder letters = new StringBuilder();
        for (MaskingCheck check : checks) {
            letters.append(check.letter());
            // Nothing adaptive is among the attacks, and nothing for least distances.
            Verdict expected = check.letter() >= 'i' ? Verdict.NOT_RUN : Verdict.PASS;
            assertEquals(expected, check.verdict(), check.toString());
            assertTrue(check.sentence().endsWith("."), check.sentence());
        }
        assertEquals("abcdefghij", letters.toString());
    }

    /** Logits of thousands make the softmax exactly 0 and 1 in single precision, so that there is no gradient. */
    @Test
    void aSaturatedModelHasNoGradients() {
        MatModel saturated = GoldenModel.withScaledLogits(SmallModels.mat(), 1000);
        List<MaskingCheck> checks = checks(saturated, pgd(20));
        assertEquals(Verdict.FAIL, checks.get(4).verdict(), checks.get(4).toString());
        assertTrue(checks.get(4).number() > 0.5, checks.get(4).toString());
        // The attack itself scales its gradients and is not deceived.
        assertEquals(Verdict.PASS, checks.get(1).verdict(), checks.get(1).toString());
    }

    /** One step where a search is expected leaves far more than an adaptive attack does. */
    @Test
    void aSearchThatFlattersIsFound() {
        Attack adaptive = AutoAttack.builder()
                .radii(RADII)
                .version(AutoAttackVersion.APGD)
                .steps(40)
                .seed(1)
                .build();
        Attack lazy = ProjectedGradientDescent.builder()
                .radii(RADII)
                .steps(1)
                .stepSize(0.01)
                .randomStart(false)
                .seed(1)
                .build();
        MaskingCheck check = checks(SmallModels.mat(), lazy, adaptive).get(8);
        assertEquals('i', check.letter());
        assertEquals(Verdict.FAIL, check.verdict(), check.toString());
        assertTrue(check.number() > 0.02 && check.sentence().contains("AutoAttack"), check.toString());
        double[] far = {3};
        Attack search =
                ProjectedGradientDescent.builder().radii(far).steps(20).seed(1).build();
        Attack both = AutoAttack.builder()
                .radii(far)
                .version(AutoAttackVersion.APGD)
                .steps(20)
                .seed(1)
                .build();
        MaskingCheck passed = checks(SmallModels.mat(), search, both).get(8);
        assertEquals(Verdict.PASS, passed.verdict(), passed.toString());
    }

    /** One step towards the border does not get there, which a search within the ball does. */
    @Test
    void distancesThatAreTooLongAreFound() {
        double[] far = {3};
        Attack search =
                ProjectedGradientDescent.builder().radii(far).steps(20).seed(1).build();
        Attack lazy = FastAdaptiveBoundary.builder().radii(far).steps(1).seed(1).build();
        Attack able =
                FastAdaptiveBoundary.builder().radii(far).steps(40).seed(1).build();
        MaskingCheck found = checks(GoldenModel.withScaledLogits(SmallModels.mat(), 1000), search, lazy)
                .get(9);
        assertEquals('j', found.letter());
        assertEquals(Verdict.FAIL, found.verdict(), found.toString());
        assertTrue(found.number() > 0.02 && found.sentence().startsWith("FAB"), found.toString());
        MaskingCheck passed = checks(SmallModels.mat(), search, able).get(9);
        assertEquals(Verdict.PASS, passed.verdict(), passed.toString());
    }

    @Test
    void whatThereIsNothingToCompareWithIsNotRun() {
        List<MaskingCheck> checks = checks(SmallModels.mat(), new RandomNoise(2, RADII, true, 1));
        for (int i : new int[] {0, 2, 3, 5, 6}) {
            assertEquals(Verdict.NOT_RUN, checks.get(i).verdict(), checks.get(i).toString());
        }
    }
}
