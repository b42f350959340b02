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

/**
 * The targeted DLR loss of Croce and Hein (2020), {@code (o_t - o_y) / (o_1st - (o_3rd + o_4th) / 2)}, above 0 exactly
 * where the target's logit exceeds the label's. The target is the other label of a given rank at the clean image. With
 * three labels the third stands for the fourth too.
 */
final class TargetedDlrLoss implements LossFunction {

    private static final double GUARD = 1e-12;

    private final int rank;

    /** The loss for the target of a rank, 0 for the likeliest other label. */
    TargetedDlrLoss(int rank) {
        this.rank = rank;
    }

    @Override
    public boolean usesClean() {
        return true;
    }

    @Override
    public void addGradient(LossBatch batch, double[] dLatent, double[] dLogits) {
        Outputs now = batch.now();
        int[] y = batch.labels();
        int m = now.classes;
        for (int i = 0; i < batch.n(); i++) {
            int row = i * m;
            int target = batch.clean().other(i, y[i], rank);
            int[] order = now.order(i);
            int fourth = order[Math.min(3, m - 1)];
            double scale = scale(now, row, order, fourth);
            double pull = (now.logits[row + target] - now.logits[row + y[i]]) / (scale * scale);
            dLogits[row + target] += 1 / scale;
            dLogits[row + y[i]] -= 1 / scale;
            dLogits[row + order[0]] -= pull;
            dLogits[row + order[2]] += pull / 2;
            dLogits[row + fourth] += pull / 2;
        }
    }

    @Override
    public void addValues(LossBatch batch, double[] values) {
        Outputs now = batch.now();
        int[] y = batch.labels();
        int m = now.classes;
        for (int i = 0; i < batch.n(); i++) {
            int row = i * m;
            int target = batch.clean().other(i, y[i], rank);
            int[] order = now.order(i);
            double scale = scale(now, row, order, order[Math.min(3, m - 1)]);
            values[i] += (now.logits[row + target] - now.logits[row + y[i]]) / scale;
        }
    }

    private static double scale(Outputs now, int row, int[] order, int fourth) {
        return now.logits[row + order[0]] - (now.logits[row + order[2]] + now.logits[row + fourth]) / 2 + GUARD;
    }
}
