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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.evaluation.fixture.GoldenModel;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.internal.numbers.RandomStream;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** The gradient of the mean probabilities over noise, in the units of the network. */
class NoisyGradientTest {

    private static final MatModel MODEL = SmallModels.noisy(0.3);
    private static final int N = 5;
    private static final double SIGMA = 0.3;

    private record Found(double[] losses, float[] gradient) {}

    private static RandomStream draw(int draw, long id) {
        return new RandomStream(StreamPurpose.NOISE.key(3, draw, id));
    }

    private static AttackBatch batch(AttackTarget target) {
        List<Example<Label>> examples = new ArrayList<>();
        SmallImages.dataset(N, 4).forEach(examples::add);
        return target.read(examples, new long[] {4, 8, 15, 16, 23});
    }

    private static Found take(AttackTarget target, AttackBatch batch, float[] x, int draws) {
        double[] losses = new double[N];
        float[] gradient = new float[N * target.shape().size()];
        new NoisyGradient(target.whiteBox(), SIGMA, draws).take(x, batch, NoisyGradientTest::draw, losses, gradient);
        return new Found(losses, gradient);
    }

    private static AttackTarget target(MatModel model, int capacity) {
        TargetSettings usual = SmallModels.SETTINGS;
        return new AttackTarget(model, new TargetSettings(capacity, 1, usual.hostPixels(), usual.hostUnit(), 0, 255));
    }

    /** The direction is that of central differences of the loss under the same noise. */
    @Test
    void theGradientHasTheDirectionOfDifferences() {
        try (AttackTarget target = target(MODEL, 16)) {
            AttackBatch batch = batch(target);
            int size = target.shape().size();
            Found found = take(target, batch, batch.x(), 7);
            for (int i = 0; i < N; i++) {
                double product = 0;
                double own = 0;
                double other = 0;
                for (int k = 0; k < size; k++) {
                    double slope = target.isUsed(k) ? slope(target, batch, i, i * size + k) : 0;
                    double value = found.gradient()[i * size + k];
                    product += slope * value;
                    own += value * value;
                    other += slope * slope;
                }
                assertEquals(1, product / Math.sqrt(own * other), 1e-3, "image " + i);
            }
        }
    }

    private static double slope(AttackTarget target, AttackBatch batch, int image, int place) {
        float[] x = batch.x().clone();
        float step = 2e-3f;
        x[place] = batch.x()[place] + step;
        double above = take(target, batch, x, 7).losses()[image];
        x[place] = batch.x()[place] - step;
        return above - take(target, batch, x, 7).losses()[image];
    }

    @Test
    void theSizeOfABatchChangesNoBit() {
        Found whole = null;
        for (int capacity : new int[] {64, 5, 11}) {
            try (AttackTarget target = target(MODEL, capacity)) {
                AttackBatch batch = batch(target);
                Found found = take(target, batch, batch.x(), 7);
                whole = whole == null ? found : whole;
                assertArrayEquals(whole.losses(), found.losses());
                assertArrayEquals(whole.gradient(), found.gradient());
            }
        }
    }

    /** Without the logarithms p and 1 - p of such a network would be 0 for all draws. */
    @Test
    void aVeryConfidentNetworkStillHasGradients() {
        try (AttackTarget target = target(GoldenModel.withScaledLogits(MODEL, 3e4f), 16)) {
            AttackBatch batch = batch(target);
            Found found = take(target, batch, batch.x(), 4);
            int size = target.shape().size();
            for (int i = 0; i < N; i++) {
                assertTrue(found.losses()[i] >= 0 && Double.isFinite(found.losses()[i]));
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += Math.abs(found.gradient()[i * size + k]);
                }
                assertTrue(sum > 0 && Double.isFinite(sum), "image " + i);
            }
        }
    }
}
