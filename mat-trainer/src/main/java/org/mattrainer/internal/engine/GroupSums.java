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
package org.mattrainer.internal.engine;

import java.util.Arrays;

/** Sums over the examples of a pass: one row of double sums per group, added up in the order of the groups. */
final class GroupSums {

    private final double[][] rows;

    GroupSums(int length) {
        rows = new double[Groups.MOST][length];
    }

    void clear(Span span) {
        for (int group = span.firstGroup(); group <= span.lastGroup(); group++) {
            Arrays.fill(rows[group], 0);
        }
    }

    void add(int group, float[] values) {
        double[] row = rows[group];
        for (int i = 0; i < row.length; i++) {
            row[i] += values[i];
        }
    }

    /** The rows, live. */
    double[][] rows() {
        return rows;
    }

    double total(int index, int groups) {
        return total(rows, index, groups);
    }

    static double total(double[][] rows, int index, int groups) {
        double sum = 0;
        for (int g = 0; g < groups; g++) {
            sum += rows[g][index];
        }
        return sum;
    }
}
