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
package org.mattrainer.image;

import java.util.stream.IntStream;

/**
 * A sum of outer products x x' in double precision, of which the lower triangle is kept. Rows are shared out among the
 * threads of the common pool; each row is summed in the order of the vectors, so the result does not depend on them.
 */
final class SymmetricSum {

    private static final int ROWS_PER_TASK = 16;

    private final double[][] rows;

    SymmetricSum(int size) {
        rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = new double[i + 1];
        }
    }

    /** Adds the outer products of the first {@code count} vectors with themselves. */
    void add(double[][] vectors, int count) {
        int tasks = (rows.length + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
        IntStream.range(0, tasks).parallel().forEach(task -> {
            int end = Math.min(rows.length, (task + 1) * ROWS_PER_TASK);
            for (int i = task * ROWS_PER_TASK; i < end; i++) {
                addToRow(rows[i], i, vectors, count);
            }
        });
    }

    /** Four vectors at a time, so that the row is loaded and stored a quarter as often. */
    private static void addToRow(double[] row, int i, double[][] vectors, int count) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            double[] a = vectors[k];
            double[] b = vectors[k + 1];
            double[] c = vectors[k + 2];
            double[] d = vectors[k + 3];
            double ai = a[i];
            double bi = b[i];
            double ci = c[i];
            double di = d[i];
            for (int j = 0; j < row.length; j++) {
                row[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
            }
        }
        for (; k < count; k++) {
            double[] a = vectors[k];
            double ai = a[i];
            for (int j = 0; j < row.length; j++) {
                row[j] += ai * a[j];
            }
        }
    }

    /** The value in row i and column j. */
    double get(int i, int j) {
        return i >= j ? rows[i][j] : rows[j][i];
    }
}
