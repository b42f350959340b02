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

/** Arithmetic on whole arrays. */
public final class Numbers {

    private Numbers() {}

    /** a + b. */
    public static double[] sum(double[] a, double[] b) {
        return sum(a, 1, b);
    }

    /** a + factor b. */
    public static double[] sum(double[] a, double factor, double[] b) {
        double[] c = a.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] += factor * b[i];
        }
        return c;
    }

    /** factor a. */
    public static double[] scaled(double factor, double[] a) {
        return sum(new double[a.length], factor, a);
    }

    /** Inner product. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Arithmetic mean. */
    public static double mean(double[] a) {
        double sum = 0;
        for (double value : a) {
            sum += value;
        }
        return sum / a.length;
    }

    /** One row of a matrix with {@code size} columns. */
    public static double[] row(double[] matrix, int row, int size) {
        return Arrays.copyOfRange(matrix, row * size, (row + 1) * size);
    }

    /** Overwrites one row of a matrix. */
    public static void setRow(double[] matrix, int row, double[] values) {
        System.arraycopy(values, 0, matrix, row * values.length, values.length);
    }

    /** Adds factor times some values to one row of a matrix. */
    public static void addToRow(double[] matrix, int row, double factor, double[] values) {
        for (int k = 0; k < values.length; k++) {
            matrix[row * values.length + k] += factor * values[k];
        }
    }

    /** The same numbers in double precision. */
    public static double[] toDouble(float[] a) {
        double[] b = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            b[i] = a[i];
        }
        return b;
    }

    /** The nearest numbers in single precision. */
    public static float[] toFloat(double[] a) {
        float[] b = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            b[i] = (float) a[i];
        }
        return b;
    }

    /** The largest |a - b|, infinite when a value is no number or the lengths differ. */
    public static double distance(double[] a, double[] b) {
        if (a.length != b.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double d = Math.abs(a[i] - b[i]);
            if (!(d <= largest)) {
                largest = Double.isNaN(d) ? Double.POSITIVE_INFINITY : d;
            }
        }
        return largest;
    }

    /** The largest |a|. */
    public static double largest(double[] a) {
        return distance(a, new double[a.length]);
    }
}
