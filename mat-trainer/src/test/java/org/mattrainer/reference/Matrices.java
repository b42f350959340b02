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
package org.mattrainer.reference;

import java.util.Arrays;
import java.util.Comparator;

/** Small dense square matrices, row-major. */
public final class Matrices {

    private Matrices() {}

    /** An inverse with the logarithm of the determinant. */
    public record Inverse(double[] matrix, double logDeterminant) {}

    /** Gauss-Jordan elimination with row pivoting of a matrix with positive determinant. */
    public static Inverse invert(double[] matrix, int size) {
        double[] a = matrix.clone();
        double[] b = identity(size);
        double logDeterminant = 0;
        for (int c = 0; c < size; c++) {
            int pivot = c;
            for (int r = c + 1; r < size; r++) {
                if (Math.abs(a[r * size + c]) > Math.abs(a[pivot * size + c])) {
                    pivot = r;
                }
            }
            swap(a, c, pivot, size);
            swap(b, c, pivot, size);
            double value = a[c * size + c];
            logDeterminant += Math.log(Math.abs(value));
            for (int j = 0; j < size; j++) {
                a[c * size + j] /= value;
                b[c * size + j] /= value;
            }
            for (int r = 0; r < size; r++) {
                double factor = a[r * size + c];
                for (int j = 0; r != c && j < size; j++) {
                    a[r * size + j] -= factor * a[c * size + j];
                    b[r * size + j] -= factor * b[c * size + j];
                }
            }
        }
        return new Inverse(b, logDeterminant);
    }

    private static void swap(double[] m, int r, int s, int size) {
        for (int j = 0; j < size; j++) {
            double value = m[r * size + j];
            m[r * size + j] = m[s * size + j];
            m[s * size + j] = value;
        }
    }

    /** The unit matrix. */
    public static double[] identity(int size) {
        double[] m = new double[size * size];
        for (int i = 0; i < size; i++) {
            m[i * size + i] = 1;
        }
        return m;
    }

    /** Matrix times vector. */
    public static double[] times(double[] matrix, double[] vector) {
        int size = vector.length;
        double[] y = new double[size];
        for (int r = 0; r < size; r++) {
            for (int c = 0; c < size; c++) {
                y[r] += matrix[r * size + c] * vector[c];
            }
        }
        return y;
    }

    /** matrix += factor v v'. */
    public static void addOuter(double[] matrix, double factor, double[] v) {
        for (int r = 0; r < v.length; r++) {
            for (int c = 0; c < v.length; c++) {
                matrix[r * v.length + c] += factor * v[r] * v[c];
            }
        }
    }

    /** Eigenvalues in descending order with their unit eigenvectors. */
    public record Eigen(double[] values, double[][] vectors) {}

    /** Eigen-decomposition of a symmetric matrix by Jacobi rotations. */
    public static Eigen eigen(double[] matrix, int size) {
        double[] a = matrix.clone();
        double[] v = identity(size);
        for (int sweep = 0; sweep < 60; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    if (a[p * size + q] != 0) {
                        double theta = (a[q * size + q] - a[p * size + p]) / (2 * a[p * size + q]);
                        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
                        rotate(a, v, p, q, 1 / Math.hypot(t, 1), t / Math.hypot(t, 1), size);
                    }
                }
            }
        }
        Integer[] order = new Integer[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> -a[i * size + i]));
        double[] values = new double[size];
        double[][] vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            values[i] = a[order[i] * size + order[i]];
            for (int r = 0; r < size; r++) {
                vectors[i][r] = v[r * size + order[i]];
            }
        }
        return new Eigen(values, vectors);
    }

    private static void rotate(double[] a, double[] v, int p, int q, double c, double s, int size) {
        for (int i = 0; i < size; i++) {
            rotatePair(a, i * size + p, i * size + q, c, s);
            rotatePair(v, i * size + p, i * size + q, c, s);
        }
        for (int i = 0; i < size; i++) {
            rotatePair(a, p * size + i, q * size + i, c, s);
        }
        a[p * size + q] = 0;
        a[q * size + p] = 0;
    }

    private static void rotatePair(double[] m, int i, int j, double c, double s) {
        double x = m[i];
        double y = m[j];
        m[i] = c * x - s * y;
        m[j] = s * x + c * y;
    }
}
