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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.adversarial.NormBall;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** What single attacks do to single images. */
class AttackStepTest {

    private static final int N = 12;
    private static final int SIZE = SmallImages.SIDE * SmallImages.SIDE;
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double[] NONE = {};

    @TempDir
    private static Path folder;

    private static MatModel model;
    private static AttackTarget target;
    private static AttackBatch batch;

    @BeforeAll
    static void open() {
        model = SmallModels.mat();
        target = new AttackTarget(model, SmallModels.SETTINGS);
        List<Example<Label>> examples = new ArrayList<>();
        long[] ids = new long[N];
        for (int i = 0; i < N; i++) {
            examples.add(SmallImages.dataset(N, 8).getExample(i));
            ids[i] = i;
        }
        batch = target.read(examples, ids);
    }

    @AfterAll
    static void close() {
        target.close();
    }

    private static double size(double p, float[] perturbed, int i) {
        return Ball.distance(p, batch.x(), perturbed, i * SIZE, SIZE);
    }

    @Test
    void fastGradientHasTheRadiusAndTheDirectionOfTheGradient() {
        float[] gradient = new float[N * SIZE];
        target.whiteBox().plainGradient(batch.x(), batch.y(), N, gradient);
        float[][] perturbed = new FastGradientMethod(2, NONE, false, false).perturb(target, batch, 0.5, 2);
        float[][] signs = new FastGradientMethod(2, NONE, true, false).perturb(target, batch, 2);
        float[] largest = new FastGradientMethod(INFINITE, NONE, false, false).perturb(target, batch, 0.1)[0];
        float[] fourth = new FastGradientMethod(4, NONE, false, false).perturb(target, batch, 0.3)[0];
        for (int i = 0; i < N; i++) {
            assertEquals(0.5, size(2, perturbed[0], i), 1e-6);
            assertEquals(2, size(2, perturbed[1], i), 1e-6);
            assertEquals(2, size(2, signs[0], i), 1e-6);
            assertEquals(0.1, size(INFINITE, largest, i), 1e-6);
            assertEquals(0.3, size(4, fourth, i), 1e-6);
            double length = Math.sqrt(NormBall.squares(gradient, i * SIZE, SIZE));
            for (int k = i * SIZE; k < (i + 1) * SIZE; k++) {
                assertEquals(batch.x()[k] + 2 * gradient[k] / length, perturbed[1][k], 1e-5);
                assertEquals(batch.x()[k] + 0.1f * Math.signum(gradient[k]), largest[k], 1e-6);
            }
            // No training image has the first pixel, so the model does not read it.
            assertEquals(batch.x()[i * SIZE], largest[i * SIZE]);
        }
    }

    @Test
    void theBoxHolds() {
        for (float value : new FastGradientMethod(INFINITE, NONE, false, true).perturb(target, batch, 0.7)[0]) {
            assertTrue(value >= 0 && value <= 1, "pixel " + value);
        }
        for (float value : new RandomNoise(2, NONE, true, 1).perturb(target, batch, 5)[0]) {
            assertTrue(value >= 0 && value <= 1, "pixel " + value);
        }
    }

    @Test
    void noiseHasTheRadiusAndOneDirectionForAll() {
        float[][] noise = new RandomNoise(2, NONE, false, 1).perturb(target, batch, 0.5, 1);
        for (int i = 0; i < N; i++) {
            assertEquals(0.5, size(2, noise[0], i), 1e-6);
            for (int k = i * SIZE; k < (i + 1) * SIZE; k++) {
                assertEquals(2 * (noise[0][k] - batch.x()[k]), noise[1][k] - batch.x()[k], 1e-6);
            }
        }
    }

    @Test
    void virtualAndManifoldStepsClimbTheirDivergence() {
        float[] noise = new RandomNoise(2, NONE, false, 1).perturb(target, batch, 0.5)[0];
        float[] virtual = VirtualAdversarialAttack.builder()
                .radii(NONE)
                .powerIterations(2)
                .box(false)
                .seed(1)
                .build()
                .perturb(target, batch, 0.5)[0];
        float[] manifold = ManifoldAttack.builder()
                .radii(NONE)
                .powerIterations(2)
                .box(false)
                .seed(1)
                .build()
                .perturb(target, batch, 0.5)[0];
        assertTrue(mean(AttackObjective.KL, virtual) > 2 * mean(AttackObjective.KL, noise));
        assertTrue(mean(AttackObjective.LATENT, manifold) > 2 * mean(AttackObjective.LATENT, noise));
        for (int i = 0; i < N; i++) {
            assertEquals(0.5, size(2, virtual, i), 1e-6);
            assertEquals(0.5, size(2, manifold, i), 1e-6);
        }
    }

    private static double mean(AttackObjective objective, float[] perturbed) {
        WhiteBox network = target.whiteBox();
        Outputs clean = network.newOutputs();
        clean.take(network.forward(batch.x(), N), N);
        double[] values = new double[N];
        objective
                .loss()
                .on(target)
                .addValues(new LossBatch(clean, network.forward(perturbed, N), batch.y(), N), values);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / N;
    }

