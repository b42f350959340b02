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
package org.mattrainer.latent;

/** The Cholesky factorisation A = L L' of small symmetric matrices, row-major in double precision. */
public final class Cholesky {

    private Cholesky() {}

    /**
     * Factorises a matrix; only its lower triangle is read.
     *
     * @param a holds the matrix [n, n] from {@code offset}
     * @param offset index of its first value
     * @param n rows and columns, at least 1
     * @param lower receives L [n, n] from index 0; values above the diagonal are not written
     * @return whether the matrix is positive definite; if not, {@code lower} is only partly written
     */
    public static boolean factorise(double[] a, int offset, int n, double[] lower) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[offset + i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i * n + k] * lower[j * n + k];
                }
                if (i > j) {
                    lower[i * n + j] = sum / lower[j * n + j];
                } else if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
                    lower[i * n + i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The logarithm of the determinant of A.
     *
     * @param lower L [n, n]
     * @param n rows and columns
     * @return log |A|
     */
    public static double logDeterminant(double[] lower, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(lower[i * n + i]);
        }
        return 2 * sum;
    }

    /**
     * The inverse of A, exactly symmetric. {@code lower} is overwritten by the inverse of L.
     *
     * @param lower L [n, n]
     * @param n rows and columns
     * @param inverse receives the inverse of A [n, n] from {@code offset}
     * @param offset index of its first value
     */
    public static void invert(double[] lower, int n, double[] inverse, int offset) {
        for (int j = 0; j < n; j++) {
            lower[j * n + j] = 1 / lower[j * n + j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= lower[i * n + k] * lower[k * n + j];
                }
                // Row i still holds L right of column j, so its diagonal is not yet inverted.
                lower[i * n + j] = sum / lower[i * n + i];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += lower[k * n + i] * lower[k * n + j];
                }
                inverse[offset + i * n + j] = sum;
                inverse[offset + j * n + i] = sum;
            }
        }
    }
}
