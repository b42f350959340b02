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

/**
 * The step size of one search by Auto-PGD (Croce and Hein, 2020, section 3.2). At the checkpoints w_j it is halved, and
 * the search goes back to its best point, if the value rose in fewer than three quarters of the steps since the last
 * checkpoint, or if since then neither the step size nor the best value has changed.
 */
public final class StepSizeRule {

    private static final double RISES = 0.75;

    private final int[] checkpoints;
    private double step;
    private int next;
    private int rises;
    private double last = Double.NEGATIVE_INFINITY;
    private double best = Double.NEGATIVE_INFINITY;
    private double bestBefore = Double.NEGATIVE_INFINITY;
    // The first interval has no step size before it to compare with.
    private boolean changed = true;

    /**
     * A rule.
     *
     * @param first the first step size, above 0
     * @param checkpoints the iterations at which to decide, ascending
     */
    public StepSizeRule(double first, int[] checkpoints) {
        this.step = first;
        this.checkpoints = checkpoints;
    }

    /**
     * The checkpoints of a search: {@code w_j = ceil(p_j steps)} with p_1 = 0.22 and
     * {@code p_(j+1) = p_j + max(p_j - p_(j-1) - 0.03, 0.06)}.
     */
    public static int[] checkpoints(int steps) {
        int[] found = new int[steps];
        int count = 0;
        // In hundredths, as sums of decimal fractions would be rounded.
        int gap = 22;
        for (int p = gap; p <= 100; p += gap) {
            int w = (p * steps + 99) / 100;
            if (count == 0 || w > found[count - 1]) {
                found[count++] = w;
            }
            gap = Math.max(gap - 3, 6);
        }
        return Arrays.copyOf(found, count);
    }

    double step() {
        return step;
    }

    /**
     * Takes the value at the next point of the search.
     *
     * @param iteration its number, from 0 on without gaps
     * @param value what is climbed
     * @return whether the search goes on from its best point, with the step size halved
     */
    boolean goesBack(int iteration, double value) {
        rises += iteration > 0 && value > last ? 1 : 0;
        last = value;
        best = Math.max(best, value);
        if (next == checkpoints.length || iteration != checkpoints[next]) {
            return false;
        }
        int interval = checkpoints[next] - (next == 0 ? 0 : checkpoints[next - 1]);
        boolean oscillates = rises < RISES * interval;
        boolean stands = !changed && best <= bestBefore;
        changed = oscillates || stands;
        bestBefore = best;
        rises = 0;
        next++;
        step /= changed ? 2 : 1;
        return changed;
    }
}
