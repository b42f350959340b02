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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Multiplies the difference from the mean by a symmetric matrix: W (x - m). */
final class WhiteningTransform implements PixelTransform {

    static final String KIND = "whitening";

    /** So many images share each pass over the matrix; what an image becomes does not depend on it. */
    private static final int BLOCK = 32;

    private final int size;
    private final float[] mean;
    private final float[][] rows;
    private float[][] inverse;

    /** Keeps the array of rows. */
    WhiteningTransform(int size, float[] mean, float[][] rows) {
        this.size = size;
        this.mean = mean.clone();
        this.rows = rows;
    }

    static WhiteningTransform restore(ImageShape shape, TransformState state) {
        int size = shape.size();
        if ((long) size * size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Preprocessing step '" + KIND + "': expected images of fewer values, found " + shape);
        }
        float[] mean = state.require("mean", size);
        return new WhiteningTransform(size, mean, rows(state.require("matrix", size * size), size));
    }

    /** Cuts a matrix into its rows. */
    static float[][] rows(float[] matrix, int size) {
        float[][] rows = new float[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = Arrays.copyOfRange(matrix, i * size, (i + 1) * size);
        }
        return rows;
    }

    @Override
    public void apply(float[] x, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < size; j++) {
                x[i * size + j] -= mean[j];
            }
        }
        multiply(rows, x, n);
    }

    /** Every value of the result takes as many products as an image has values. */
    @Override
    public boolean isSlow() {
        return true;
    }

    /** Inverts the matrix when it is called for the first time, which takes as long as some thousand images. */
    @Override
    public void invert(float[] x, int n) {
        multiply(inverse(), x, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < size; j++) {
                x[i * size + j] += mean[j];
            }
        }
    }

    /** Replaces each image by its product with a symmetric matrix. */
    private void multiply(float[][] symmetric, float[] x, int n) {
        float[][] products = new float[Math.min(n, BLOCK)][size];
        for (int first = 0; first < n; first += BLOCK) {
            int count = Math.min(BLOCK, n - first);
            for (int k = 0; k < count; k++) {
                Arrays.fill(products[k], 0);
            }
            int j = 0;
            for (; j + 3 < size; j += 4) {
                for (int k = 0; k < count; k++) {
                    addFourMultiples(symmetric, j, x, (first + k) * size + j, products[k]);
                }
            }
            for (; j < size; j++) {
                for (int k = 0; k < count; k++) {
                    addMultiple(symmetric[j], x[(first + k) * size + j], products[k]);
                }
            }
            for (int k = 0; k < count; k++) {
                System.arraycopy(products[k], 0, x, (first + k) * size, size);
            }
        }
    }

    /**
     * Four rows at a time, so that the sums are loaded and stored a quarter as often. All arrays have the same index,
     * as compilers only then see that they may use vectors.
     */
    private static void addFourMultiples(float[][] rows, int row, float[] x, int at, float[] sum) {
        float a = x[at];
        float b = x[at + 1];
        float c = x[at + 2];
        float d = x[at + 3];
        float[] p = rows[row];
        float[] q = rows[row + 1];
        float[] r = rows[row + 2];
        float[] s = rows[row + 3];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
        }
    }

    private static void addMultiple(float[] row, float factor, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * row[i];
        }
    }

    private synchronized float[][] inverse() {
        if (inverse == null) {
            DMatrixRMaj copy = new DMatrixRMaj(size, size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    copy.unsafe_set(i, j, rows[i][j]);
                }
            }
            DMatrixRMaj result = new DMatrixRMaj(size, size);
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
            if (!solver.setA(copy)) {
                throw new UnsupportedOperationException("The whitening matrix has no inverse");
            }
            solver.invert(result);
            float[][] rounded = new float[size][size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    rounded[i][j] = (float) result.unsafe_get(i, j);
                }
            }
            inverse = rounded;
        }
        return inverse;
    }

    @Override
    public List<TransformState> states() {
        Map<String, float[]> values = new LinkedHashMap<>();
        values.put("mean", mean.clone());
        float[] matrix = new float[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(rows[i], 0, matrix, i * size, size);
        }
        values.put("matrix", matrix);
        return List.of(new TransformState(KIND, values));
    }
}
