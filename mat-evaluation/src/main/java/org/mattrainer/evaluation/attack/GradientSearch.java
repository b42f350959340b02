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

import org.mattrainer.evaluation.attack.geometry.Ball;

/** Searches balls around a batch of images by projected gradient ascent with steps of one length. */
final class GradientSearch {

    private final WhiteBox network;
    private final Ball ball;
    private final LossFunction loss;
    private final int steps;
    private final double step;
    private final OpenImages open;

    /**
     * Prepares searches.
     *
     * @param steps number of steps
     * @param step length of a step in units of the input
     * @param clearMargin the margin, relative to the logits, from which on an image counts as found
     */
    GradientSearch(
            WhiteBox network,
            Ball ball,
            LossFunction loss,
            int steps,
            double step,
            double clearMargin,
            AttackBatch batch) {
        this.network = network;
        this.ball = ball;
        this.loss = loss;
        this.steps = steps;
        this.step = step;
        this.open = new OpenImages(network, batch, clearMargin);
    }

    /** The best images so far. */
    float[] best() {
        return open.best();
    }

    /** Whether every image has been found to deceive the network. */
    boolean isOver() {
        return open.isOver();
    }

    /**
     * Searches once more for the images that are not found yet.
     *
     * @param starts where to start, null for the clean images
     */
    void run(Start starts) {
        open.gather(starts, ball, loss.usesClean());
        LossGradient climbed = new LossGradient(network, loss, open);
        for (int s = 0; s < steps && open.count() > 0; s++) {
            Outputs outputs = network.forward(open.now, open.count());
            int found = open.takeFound(outputs);
            if (found < open.count()) {
                climb(climbed.at(outputs));
            }
            open.compact();
        }
        if (open.count() > 0) {
            takeRest();
        }
    }

    private void climb(float[] gradient) {
        int size = network.size();
        for (int i = 0; i < open.count(); i++) {
            if (!open.leaving[i]) {
                ball.ascend(open.now, gradient, i * size, size, step);
                ball.project(open.x, open.now, i * size, size);
            }
        }
    }

    private void takeRest() {
        Outputs outputs = network.forward(open.now, open.count());
        double[] values = new double[open.count()];
        loss.addValues(new LossBatch(open.clean, outputs, open.y, open.count()), values);
        open.takeFound(outputs);
        for (int i = 0; i < open.count(); i++) {
            open.offer(i, open.now, values[i]);
        }
    }
}