    @Test
    void everyObjectiveBreaksWhatNoiseDoesNot() {
        for (AttackObjective objective : AttackObjective.values()) {
            Attack attack = ProjectedGradientDescent.builder()
                    .radii(NONE)
                    .steps(20)
                    .restarts(2)
                    .objective(objective)
                    .seed(1)
                    .build();
            float[] found = attack.perturb(target, batch, 2)[0];
            assertTrue(right(found) < N / 2, objective + " leaves " + right(found));
        }
        assertTrue(right(new RandomNoise(2, NONE, true, 1).perturb(target, batch, 2)[0]) > N / 2);
    }

    private static int right(float[] x) {
        List<Prediction<Label>> predictions = target.predict(x, N);
        int right = 0;
        for (int i = 0; i < N; i++) {
            String label = target.label(batch.y()[i]).getLabel();
            right += predictions.get(i).getOutput().getLabel().equals(label) ? 1 : 0;
        }
        return right;
    }

    @Test
    void ensembleIsBrokenByEveryMember() {
        List<Attack> members = List.of(
                new FastGradientMethod(2, NONE, false, true),
                SquareAttack.builder()
                        .radii(NONE)
                        .queries(30)
                        .firstShare(0.3)
                        .seed(1)
                        .build(),
                ProjectedGradientDescent.builder()
                        .radii(NONE)
                        .steps(3)
                        .objective(AttackObjective.MARGIN)
                        .seed(1)
                        .build());
        float[] worst = new AttackEnsemble("worst", members, 0.8).perturb(target, batch, 0.8)[0];
        boolean[] expected = new boolean[N];
        for (Attack member : members) {
            boolean[] broken = broken(member.perturb(target, batch, 0.8)[0]);
            for (int i = 0; i < N; i++) {
                expected[i] |= broken[i];
            }
        }
        assertArrayEquals(expected, broken(worst));
        FastGradientMethod other = new FastGradientMethod(INFINITE, NONE, false, true);
        assertThrows(PropertyException.class, () -> new AttackEnsemble("worst", List.of(members.get(0), other), 1));
    }

    private static boolean[] broken(float[] x) {
        List<Prediction<Label>> predictions = target.predict(x, N);
        boolean[] broken = new boolean[N];
        for (int i = 0; i < N; i++) {
            broken[i] = !predictions
                    .get(i)
                    .getOutput()
                    .getLabel()
                    .equals(target.label(batch.y()[i]).getLabel());
        }
        return broken;
    }

    @Test
    void transferFromTheModelItselfIsTheAttack() throws IOException {
        Path file = folder.resolve("same.tribuo");
        model.serializeToFile(file);
        Attack attack = new FastGradientMethod(2, NONE, false, true);
        TransferAttack transfer = new TransferAttack(attack, file);
        assertArrayEquals(attack.perturb(target, batch, 1)[0], transfer.perturb(target, batch, 1)[0], 1e-6f);
        assertTrue(transfer.name().contains("same.tribuo"), transfer.name());
        Model<Label> logistic = SmallModels.logistic();
        try (AttackTarget host = new AttackTarget(logistic, SmallModels.SETTINGS)) {
            AttackBatch images = host.read(List.of(SmallImages.dataset(1, 8).getExample(0)), new long[1]);
            float[] found = transfer.perturb(host, images, 1)[0];
            assertTrue(Ball.distance(2, images.x(), found, 0, images.x().length) > 0.5);
        }
    }

    @Test
    void anAttackThroughAMixtureIsRefusedBeforeTheWork() {
        Attack manifold = ManifoldAttack.builder().radii(NONE).seed(1).build();
        manifold.requireFits(target);
        try (AttackTarget without = new AttackTarget(SmallModels.baseline(), SmallModels.SETTINGS)) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> manifold.requireFits(without));
            assertTrue(refused.getMessage().contains("a model with a mixture"), refused.getMessage());
        }
    }

    @Test
    void badSettingsAreNamed() {
        PropertyException steps = assertThrows(
                PropertyException.class,
                () -> ProjectedGradientDescent.builder()
                        .radii(NONE)
                        .steps(0)
                        .objective(AttackObjective.KL)
                        .seed(1)
                        .build());
        assertTrue(steps.getMessage().contains("expected at least 1, found 0"), steps.getMessage());
        assertThrows(
                PropertyException.class,
                () -> ProjectedGradientDescent.builder()
                        .radii(NONE)
                        .steps(5)
                        .randomStart(false)
                        .objective(AttackObjective.KL)
                        .seed(1)
                        .build());
        assertThrows(PropertyException.class, () -> new RandomNoise(2, new double[] {1, 1}, true, 1));
        assertThrows(
                PropertyException.class,
                () -> SquareAttack.builder()
                        .norm(3)
                        .radii(NONE)
                        .queries(5)
                        .firstShare(0.3)
                        .seed(1)
                        .build());
    }
}
