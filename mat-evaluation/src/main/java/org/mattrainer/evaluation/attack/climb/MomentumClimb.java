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
package org.mattrainer.evaluation.attack.climb;

import org.mattrainer.evaluation.attack.geometry.Ball;

/**
 * Auto-PGD in the norms 2 and infinity (Croce and Hein, 2020): gradient steps with momentum, whose size follows a {@link
 * StepSizeRule}.
 */
public final class MomentumClimb implements Climb {

    /** How much of the next point is the gradient step; the rest goes on in the direction of the last one. */
    private static final double MOMENTUM = 0.75;

    private final Ball ball;
    private final StepSizeRule rule;
    private float[] before;
    private float[] spare;
    private final Peak peak;

    public MomentumClimb(Ball ball, StepSizeRule rule, int size) {
        this.ball = ball;
        this.rule = rule;
        this.before = new float[size];
        this.spare = new float[size];
        this.peak = new Peak(size);
    }

    @Override
    public void step(int k, double value, float[] x, float[] now, float[] gradient, int offset) {
        peak.offer(value, now, gradient, offset);
        if (rule.goesBack(k, value)) {
            peak.restore(now, gradient, offset);
        }
        int size = before.length;
        float[] from = spare;
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
        spare = before;
        before = from;
    }
}
