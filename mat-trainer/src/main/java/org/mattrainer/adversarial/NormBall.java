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
package org.mattrainer.adversarial;

/**
 * The ball of all perturbations e with |e|_p at most its radius, for p above 1. Rows are examples,
 * {@code [n, size]}; computed in double precision.
 */
public final class NormBall {

    private static final double GUARD = 1e-12;

    private final double p;
    private final double radius;

    /**
     * A ball.
     *
     * @param p the norm, above 1; infinity for the largest absolute value
     * @param radius above 0
     * @throws IllegalArgumentException if a value is out of range
     */
    public NormBall(double p, double radius) {
        if (!(p > 1)) {
            throw new IllegalArgumentException("Expected a norm p above 1, found " + p);
        }
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a finite radius above 0, found " + radius);
        }
        this.p = p;
        this.radius = radius;
    }

    /**
     * The element of the ball with the largest inner product with a gradient (MAT, eq. 2):
     * {@code sigma sign(g) (|g| / |g|_q)^(1/(p-1))} with 1/p + 1/q = 1, for p infinite {@code sigma sign(g)} (MAT, eq.
     * 3), and 0 where the gradient is 0.
     *
     * @param gradient g, [n, size]
     * @param n number of examples
     * @param size values of an example
     * @param step receives the perturbations, [n, size]; may be {@code gradient}
     * @return number of examples whose gradient is exactly 0
     */
    public int steepest(float[] gradient, int n, int size, float[] step) {
        int zeros = 0;
        for (int i = 0; i < n; i++) {
            float max = largest(gradient, i * size, size);
            if (max == 0) {
                zeros++;
            }
            steepest(gradient, i * size, size, max, step);
        }
        return zeros;
    }

    private void steepest(float[] gradient, int offset, int size, float max, float[] step) {
        if (max == 0 || p == Double.POSITIVE_INFINITY) {
            for (int k = offset; k < offset + size; k++) {
                step[k] = (float) (radius * Math.signum(gradient[k]));
            }
            return;
        }
        // Powers of g / max cannot overflow, and a common factor of g does not matter.
        double exponent = 1 / (p - 1);
        double q = p * exponent;
        double sum = 0;
        for (int k = offset; k < offset + size; k++) {
            double g = Math.abs((double) gradient[k] / max);
            sum += p == 2 ? g * g : Math.pow(g, q);
        }
        double scale = radius * Math.pow(sum, -1 / p);
        for (int k = offset; k < offset + size; k++) {
            double g = (double) gradient[k] / max;
            step[k] = (float) (p == 2 ? scale * g : scale * Math.signum(g) * Math.pow(Math.abs(g), exponent));
        }
    }

    /**
     * Moves perturbations into the ball: for p infinite each value on its own, for p = 2 along the line to the centre.
     *
     * @param e perturbations, [n, size], changed in place
     * @param n number of examples
     * @param size values of an example
     * @throws IllegalStateException for another norm
     */
    public void project(float[] e, int n, int size) {
        if (p == Double.POSITIVE_INFINITY) {
            float most = (float) radius;
            for (int k = 0; k < n * size; k++) {
                e[k] = Math.max(-most, Math.min(most, e[k]));
            }
            return;
        }
        if (p != 2) {
            throw new IllegalStateException("Expected the norm 2 or Infinity, found " + p);
        }
        for (int i = 0; i < n; i++) {
            double length = Math.sqrt(squares(e, i * size, size));
            for (int k = i * size; length > radius && k < (i + 1) * size; k++) {
                e[k] = (float) (e[k] * (radius / length));
            }
        }
    }

    /**
     * Scales a vector to length 1: {@code f = d / (max|d| + 1e-12)}, then {@code f / sqrt(1e-12 + |f|^2)}. A vector of
     * zeros stays one; one whose values are of the size of 1e-12 or less comes out shorter than 1.
     *
     * @param d the vector, {@code size} values from {@code offset}
     * @param offset index of the first
     * @param size number of values
     * @param out receives the result at the same place; may be {@code d}
     */
    public static void unit(float[] d, int offset, int size, float[] out) {
        double factor = 1 / (largest(d, offset, size) + GUARD);
        double scale = factor / Math.sqrt(GUARD + squares(d, offset, size) * factor * factor);
        for (int k = offset; k < offset + size; k++) {
            out[k] = (float) (d[k] * scale);
        }
    }

    /**
     * Scales a gradient to length 1 however small it is.
     *
     * @param gradient {@code size} values from {@code offset}
     * @param offset index of the first
     * @param size number of values
     * @param out receives the result at the same place; unchanged if the gradient is exactly 0
     * @return whether the gradient has a direction, that is, any value but 0
     */
    public static boolean direction(float[] gradient, int offset, int size, float[] out) {
        float max = largest(gradient, offset, size);
        if (max == 0) {
            return false;
        }
        double scale = 1 / Math.sqrt(squares(gradient, offset, size));
        for (int k = offset; k < offset + size; k++) {
            out[k] = (float) (gradient[k] * scale);
        }
        return true;
    }

    /**
     * The squared 2-norm of part of an array, summed in double precision in a fixed order.
     *
     * @param values the array
     * @param offset index of the first value
     * @param n number of values
     * @return the sum of their squares
     */
    public static double squares(float[] values, int offset, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = offset + n;
        int i = offset;
        // Four sums do not wait for each other.
        for (; i + 3 < end; i += 4) {
            double v0 = values[i];
            double v1 = values[i + 1];
            double v2 = values[i + 2];
            double v3 = values[i + 3];
            a += v0 * v0;
            b += v1 * v1;
            c += v2 * v2;
            d += v3 * v3;
        }
        for (; i < end; i++) {
            double v = values[i];
            a += v * v;
        }
        return (a + b) + (c + d);
    }

    private static float largest(float[] values, int offset, int size) {
        float max = 0;
        for (int k = offset; k < offset + size; k++) {
            max = Math.max(max, Math.abs(values[k]));
        }
        return max;
    }
}
