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

import java.util.Arrays;
import java.util.function.LongFunction;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.attack.squares.SquareMoves;
import org.mattrainer.internal.numbers.RandomStream;

/** Tries random changes of a batch of images and keeps those that lower the margin of the label's score. */
final class RandomSearch {

    private final AttackTarget target;
    private final Ball ball;
    private final SquareMoves moves;
    private final AttackBatch batch;
    private final RandomStream[] random;
    private final float[] best;
    private final double[] margins;
    private final float[] candidates;
    private final int[] rows;
    private final double[] scores;

    RandomSearch(
            AttackTarget target, Ball ball, SquareMoves moves, AttackBatch batch, LongFunction<RandomStream> streams) {
        this.target = target;
        this.ball = ball;
        this.moves = moves;
        this.batch = batch;
        this.random = new RandomStream[batch.n()];
        this.best = Arrays.copyOf(batch.x(), batch.n() * target.shape().size());
        this.margins = new double[batch.n()];
        Arrays.fill(margins, Double.POSITIVE_INFINITY);
        this.candidates = new float[best.length];
        this.rows = new int[batch.n()];
        this.scores = new double[batch.n() * target.labels()];
        for (int i = 0; i < batch.n(); i++) {
            random[i] = streams.apply(batch.ids()[i]);
        }
    }

    /** The best images so far. */
    float[] best() {
        return best;
    }

    /** Whether every image deceives the model. */
    boolean isOver() {
        for (double margin : margins) {
            if (margin >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Asks the model once about a change of each image that does not deceive it yet; the first is the start. */
    void ask(int query) {
        int size = target.shape().size();
        int n = 0;
        for (int i = 0; i < batch.n(); i++) {
            if (margins[i] >= 0) {
                rows[n] = i;
                propose(i, query);
                System.arraycopy(candidates, i * size, candidates, n * size, size);
                n++;
            }
        }
        target.scores(candidates, n, scores);
        for (int j = 0; j < n; j++) {
            double margin = margin(j, batch.y()[rows[j]]);
            if (margin < margins[rows[j]]) {
                margins[rows[j]] = margin;
                System.arraycopy(candidates, j * size, best, rows[j] * size, size);
            }
        }
    }

    private void propose(int i, int query) {
        int size = target.shape().size();
        System.arraycopy(best, i * size, candidates, i * size, size);
        if (query == 0) {
            moves.start(random[i], candidates, i * size);
        } else {
            moves.move(random[i], query, batch.x(), candidates, i * size);
        }
        ball.project(batch.x(), candidates, i * size, size);
    }

    private double margin(int row, int label) {
        int m = target.labels();
        double other = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < m; j++) {
            other = j == label ? other : Math.max(other, scores[row * m + j]);
        }
        return scores[row * m + label] - other;
    }
}
