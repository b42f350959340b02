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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.fixture.LinearModel;
import org.mattrainer.evaluation.fixture.PlaneModel;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** Auto-PGD where the answer is known. */
class AutoPgdTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double[] NONE = {};

    private static AttackBatch batch(AttackTarget target, List<Example<Label>> examples) {
        long[] ids = new long[examples.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
        }
        return target.read(examples, ids);
    }

    private static List<Example<Label>> smallImages(int count) {
        List<Example<Label>> examples = new ArrayList<>();
        SmallImages.dataset(count, 8).forEach(examples::add);
        return examples;
    }

    private static boolean[] right(AttackTarget target, float[] x, AttackBatch batch) {
        Outputs outputs = target.whiteBox().forward(x, batch.n());
        boolean[] right = new boolean[batch.n()];
        for (int i = 0; i < batch.n(); i++) {
            right[i] = outputs.margin(i, batch.y()[i]) < 0;
        }
        return right;
    }

    private static AutoProjectedGradientDescent attack(double norm, int steps, int targets, boolean box) {
        return AutoProjectedGradientDescent.builder()
                .norm(norm)
                .radii(NONE)
                .steps(steps)
                .objective(targets > 0 ? AttackObjective.DLR : AttackObjective.CROSS_ENTROPY)
                .targets(targets)
                .box(box)
                .seed(1)
                .build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, INFINITE})
    void meetsTheDistanceOfALinearClassifier(double norm) {
        LinearModel linear = LinearModel.trained();
        try (AttackTarget target = new AttackTarget(linear.model(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, smallImages(9));
            boolean[] clean = right(target, batch.x(), batch);
            for (int targets : new int[] {0, 9}) {
                for (int i = 0; i < batch.n(); i++) {
                    AttackBatch one = batch.select(List.of(i), target.shape().size());
                    double distance = linear.distance(norm, batch.x(), i, batch.y()[i]);
                    assertTrue(clean[i] && distance > 0, "image " + i);
                    AutoProjectedGradientDescent attack = attack(norm, 100, targets, false);
                    assertTrue(right(target, attack.perturb(target, one, 0.99 * distance)[0], one)[0], "image " + i);
                    boolean broken = !right(target, attack.perturb(target, one, 1.01 * distance)[0], one)[0];
                    assertTrue(broken || targets == 0, attack.name() + " image " + i);
                }
            }
        }
    }

    /** Where the range of the pixels matters: the least distance goes through several corners of it. */
    @Test
    void meetsTheDistanceOfALinearClassifierInTheBox() {
        LinearModel linear = LinearModel.trained();
        try (AttackTarget target = new AttackTarget(linear.model(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, smallImages(6));
            for (int i = 0; i < batch.n(); i++) {
                AttackBatch one = batch.select(List.of(i), target.shape().size());
                double distance = linear.distanceInBox(batch.x(), i, batch.y()[i]);
                assertTrue(distance > 1.05 * linear.distance(1, batch.x(), i, batch.y()[i]), "image " + i);
                Attack attack = attack(1, 100, 9, true);
                assertTrue(right(target, attack.perturb(target, one, 0.99 * distance)[0], one)[0], "image " + i);
                assertFalse(right(target, attack.perturb(target, one, 1.01 * distance)[0], one)[0], "image " + i);
            }
        }
    }

    /** In two dimensions a fine grid finds whatever there is. */
    @Test
    void findsWhatAnExhaustiveSearchFinds() {
        try (AttackTarget target = new AttackTarget(PlaneModel.model(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, PlaneModel.examples(12, 2));
            boolean[] clean = right(target, batch.x(), batch);
            for (double norm : new double[] {1, 2, INFINITE}) {
                Attack attack = AutoProjectedGradientDescent.builder()
                        .norm(norm)
                        .radii(NONE)
                        .restarts(3)
                        .objective(AttackObjective.DLR)
                        .targets(9)
                        .seed(1)
                        .build();
                double radius = norm == 1 ? 0.11 : 0.08;
                boolean[] kept = right(target, attack.perturb(target, batch, radius)[0], batch);
                int broken = 0;
                for (int i = 0; i < batch.n(); i++) {
                    if (clean[i] && Plane.distance(target, batch, i, norm, radius) <= radius) {
                        assertFalse(kept[i], "image " + i + " of norm " + norm);
                        broken++;
                    }
                }
                assertTrue(broken > 2 && broken < 11, "broken " + broken);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, INFINITE})
    void iteratesStayInBallAndBoxAndTheBestLossNeverFalls(double norm) {
        try (AttackTarget target = new AttackTarget(SmallModels.mat(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, smallImages(12));
            double radius = norm == 1 ? 1.5 : norm == 2 ? 0.3 : 0.05;
            // Nothing counts as found, so that every image takes every step.
            OpenImages open = new OpenImages(target.whiteBox(), batch, INFINITE);
            Watch watch = new Watch(open, target.shape().size(), norm, radius);
            Start corner = (id, x, offset, size) -> Arrays.fill(x, offset, offset + size, 2);
            new AdaptiveSearch(target.whiteBox(), new Ball(norm, radius, target.box()), 60, open).run(watch, corner);
            assertEquals(61, watch.iterations);
            Outputs outputs = target.whiteBox().forward(open.best(), batch.n());
            double[] values = new double[batch.n()];
            new CrossEntropyLoss().addValues(new LossBatch(outputs, outputs, batch.y(), batch.n()), values);
            assertArrayEquals(watch.best, values, 1e-9);
        }
    }

    /** Looks at each iterate of a search. */
    private static final class Watch implements LossFunction {

        private final LossFunction loss = new CrossEntropyLoss();
        private final OpenImages open;
        private final int size;
        private final double norm;
        private final double radius;
        private final double[] best;
        private int iterations;

        Watch(OpenImages open, int size, double norm, double radius) {
            this.open = open;
            this.size = size;
            this.norm = norm;
            this.radius = radius;
            this.best = new double[open.y.length];
        }

        @Override
        public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
            loss.addGradient(batch, dLatent, dLogits);
        }

        @Override
        public void addValues(LossBatch batch, double[] values) {
            loss.addValues(batch, values);
            for (int i = 0; i < batch.n(); i++) {
                double distance = Ball.distance(norm, open.x, open.now, i * size, size);
                assertTrue(distance <= radius * (1 + 1e-6), "distance " + distance);
                for (int k = i * size; k < (i + 1) * size; k++) {
                    assertTrue(open.now[k] >= 0 && open.now[k] <= 1, "pixel " + open.now[k]);
                }
                best[i] = Math.max(best[i], values[i]);
            }
            iterations++;
        }
    }

    @Test
    void restartsAndTargetsBreakOnlyMore() {
        try (AttackTarget target = new AttackTarget(SmallModels.mat(), SmallModels.SETTINGS)) {
            AttackBatch batch = batch(target, smallImages(24));
            boolean[] one = right(target, attack(2, 8, 0, true).perturb(target, batch, 0.5)[0], batch);
            Attack five = AutoProjectedGradientDescent.builder()
                    .radii(NONE)
                    .steps(8)
                    .restarts(5)
                    .seed(1)
                    .build();
            boolean[] all = right(target, five.perturb(target, batch, 0.5)[0], batch);
            for (int i = 0; i < batch.n(); i++) {
                assertTrue(one[i] || !all[i], "image " + i);
            }
            // With three labels all other targets are two.
            assertArrayEquals(
                    attack(2, 8, 2, true).perturb(target, batch, 0.5)[0],
                    attack(2, 8, 9, true).perturb(target, batch, 0.5)[0]);
        }
    }

    @Test
    void badSettingsAreNamed() {
        PropertyException objective = assertThrows(
                PropertyException.class,
                () -> AutoProjectedGradientDescent.builder()
                        .radii(NONE)
                        .steps(9)
                        .targets(3)
                        .seed(1)
                        .build());
        assertTrue(objective.getMessage().contains("expected DLR"), objective.getMessage());
        PropertyException zero = assertThrows(
                PropertyException.class,
                () -> AutoProjectedGradientDescent.builder()
                        .radii(0)
                        .steps(9)
                        .seed(1)
                        .build());
        assertTrue(zero.getMessage().contains("expected a radius above 0"), zero.getMessage());
        assertEquals(
                "APGD-100 targeted-9 DLR Linf", attack(INFINITE, 100, 9, false).name());
    }

    @Test
    void modelsOfTooFewLabelsAreRefused() {
        for (int classes = 1; classes <= 2; classes++) {
            int most = classes;
            List<Example<Label>> examples = smallImages(30).stream()
                    .filter(e -> e.getOutput().getLabel().compareTo("third-" + most) < 0)
                    .toList();
            MatModel model = SmallModels.trainer(List.of(new CrossEntropy()), 1).train(SmallImages.dataset(examples));
            try (AttackTarget target = new AttackTarget(model, SmallModels.SETTINGS)) {
                IllegalArgumentException refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> attack(2, 5, 9, true).requireFits(target));
                assertTrue(refused.getMessage().endsWith("found " + classes), refused.getMessage());
            }
        }
    }
}
