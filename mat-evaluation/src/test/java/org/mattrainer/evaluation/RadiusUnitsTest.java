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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.image.UnitScale;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Models that are fed the same change of an image in different units. */
class RadiusUnitsTest {

    private static final Dataset<Label> DATA = SmallImages.dataset(30, 2);
    private static final JobEvaluator ATTACKS = RobustnessEvaluator.builder(
                    List.of(new RandomNoise(2, new double[] {1}, false, 1)))
            .build();

    private static Model<Label> scaled(float scale) {
        return SmallModels.trainer(List.of(new CrossEntropy()), new UnitScale(0, scale), 1)
                .train(DATA);
    }

    @Test
    void anotherScaleIsToldWithTheRadiusThatIsTheSame() {
        for (JobEvaluator evaluator :
                List.of(ATTACKS, new CertificationEvaluator(new RandomisedSmoothing(), new double[] {1}, null, 0, 1))) {
            RadiusUnits units = new RadiusUnits(evaluator, DATA);
            assertEquals(Optional.empty(), units.doubt("bytes", SmallModels.baseline()));
            String doubt = units.doubt("halves", scaled(510)).orElseThrow();
            assertTrue(doubt.contains("'halves'") && doubt.contains("'bytes'") && doubt.contains("2.0"), doubt);
        }
    }

    @Test
    void equalUnitsAreNothingToTell() {
        RadiusUnits units = new RadiusUnits(ATTACKS, DATA);
        units.doubt("first", SmallModels.baseline());
        assertEquals(Optional.empty(), units.doubt("other", SmallModels.mat()));
        // A model of the host has the evaluator's unit, which is 255 unless set.
        assertEquals(Optional.empty(), units.doubt("host", SmallModels.logistic()));
    }

    @Test
    void withoutRadiiThereIsNothingToCompare() {
        RadiusUnits units =
                new RadiusUnits(RobustnessEvaluator.builder(List.of()).build(), DATA);
        units.doubt("bytes", SmallModels.baseline());
        assertFalse(units.doubt("halves", scaled(510)).isPresent());
    }

    @Test
    void blankImagesTellNothing() {
        Example<Label> blank = new ArrayExample<>(new Label("third-0"));
        blank.add(new Feature("01", 0));
        RadiusUnits units = new RadiusUnits(ATTACKS, List.of(blank));
        assertEquals(Optional.empty(), units.doubt("bytes", SmallModels.baseline()));
        assertEquals(Optional.empty(), units.doubt("halves", scaled(510)));
    }
}
