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

/** How many input gradients were asked for and how many of them were exactly 0 or not finite: in all, and by row. */
final class GradientCounts {

    private final long[] ofRows;
    private final long[] zerosOfRows;
    private long all;
    private long zeros;

    /** Counts of batches of at most so many rows. */
    GradientCounts(int rows) {
        this.ofRows = new long[rows];
        this.zerosOfRows = new long[rows];
    }

    void count(int row, boolean zero) {
        add(1, zero ? 1 : 0);
        ofRows[row]++;
        zerosOfRows[row] += zero ? 1 : 0;
    }

    /** Counts gradients of no row of the batch. */
    void add(long asked, long zero) {
        all += asked;
        zeros += zero;
    }

    void clearRows() {
        Arrays.fill(ofRows, 0);
        Arrays.fill(zerosOfRows, 0);
    }

    long all() {
        return all;
    }

    long zeros() {
        return zeros;
    }

    /** Gradients of a row since the rows were cleared. */
    long ofRow(int row) {
        return ofRows[row];
    }

    long zerosOfRow(int row) {
        return zerosOfRows[row];
    }
}
