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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** Gradient attacks with losses that are components. */
class AttackLossTest {

    private static final double[] NONE = {};

    private static ProjectedGradientDescent.Builder pgd() {
        return ProjectedGradientDescent.builder().radii(NONE).steps(4).seed(1);
    }

    private static AutoProjectedGradientDescent.Builder apgd() {
        return AutoProjectedGradientDescent.builder().radii(NONE).steps(4).seed(1);
    }

    private static float[] perturbed(Attack attack) {
        List<Example<Label>> examples = new ArrayList<>();
        SmallImages.dataset(6, 8).forEach(examples::add);
        try (AttackTarget target = new AttackTarget(SmallModels.mat(), SmallModels.SETTINGS)) {
            return attack.perturb(target, target.read(examples, new long[] {0, 1, 2, 3, 4, 5}), 0.2)[0];
        }
    }

    @ParameterizedTest
    @EnumSource(AttackObjective.class)
    void aLossIsClimbedAsItsObjectiveIs(AttackObjective objective) {
        assertArrayEquals(
                perturbed(pgd().objective(objective).build()),
                perturbed(pgd().loss(objective.loss()).build()));
        assertArrayEquals(
                perturbed(apgd().objective(objective).build()),
                perturbed(apgd().loss(objective.loss()).build()));
    }

    @Test
    void theNameOfTheLossIsPartOfThatOfTheAttack() {
        AttackLoss sum = new LossSum(List.of(new MarginLoss(true), new MixtureLoss()));
        assertEquals("PGD-4 DLR+MIXTURE L2 box", pgd().loss(sum).build().name());
        assertEquals("APGD-4 DLR+MIXTURE L2 box", apgd().loss(sum).build().name());
        assertEquals(
                "PGD-8 DLR+MIXTURE L2 box", pgd().loss(sum).build().withSteps(2).name());
    }

    @Test
    void whatWouldBeIgnoredIsRefused() {
        refused(
                "expected an objective or a loss, found KL and MARGIN",
                () -> pgd().objective(AttackObjective.KL)
                        .loss(new MarginLoss(false))
                        .build());
        refused(
                "expected an objective or a loss, found DLR and MARGIN",
                () -> apgd().objective(AttackObjective.DLR)
                        .loss(new MarginLoss(false))
                        .build());
        refused(
                "expected none for an attack with targets, which climbs DLR, found MIXTURE",
                () -> apgd().targets(2).loss(new MixtureLoss()).build());
        refused(
                "expected true, as LATENT has no gradient at the clean image",
                () -> pgd().randomStart(false).loss(new DivergenceLoss(true)).build());
        refused("expected at least one loss, found none", () -> new LossSum(List.of()));
    }

    private static void refused(String message, Runnable build) {
        PropertyException refused = assertThrows(PropertyException.class, build::run);
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
