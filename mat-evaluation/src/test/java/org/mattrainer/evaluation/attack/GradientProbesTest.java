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

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** What tells whether gradients can be trusted. */
class GradientProbesTest {

    /** In an even area all inputs of a pooling are equal: to one side the largest of them grows, to the other another. */
    @Test
    void evenAreasDoNotLookLikeLostPrecision() {
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Example<Label> example = new ArrayExample<>(new Label("third-" + i % 3));
            for (int pixel = 1; pixel < SmallImages.SIDE * SmallImages.SIDE; pixel++) {
                boolean bright = pixel / SmallImages.SIDE / 2 == i % 3;
                example.add(new Feature(String.format("%02d", pixel), bright ? 160 + i : 60 + i));
            }
            examples.add(example);
        }
        try (AttackTarget target = new AttackTarget(SmallModels.mat(), SmallModels.SETTINGS)) {
            double difference =
                    new GradientProbes(target, SmallModels.mat().predict(examples), 1).precisionDifference();
            assertTrue(difference < 1e-4, "difference " + difference);
        }
    }
}
