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

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.evaluation.fixture.SmallModels;

/** The gradients of what attacks climb, with respect to a network's outputs. */
class LossTest {

    private static final int ROWS = 5;
    private static final double STEP = 1e-6;
    private static AttackTarget target;

    @BeforeAll
    static void open() {
        target = new AttackTarget(SmallModels.mat(), SmallModels.SETTINGS);
    }

    @AfterAll
    static void close() {
        target.close();
    }

    private static Outputs random(long seed) {
        Outputs outputs = target.whiteBox().newOutputs();
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < ROWS * outputs.latentSize; k++) {
            outputs.latent[k] = 4 * random.nextDouble() - 2;
        }
        for (int k = 0; k < ROWS * outputs.classes; k++) {
            outputs.logits[k] = 4 * random.nextDouble() - 2;
        }
        return outputs;
    }

    @ParameterizedTest
    @EnumSource(AttackObjective.class)
    void gradientsAgreeWithDifferences(AttackObjective objective) {
        LossFunction loss = objective.loss().on(target);
        Outputs clean = random(1);
        Outputs now = random(2);
        int[] y = {0, 1, 2, 0, 1};
        double[] dLatent = new double[now.latent.length];
        double[] dLogits = new double[now.logits.length];
        loss.addGradient(new LossBatch(clean, now, y, ROWS), dLatent, dLogits);
        for (int i = 0; i < ROWS; i++) {
            for (int k = i * now.latentSize; k < (i + 1) * now.latentSize; k++) {
                assertEquals(slope(loss, clean, now, y, i, now.latent, k), dLatent[k], 1e-6, "latent " + k);
            }
            for (int k = i * now.classes; k < (i + 1) * now.classes; k++) {
                assertEquals(slope(loss, clean, now, y, i, now.logits, k), dLogits[k], 1e-6, "logit " + k);
            }
        }
    }

    private static double slope(
            LossFunction loss, Outputs clean, Outputs now, int[] y, int row, double[] values, int k) {
        double kept = values[k];
        double[] above = new double[ROWS];
        double[] below = new double[ROWS];
        values[k] = kept + STEP;
        loss.addValues(new LossBatch(clean, now, y, ROWS), above);
        values[k] = kept - STEP;
        loss.addValues(new LossBatch(clean, now, y, ROWS), below);
        values[k] = kept;
        return (above[row] - below[row]) / (2 * STEP);
    }

    @Test
    void aConfidentNetworkKeepsTheGradientOfItsCrossEntropy() {
        Outputs now = target.whiteBox().newOutputs();
        now.logits[0] = 100;
        double[] dLogits = new double[now.logits.length];
        new CrossEntropyLoss().addGradient(new LossBatch(now, now, new int[] {0}, 1), null, dLogits);
        assertEquals(-2 * Math.exp(-100), dLogits[0], 1e-50);
        assertEquals(Math.exp(-100), dLogits[1], 1e-50);
    }

    @Test
    void marginsAreThoseOfTheDefinition() {
        Outputs now = target.whiteBox().newOutputs();
        now.logits[0] = 3;
        now.logits[1] = 1;
        now.logits[2] = -1;
        double[] margin = new double[1];
        new MarginLoss(false).addValues(new LossBatch(now, now, new int[] {0}, 1), margin);
        assertEquals(-2, margin[0]);
        double[] relative = new double[1];
        new MarginLoss(true).addValues(new LossBatch(now, now, new int[] {0}, 1), relative);
        assertEquals(-0.5, relative[0], 1e-9);
    }

    @Test
    void targetedDlrIsThatOfTheDefinition() {
        Outputs clean = new Outputs(2, 5, 1);
        Outputs now = new Outputs(2, 5, 1);
        set(clean, 9, 1, 3, 2, 0);
        assertEquals(2, clean.other(0, 0, 0));
        assertEquals(1, clean.other(0, 0, 2));
        assertEquals(4, clean.other(0, 0, 3));
        set(now, 4, -2, 1, 3, 0);
        // The target is label 2: (1 - 4) / (4 - (1 + 0) / 2).
        assertEquals(-3 / 3.5, targeted(clean, now), 1e-9);
        set(now, 1, -2, 4, 3, 0);
        assertEquals(3 / 3.5, targeted(clean, now), 1e-9);
        // Another label wins, the target does not.
        set(now, 2, 7, 1, 0, 0);
        assertEquals(-1 / (7 - 0.5), targeted(clean, now), 1e-9);
    }

    private static void set(Outputs outputs, double... logits) {
        System.arraycopy(logits, 0, outputs.logits, 0, logits.length);
    }

    private static double targeted(Outputs clean, Outputs now) {
        double[] value = new double[1];
        new TargetedDlrLoss(0).addValues(new LossBatch(clean, now, new int[] {0}, 1), value);
        return value[0];
    }

    /** Above 0, so that its negative that is minimised elsewhere is below 0, exactly where the target wins. */
    @Test
    void targetedDlrHasTheSignOfTheTargetsVictory() {
        SplittableRandom random = new SplittableRandom(3);
        for (int classes = 3; classes <= 10; classes++) {
            for (int draw = 0; draw < 100; draw++) {
                Outputs clean = new Outputs(2, classes, 1);
                Outputs now = new Outputs(2, classes, 1);
                for (int j = 0; j < classes; j++) {
                    clean.logits[j] = random.nextDouble();
                    now.logits[j] = random.nextDouble();
                }
                boolean wins = now.logits[clean.other(0, 0, 0)] > now.logits[0];
                assertEquals(wins, targeted(clean, now) > 0);
            }
        }
    }

    @Test
    void targetedGradientsAgreeWithDifferences() {
        for (int classes = 3; classes <= 6; classes++) {
            SplittableRandom random = new SplittableRandom(classes);
            Outputs clean = new Outputs(2, classes, ROWS);
            Outputs now = new Outputs(2, classes, ROWS);
            for (int k = 0; k < ROWS * classes; k++) {
                clean.logits[k] = 4 * random.nextDouble() - 2;
                now.logits[k] = 4 * random.nextDouble() - 2;
            }
            int[] y = {0, 1, 2, 0, 1};
            LossFunction loss = new TargetedDlrLoss(1);
            double[] dLogits = new double[now.logits.length];
            loss.addGradient(new LossBatch(clean, now, y, ROWS), null, dLogits);
            for (int k = 0; k < dLogits.length; k++) {
                assertEquals(slope(loss, clean, now, y, k / classes, now.logits, k), dLogits[k], 1e-6, "logit " + k);
            }
        }
    }
}
