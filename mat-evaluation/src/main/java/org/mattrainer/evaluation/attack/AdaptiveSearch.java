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
 * Searches balls around a batch of images by Auto-PGD (Croce and Hein, 2020): projected gradient ascent with momentum,
 * whose step size follows a {@link StepSizeRule} for each image.
 */
final class AdaptiveSearch {

    /** How much of the next point is the gradient step; the rest goes on in the direction of the last one. */
    private static final double MOMENTUM = 0.75;

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
    void run(Loss loss, Start starts) {
        open.gather(starts, ball, loss.usesClean());
        int[] checkpoints = StepSizeRule.checkpoints(steps);
        for (int i = 0; i < open.count(); i++) {
            climbs[open.rows[i]] = new Climb(new StepSizeRule(2 * ball.radius(), checkpoints), network.size());
        }
        LossGradient climbed = new LossGradient(network, loss, open);
        for (int k = 0; k <= steps && open.count() > 0; k++) {
            Outputs outputs = network.forward(open.now, open.count());
            int found = open.takeFound(outputs);
            if (found < open.count()) {
                double[] values = new double[open.count()];
                loss.addValues(open.clean, outputs, open.y, open.count(), values);
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

    private void climb(int k, double[] values, float[] gradient) {
        int size = network.size();
        for (int i = 0; i < values.length; i++) {
            if (!open.leaving[i]) {
                Climb climb = climbs[open.rows[i]];
                climb.observe(k, values[i], open.now, gradient, i * size);
                climb.move(k, open.x, open.now, gradient, i * size);
            }
        }
    }

    /** The search of one image. */
    private final class Climb {

        private final StepSizeRule rule;
        private final float[] before;
        private final float[] peak;
        private final float[] peakGradient;
        private double peakValue = Double.NEGATIVE_INFINITY;

        Climb(StepSizeRule rule, int size) {
            this.rule = rule;
            this.before = new float[size];
            this.peak = new float[size];
            this.peakGradient = new float[size];
        }

        /** Takes the value and the gradient at a point, and puts those of the best point in their place if told to. */
        void observe(int k, double value, float[] now, float[] gradient, int offset) {
            if (value > peakValue) {
                peakValue = value;
                System.arraycopy(now, offset, peak, 0, peak.length);
                System.arraycopy(gradient, offset, peakGradient, 0, peak.length);
            }
            if (rule.goesBack(k, value)) {
                System.arraycopy(peak, 0, now, offset, peak.length);
                System.arraycopy(peakGradient, 0, gradient, offset, peak.length);
            }
        }

        void move(int k, float[] x, float[] now, float[] gradient, int offset) {
            int size = before.length;
            float[] from = new float[size];
            System.arraycopy(now, offset, from, 0, size);
            ball.ascend(now, gradient, offset, size, rule.step());
            ball.project(x, now, offset, size);
            if (k > 0) {
                for (int j = 0; j < size; j++) {
                    double step = MOMENTUM * ((double) now[offset + j] - from[j])
                            + (1 - MOMENTUM) * ((double) from[j] - before[j]);
                    now[offset + j] = (float) (from[j] + step);
                }
                ball.project(x, now, offset, size);
            }
            System.arraycopy(from, 0, before, 0, size);
        }
    }
}
