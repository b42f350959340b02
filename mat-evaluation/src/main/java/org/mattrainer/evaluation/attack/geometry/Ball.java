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

import org.mattrainer.adversarial.NormBall;

/** The perturbed images that an attack may use: a ball of the norm p around an image, cut by the range of the pixels. */
public final class Ball {

    private final double p;
    private final double radius;
    private final PixelBox box;

    /** A ball; the box is null for none. */
    public Ball(double p, double radius, PixelBox box) {
        this.p = p;
        this.radius = radius;
        this.box = box;
    }

    public double norm() {
        return p;
    }

    public double radius() {
        return radius;
    }

    /** The norm of row i of x' - x. */
    public static double distance(double p, float[] x, float[] perturbed, int offset, int size) {
        double largest = 0;
        double sum = 0;
        for (int k = offset; k < offset + size; k++) {
            double e = Math.abs((double) perturbed[k] - x[k]);
            largest = Math.max(largest, e);
            sum += p == 2 ? e * e : p == 1 ? e : p == Double.POSITIVE_INFINITY ? 0 : Math.pow(e, p);
        }
        return p == Double.POSITIVE_INFINITY ? largest : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p);
    }

    /** The ball around the same images of so many times the radius. */
    public Ball times(double factor) {
        return new Ball(p, factor * radius, box);
    }

    /** Moves a perturbed image into the ball (exact for p = 1, 2 and infinity), then into the box (together for p = 1). */
    public void project(float[] x, float[] perturbed, int offset, int size) {
        if (p == 1) {
            new L1Projection(radius, box).project(x, perturbed, offset, size);
        } else if (p == Double.POSITIVE_INFINITY) {
            for (int k = offset; k < offset + size; k++) {
                double e = (double) perturbed[k] - x[k];
                perturbed[k] = (float) (x[k] + Math.max(-radius, Math.min(radius, e)));
            }
        } else {
            double length = distance(p, x, perturbed, offset, size);
            if (length > radius) {
                shrink(x, perturbed, offset, size, radius / length);
            }
        }
        clip(perturbed, offset);
    }

    /** Moves each pixel into its range, if there is one. */
    void clip(float[] perturbed, int offset) {
        if (box != null) {
            box.clip(perturbed, offset);
        }
    }

    /** Multiplies a perturbation. */
    public static void shrink(float[] x, float[] perturbed, int offset, int size, double factor) {
        for (int k = offset; k < offset + size; k++) {
            perturbed[k] = (float) (x[k] + factor * ((double) perturbed[k] - x[k]));
        }
    }

    /** Adds a step of given length along a gradient: {@code step sign(g)} for p infinite, or else {@code step g/|g|_2}. */
    public void ascend(float[] perturbed, float[] gradient, int offset, int size, double step) {
        if (p == Double.POSITIVE_INFINITY) {
            for (int k = offset; k < offset + size; k++) {
                perturbed[k] = (float) (perturbed[k] + step * Math.signum(gradient[k]));
            }
        } else if (NormBall.direction(gradient, offset, size, gradient)) {
            for (int k = offset; k < offset + size; k++) {
                perturbed[k] = (float) (perturbed[k] + step * gradient[k]);
            }
        }
    }
}
