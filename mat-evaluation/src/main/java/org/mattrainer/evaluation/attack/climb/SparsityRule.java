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

/**
 * The step size of one search by Auto-PGD in the norm 1 and how many pixels a step changes (Croce and Hein, "Mind the
 * box", 2021, section 4.2). Every few steps the number of pixels is set to what the best point changes, divided by 1.5. If
 * that point has become sparser by 5 %, the search goes back to it with the first step size; or else the step size is
 * divided by 1.5, down to a tenth of the first.
 */
public final class SparsityRule {

    private static final double SPARSER = 0.95;
    private static final double FACTOR = 1.5;
    private static final double SMALLEST = 0.1;

    private final double first;
    private final int interval;
    private int changed;
    private double step;

    /**
     * A rule.
     *
     * @param first the first step size, the radius
     * @param steps number of steps of the search; it decides after every 25th part of them
     * @param changed how many pixels the start changes
     */
    public SparsityRule(double first, int steps, int changed) {
        this.first = first;
        this.interval = Math.max(1, steps / 25);
        this.changed = changed;
        this.step = first;
    }

    double step() {
        return step;
    }

    /** How many pixels a step changes: rounded down, as two of two that move alike are where they were once projected. */
    int pixels() {
        return Math.max(1, (int) (changed / FACTOR));
    }

    /** Whether it decides before step k, counted from 0. */
    boolean decides(int k) {
        return k > 0 && k % interval == 0;
    }

    /** Takes how many pixels the best point changes; tells whether the search goes on from that point. */
    boolean goesBack(int atPeak) {
        boolean sparser = atPeak < SPARSER * changed;
        step = sparser ? first : Math.max(step / FACTOR, SMALLEST * first);
        changed = atPeak;
        return sparser;
    }
}
