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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/** Settings and examples that nobody means to have. */
class OddSettingsTest {

    private static final double[] RADIUS = {0.5};
    private static final Dataset<Label> DATA = SmallImages.dataset(12, 3);

    private final MatModel model = SmallModels.baseline();

    private static RobustnessEvaluation evaluate(
            Model<Label> model, Dataset<Label> data, int checkExamples, Attack attack) {
        return RobustnessEvaluator.builder(List.of(attack))
                .checkExamples(checkExamples)
                .build()
                .evaluate(model, data);
    }

    /** Powers of the noise overflowed, so that the noise was 0 and every example robust. */
    @Test
    void normsWhosePowersLeaveTheNumbersAreRefused() {
        for (double norm : new double[] {1e3, 1e6, 1, Double.NaN}) {
            PropertyException refused =
                    assertThrows(PropertyException.class, () -> new RandomNoise(norm, RADIUS, false, 1));
            assertEquals("norm", refused.getProperty());
        }
        AttackResult large = evaluate(model, DATA, 0, new RandomNoise(50, RADIUS, false, 1))
                .results()
                .get(0);
        assertTrue(large.meanDistortion() > 0.499, large.toString());
    }

    @Test
    void radiiThatAreLostInRoundingAreTold() {
        Attack lost = new FastGradientMethod(2, new double[] {1e-6}, false, false);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> evaluate(model, DATA, 0, lost));
        assertTrue(refused.getMessage().contains("the rounding of pixels"), refused.getMessage());
    }

    /** The ball of the unbounded attack is as large as images are. */
    @Test
    void blankImagesCanBeChecked() {
        Feature zero = new Feature("05", 0);
        Example<Label> blank = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, List.of(zero));
        Label right = new Label(model.predict(blank).getOutput().getLabel());
        Dataset<Label> data = SmallImages.dataset(List.of(new ArrayExample<>(right, List.of(zero))));
        Attack attack = new FastGradientMethod(2, RADIUS, false, true);
        assertTrue(evaluate(model, data, 10, attack).checks().get(1).number() >= 0);
    }

    @Test
    void noExamplesAreRefused() {
        Attack attack = new RandomNoise(2, RADIUS, true, 1);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> evaluate(model, SmallImages.dataset(List.of()), 0, attack));
        assertTrue(refused.getMessage().contains("at least one example"), refused.getMessage());
    }

    @Test
    void theAttackOnSmoothedModelsFitsThem() {
        Attack attack = SmoothedGradientDescent.builder()
                .radii(RADIUS)
                .steps(2)
                .draws(4)
                .box(false)
                .build();
        Model<Label> smoothed = RandomisedSmoothing.builder()
                .sigma(0.2)
                .selectionSamples(10)
                .samples(20)
                .build()
                .smooth(model);
        assertEquals(1, evaluate(smoothed, DATA, 0, attack).results().size());
        assertThrows(IllegalArgumentException.class, () -> evaluate(model, DATA, 0, attack));
    }
}
