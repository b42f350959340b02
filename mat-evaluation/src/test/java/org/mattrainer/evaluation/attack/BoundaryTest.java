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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.fixture.LinearModel;
import org.mattrainer.evaluation.fixture.PlaneModel;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** The fast adaptive boundary attack where the least distance is known. */
class BoundaryTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static AttackBatch batch(AttackTarget target, Iterable<Example<Label>> images) {
        List<Example<Label>> examples = new ArrayList<>();
        images.forEach(examples::add);
        long[] ids = new long[examples.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }
        return target.read(examples, ids);
    }

    private static Attack fab(double norm, int targets, boolean box, double... radii) {
        return FastAdaptiveBoundary.builder()
                .norm(norm)
                .radii(radii)
                .steps(40)
                .targets(targets)
                .box(box)
                .seed(1)
                .build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, INFINITE})
    void meetsTheDistanceOfALinearClassifier(double norm) {
        LinearModel linear = LinearModel.trained();
        try (AttackTarget target = new AttackTarget(linear.model(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, SmallImages.dataset(12, 8));
            int size = target.shape().size();
            for (int targets : new int[] {0, 9}) {
                float[] found = ((MinimalNormAttack) fab(norm, targets, false)).nearest(target, batch);
                Outputs outputs = target.whiteBox().forward(found, batch.n());
                for (int i = 0; i < batch.n(); i++) {
                    assertTrue(outputs.margin(i, batch.y()[i]) > 0, "image " + i);
                    double expected = linear.distance(norm, batch.x(), i, batch.y()[i]);
                    double distance = Ball.distance(norm, batch.x(), found, i * size, size);
                    assertEquals(expected, distance, 0.01 * expected, "image " + i + ", targets " + targets);
                }
            }
        }
    }

    @Test
    void findsWhatAnExhaustiveSearchFinds() {
        try (AttackTarget target = new AttackTarget(PlaneModel.model(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, PlaneModel.examples(12, 2));
            boolean[] clean = new boolean[batch.n()];
            for (int i = 0; i < batch.n(); i++) {
                clean[i] = target.whiteBox().forward(batch.x(), batch.n()).margin(i, batch.y()[i]) < 0;
            }
            for (double norm : new double[] {2, INFINITE}) {
                float[] found = ((MinimalNormAttack) fab(norm, 9, true)).nearest(target, batch);
                int near = 0;
                for (int i = 0; i < batch.n(); i++) {
                    double expected = clean[i] ? Plane.distance(target, batch, i, norm, 0.15) : INFINITE;
                    if (expected <= 0.14) {
                        double distance = Ball.distance(norm, batch.x(), found, 2 * i, 2);
                        // The grid has a width, and a search may end at a border a little farther.
                        assertTrue(distance <= 1.1 * expected + 0.005, "image " + i + ": " + distance);
                        near++;
                    }
                }
                assertTrue(near > 3, "near " + near);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, INFINITE})
    void pointsLieOnTheOtherSideInTheRangeAndProjectingThemKeepsThemThere(double norm) {
        try (AttackTarget target = new AttackTarget(SmallModels.mat(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, SmallImages.dataset(24, 8));
            int size = target.shape().size();
            float[] found = ((MinimalNormAttack) fab(norm, 0, true)).nearest(target, batch);
            float[] projected = found.clone();
            for (int i = 0; i < batch.n(); i++) {
                double distance = Ball.distance(norm, batch.x(), found, i * size, size);
                assertTrue(distance > 0, "image " + i);
                new Ball(norm, distance, target.box()).project(batch.x(), projected, i * size, size);
                for (int k = i * size; k < (i + 1) * size; k++) {
                    assertTrue(found[k] >= 0 && found[k] <= 1, "pixel " + found[k]);
                }
            }
            Outputs outputs = target.whiteBox().forward(projected, batch.n());
            for (int i = 0; i < batch.n(); i++) {
                assertTrue(outputs.margin(i, batch.y()[i]) > 0, "image " + i);
            }
        }
    }
}
