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

import java.util.Arrays;
import org.mattrainer.evaluation.attack.geometry.Ball;

/**
 * Auto-PGD in the norm 1 (Croce and Hein, "Mind the box", 2021): each step moves the pixels with the largest gradients, all
 * by the same amount; a {@link SparsityRule} says how many and how far. There is no momentum.
 */
public final class SparseClimb implements Climb {

    private final Ball ball;
    private final SparsityRule rule;
    private final int size;
    private final Peak peak;

    public SparseClimb(Ball ball, SparsityRule rule, int size) {
        this.ball = ball;
        this.rule = rule;
        this.size = size;
        this.peak = new Peak(size);
    }

    @Override
    public void step(int k, double value, float[] x, float[] now, float[] gradient, int offset) {
        peak.offer(value, now, gradient, offset);
        if (rule.decides(k) && rule.goesBack(peak.changed(x, offset))) {
            peak.restore(now, gradient, offset);
        }
        ascend(now, gradient, offset, size, rule.pixels(), rule.step());
        ball.project(x, now, offset, size);
    }

    /**
     * Adds a step of the given 1-norm along the signs of the largest values of a gradient: the {@code pixels} largest, and
     * those that are as large as the least of them. A value of 0 has no sign and does not count.
     */
    static void ascend(float[] now, float[] gradient, int offset, int size, int pixels, double step) {
        float[] sizes = new float[size];
        for (int j = 0; j < size; j++) {
            sizes[j] = Math.abs(gradient[offset + j]);
        }
        float[] sorted = sizes.clone();
        Arrays.sort(sorted);
        float least = Math.max(sorted[Math.max(0, size - pixels)], Float.MIN_VALUE);
        int moving = 0;
        for (float value : sizes) {
            moving += value >= least ? 1 : 0;
        }
        for (int j = 0; j < size; j++) {
            if (sizes[j] >= least) {
                now[offset + j] = (float) (now[offset + j] + step / moving * Math.signum(gradient[offset + j]));
            }
        }
    }
}
