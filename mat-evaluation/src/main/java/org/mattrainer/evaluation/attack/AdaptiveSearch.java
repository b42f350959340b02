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

import org.mattrainer.evaluation.attack.climb.Climb;
import org.mattrainer.evaluation.attack.climb.MomentumClimb;
import org.mattrainer.evaluation.attack.climb.Peak;
import org.mattrainer.evaluation.attack.climb.SparseClimb;
import org.mattrainer.evaluation.attack.climb.SparsityRule;
import org.mattrainer.evaluation.attack.climb.StepSizeRule;
import org.mattrainer.evaluation.attack.geometry.Ball;

/** Searches balls around a batch of images by Auto-PGD (Croce and Hein, 2020 and 2021), each with a {@link Climb}. */
final class AdaptiveSearch {

    private final WhiteBox network;
    private final Ball ball;
    private final int steps;
    private final OpenImages open;
    private final Climb[] climbs;

    /** Prepares searches of the given number of steps. */
    AdaptiveSearch(WhiteBox network, Ball ball, int steps, OpenImages open) {
        this.network = network;
        this.ball = ball;
        this.steps = steps;
        this.open = open;
        this.climbs = new Climb[open.y.length];
    }

    /** Searches once more for the images that are not found yet. */
    void run(LossFunction loss, Start starts) {
        open.gather(starts, ball, loss.usesClean());
        for (int i = 0; i < open.count(); i++) {
            climbs[open.rows[i]] = newClimb(i);
        }
        LossGradient climbed = new LossGradient(network, loss, open);
        for (int k = 0; k <= steps && open.count() > 0; k++) {
            Outputs outputs = network.forward(open.now, open.count());
            int found = open.takeFound(outputs);
            if (found < open.count()) {
                double[] values = new double[open.count()];
                loss.addValues(new LossBatch(open.clean, outputs, open.y, open.count()), values);
                for (int i = 0; i < values.length; i++) {
                    open.offer(i, open.now, values[i]);
                }
                if (k < steps) {
                    climb(k, values, climbed.at(outputs));
                }
            }
            open.compact();
        }
    }

    private Climb newClimb(int i) {
        int size = network.size();
        return ball.norm() == 1
                ? new SparseClimb(
                        ball,
                        new SparsityRule(
                                ball.radius(), steps, Peak.changed(open.x, i * size, open.now, i * size, size)),
                        size)
                : new MomentumClimb(ball, new StepSizeRule(2 * ball.radius(), StepSizeRule.checkpoints(steps)), size);
    }

    private void climb(int k, double[] values, float[] gradient) {
        for (int i = 0; i < values.length; i++) {
            if (!open.leaving[i]) {
                climbs[open.rows[i]].step(k, values[i], open.x, open.now, gradient, i * network.size());
            }
        }
    }
}
