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
package org.mattrainer.evaluation.attack.geometry;

/**
 * The shortest step from a point to a hyperplane that stays in the range of the pixels (Croce and Hein, "Minimally
 * distorted adversarial examples with a fast adaptive boundary attack", 2020, eq. 6), for the norms 2 and infinity.
 */
public final class HyperplaneProjection {

    private static final double SETTLED = 1e-12;

    private final boolean infinite;
    private final PixelBox box;

    /** Projections in the norm p; the box is null for none. */
    public HyperplaneProjection(double p, PixelBox box) {
        this.infinite = p == Double.POSITIVE_INFINITY;
        this.box = box;
    }

    /**
     * The step d of least norm with {@code <w, d> = -value}. Each value of d is min(lambda, room) for the infinite norm
     * and min(lambda |w|, room) for the 2-norm, where room is what is left to the end of a pixel's range; lambda is found
     * by Newton's method, which is exact after as many rounds as there are ends to meet. Where the plane is out of reach,
     * the step goes as far towards it as the range allows.
     *
     * @param w normal of the plane, {@code step.length} values from {@code offset}
     * @param value signed height above the plane
     * @param x the point, at the same offset
     * @param step receives d
     * @return the norm of d
     */
    public double step(float[] w, double value, float[] x, int offset, double[] step) {
        double lambda = 0;
        double next = next(w, value, x, offset, step.length, lambda);
        while (next > lambda * (1 + SETTLED)) {
            lambda = next;
            next = lambda < Double.POSITIVE_INFINITY ? next(w, value, x, offset, step.length, lambda) : lambda;
        }
        double norm = 0;
        for (int k = 0; k < step.length; k++) {
            double a = Math.abs((double) w[offset + k]);
            double size = a == 0 ? 0 : Math.min(room(w, value, x, offset, k), infinite ? lambda : lambda * a);
            step[k] = value * w[offset + k] > 0 ? -size : size;
            norm = infinite ? Math.max(norm, size) : norm + size * size;
        }
        return infinite ? norm : Math.sqrt(norm);
    }

    /** Where the slope at lambda meets the plane: the values at their ends stay, the others grow with lambda. */
    private double next(float[] w, double value, float[] x, int offset, int size, double lambda) {
        double left = Math.abs(value);
        double slope = 0;
        for (int k = 0; k < size; k++) {
            double a = Math.abs((double) w[offset + k]);
            if (a > 0) {
                double room = room(w, value, x, offset, k);
                if ((infinite ? lambda : lambda * a) >= room) {
                    left -= a * room;
                } else {
                    slope += infinite ? a : a * a;
                }
            }
        }
        if (left <= 0) {
            return lambda;
        }
        return slope > 0 ? left / slope : box == null ? 0 : Double.POSITIVE_INFINITY;
    }

    private double room(float[] w, double value, float[] x, int offset, int k) {
        return box == null ? Double.POSITIVE_INFINITY : box.room(x, offset, k, value * w[offset + k] < 0);
    }
}
