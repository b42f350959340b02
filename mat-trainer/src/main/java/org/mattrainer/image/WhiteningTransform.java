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
    private static final int BLOCK = 8;

    private final int size;
    private final float[] mean;
    private final float[] matrix;
    private float[] inverse;

    WhiteningTransform(int size, float[] mean, float[] matrix) {
        this.size = size;
        this.mean = mean.clone();
        this.matrix = matrix;
    }

    static WhiteningTransform restore(ImageShape shape, TransformState state) {
        int size = shape.size();
        if ((long) size * size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "Preprocessing step '" + KIND + "': expected images of fewer values, found " + shape);
        }
        float[] mean = state.require("mean", size);
        return new WhiteningTransform(size, mean, state.require("matrix", size * size));
    }

    @Override
    public void apply(float[] x, int n) {
        for (int i = 0; i < n * size; i++) {
            x[i] -= mean[i % size];
        }
        multiply(matrix, x, n);
    }

    /** Inverts the matrix when it is called for the first time, which takes as long as some thousand images. */
    @Override
    public void invert(float[] x, int n) {
        multiply(inverse(), x, n);
        for (int i = 0; i < n * size; i++) {
            x[i] += mean[i % size];
        }
    }

    /** Replaces each image by its product with a symmetric matrix. */
    private void multiply(float[] symmetric, float[] x, int n) {
        float[] products = new float[Math.min(n, BLOCK) * size];
        for (int first = 0; first < n; first += BLOCK) {
            int count = Math.min(BLOCK, n - first);
            Arrays.fill(products, 0);
            int j = 0;
            for (; j + 3 < size; j += 4) {
                for (int k = 0; k < count; k++) {
                    addFourMultiples(symmetric, j * size, x, (first + k) * size + j, products, k * size);
                }
            }
            for (; j < size; j++) {
                for (int k = 0; k < count; k++) {
                    addMultiple(symmetric, j * size, x[(first + k) * size + j], products, k * size);
                }
            }
            System.arraycopy(products, 0, x, first * size, count * size);
        }
    }

    /** Four rows at a time, so that the sums are loaded and stored a quarter as often. */
    private void addFourMultiples(float[] symmetric, int row, float[] x, int at, float[] sum, int from) {
        float a = x[at];
        float b = x[at + 1];
        float c = x[at + 2];
        float d = x[at + 3];
        for (int i = 0; i < size; i++) {
            sum[from + i] += a * symmetric[row + i]
                    + b * symmetric[row + size + i]
                    + c * symmetric[row + 2 * size + i]
                    + d * symmetric[row + 3 * size + i];
        }
    }

    private void addMultiple(float[] symmetric, int row, float factor, float[] sum, int from) {
        for (int i = 0; i < size; i++) {
            sum[from + i] += factor * symmetric[row + i];
        }
    }

    private synchronized float[] inverse() {
        if (inverse == null) {
            DMatrixRMaj copy = new DMatrixRMaj(size, size);
            for (int i = 0; i < matrix.length; i++) {
                copy.data[i] = matrix[i];
            }
            DMatrixRMaj result = new DMatrixRMaj(size, size);
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
            if (!solver.setA(copy)) {
                throw new UnsupportedOperationException("The whitening matrix has no inverse");
            }
            solver.invert(result);
            float[] rounded = new float[matrix.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) result.data[i];
            }
            inverse = rounded;
        }
        return inverse;
    }

    @Override
    public List<TransformState> states() {
        Map<String, float[]> values = new LinkedHashMap<>();
        values.put("mean", mean.clone());
        values.put("matrix", matrix.clone());
        return List.of(new TransformState(KIND, values));
    }
}
