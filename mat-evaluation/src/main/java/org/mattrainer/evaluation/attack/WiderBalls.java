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

import java.util.HashMap;
import java.util.Map;
import org.mattrainer.evaluation.attack.geometry.Ball;

/**
 * Where searches of a ball of norm 1 start: at the best point of a search of the ball of twice the radius, which has itself
 * begun at that of three times (Croce and Hein, "Mind the box", 2021, section 4.3). Large balls are easier to search.
 */
final class WiderBalls {

    private static final int[] FACTORS = {3, 2};

    private final WhiteBox network;
    private final Ball ball;
    private final int steps;

    /**
     * Balls around a ball.
     *
     * @param steps number of steps of each search, at least 0
     */
    WiderBalls(WhiteBox network, Ball ball, int steps) {
        this.network = network;
        this.ball = ball;
        this.steps = steps;
    }

    /** The starts of images whose searches of the widest ball start somewhere. */
    Start starts(LossFunction loss, Start first, AttackBatch batch) {
        Start start = first;
        for (int factor : FACTORS) {
            // What deceives the network there is too far to count, so no search ends early.
            OpenImages images = new OpenImages(network, batch, Double.POSITIVE_INFINITY);
            new AdaptiveSearch(network, ball.times(factor), steps, images).run(loss, start);
            start = at(batch, images.best());
        }
        return start;
    }

    private static Start at(AttackBatch batch, float[] points) {
        Map<Long, Integer> rows = new HashMap<>();
        for (int i = 0; i < batch.n(); i++) {
            rows.put(batch.ids()[i], i);
        }
        return (id, x, offset, size) -> System.arraycopy(points, rows.get(id) * size, x, offset, size);
    }
}
