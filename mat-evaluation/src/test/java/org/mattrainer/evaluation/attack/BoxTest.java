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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.image.ContrastNormalisation;
import org.mattrainer.image.Preprocessing;
import org.mattrainer.image.Standardise;
import org.mattrainer.image.WhiteningRegularisation;
import org.mattrainer.image.ZcaWhitening;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** The range of pixels behind different preprocessings. */
class BoxTest {

    private static final MutableDataset<Label> DATA = SmallImages.dataset(30, 1);

    private static MatModel train(Preprocessing preprocessing) {
        MatTrainer trainer = SmallModels.trainer(List.of(new CrossEntropy()), preprocessing, 1);
        return trainer.train(DATA);
    }

    @Test
    void standardisedPixelsStayBytes() {
        MatModel model = train(new Standardise());
        try (AttackTarget target = new AttackTarget(model, SmallModels.SETTINGS)) {
            AttackBatch batch = target.read(List.of(DATA.getExample(0)), new long[1]);
            float[] perturbed = new FastGradientMethod(Double.POSITIVE_INFINITY, new double[0], false, true)
                    .perturb(target, batch, 3)[0];
            Example<Label> example =
                    target.toExample(perturbed, 0, DATA.getExample(0).getOutput());
            double smallest = 255;
            double largest = 0;
            for (Feature feature : example) {
                smallest = Math.min(smallest, feature.getValue());
                largest = Math.max(largest, feature.getValue());
            }
            assertTrue(smallest >= -1e-4 && largest <= 255 + 1e-4, smallest + " to " + largest);
            assertTrue(largest > 254, "largest " + largest);
        }
    }

    @Test
    void aPreprocessingThatMixesPixelsHasNoBox() {
        MatModel model = train(new ContrastNormalisation());
        try (AttackTarget target = new AttackTarget(model, SmallModels.SETTINGS)) {
            AttackBatch batch = target.read(List.of(DATA.getExample(0)), new long[1]);
            Attack boxed = new RandomNoise(2, new double[0], true, 1);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> boxed.perturb(target, batch, 1));
            assertTrue(refused.getMessage().contains("set box to false"), refused.getMessage());
        }
    }

    @Test
    void whitenedImagesAreAttackedInTheUnitsOfTheNetworkWithoutABox() {
        MatModel model = train(new ZcaWhitening(1e-2, WhiteningRegularisation.ADDED_TO_VARIANCE));
        double[] radii = {1, 4};
        List<Attack> attacks = List.of(
                ProjectedGradientDescent.builder()
                        .radii(radii)
                        .steps(10)
                        .randomStart(false)
                        .box(false)
                        .seed(1)
                        .build(),
                SquareAttack.builder()
                        .radii(radii)
                        .queries(20)
                        .firstShare(0.3)
                        .box(false)
                        .seed(1)
                        .build());
        List<AttackResult> results = RobustnessEvaluator.builder(attacks)
                .maxExamples(0)
                .seed(1)
                .checkExamples(0)
                .build()
                .evaluate(model, DATA)
                .results();
        for (AttackResult result : results) {
            assertFalse(result.attack().contains("box"), result.attack());
            assertTrue(result.maxDistortion() <= result.radius() * (1 + 1e-6), result.attack());
        }
        assertTrue(results.get(1).robustCount() < results.get(0).robustCount(), results.toString());
        assertTrue(results.get(1).maxDistortion() > 1, results.toString());
    }

    /** 35 of the 36 pixels are read, each from 0 to 1. */
    @Test
    void radiiBeyondTheRangeAreRefused() {
        try (AttackTarget target = new AttackTarget(SmallModels.baseline(), SmallModels.SETTINGS)) {
            double infinite = Double.POSITIVE_INFINITY;
            for (double norm : new double[] {1, 2, infinite}) {
                double most = norm == 1 ? 35 : norm == 2 ? Math.sqrt(35) : 1;
                assertEquals(most, target.box().diameter(norm), 1e-9);
                descent(norm, most, true).requireFits(target);
                descent(norm, 8 * most, false).requireFits(target);
                IllegalArgumentException refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> descent(norm, 1.01 * most, true).requireFits(target));
                assertTrue(refused.getMessage().contains("in units of the network's input"), refused.getMessage());
            }
            Attack ensemble = new AttackEnsemble("all", List.of(descent(infinite, 0.1, true)), 8);
            assertThrows(IllegalArgumentException.class, () -> ensemble.requireFits(target));
        }
    }

    /** A member's own radii are not used, and may be those of other units. */
    @Test
    void anEnsembleIsCheckedWithItsOwnRadiiAlone() {
        double infinite = Double.POSITIVE_INFINITY;
        Attack boundary = FastAdaptiveBoundary.builder()
                .norm(infinite)
                .radii(8)
                .steps(2)
                .seed(1)
                .build();
        Attack ensemble = new AttackEnsemble("all", List.of(descent(infinite, 8, true), boundary), 0.1);
        try (AttackTarget target = new AttackTarget(SmallModels.baseline(), SmallModels.SETTINGS)) {
            ensemble.requireFits(target);
            AttackBatch batch = target.read(List.of(DATA.getExample(0)), new long[1]);
            float[] perturbed = ensemble.perturb(target, batch, 0.1)[0];
            assertTrue(Ball.distance(infinite, batch.x(), perturbed, 0, perturbed.length) <= 0.1 + 1e-6);
        }
    }

    private static Attack descent(double norm, double radius, boolean box) {
        return AutoProjectedGradientDescent.builder()
                .norm(norm)
                .radii(radius)
                .steps(5)
                .box(box)
                .seed(1)
                .build();
    }
}
