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

import java.util.Arrays;

/**
 * The nearest point, in the 2-norm, of the ball of norm 1 around an image cut by the range of the pixels (Croce and Hein,
 * "Mind the box: l1-APGD for sparse adversarial attacks on image classifiers", 2021, proposition 2.1). Cutting the nearest
 * point of the ball alone would leave part of the radius unused.
 */
final class L1Projection {

    private final double radius;
    private final PixelBox box;

    /** Projections on balls of a radius; the box is null for none. */
    L1Projection(double radius, PixelBox box) {
        this.radius = radius;
        this.box = box;
    }

    /**
     * Moves a perturbed image. With e = x' - x, the size of each value of the new perturbation is
     * {@code min(max(|e| - lambda, 0), room)}, where room is what is left to the end of the pixel's range; lambda is 0 if
     * that fits the radius, or else the number for which these sizes add up to it.
     *
     * @param x the images, of which one begins at the offset
     * @param perturbed the perturbed images; changed
     */
    void project(float[] x, float[] perturbed, int offset, int size) {
        double[] wanted = new double[size];
        double[] room = new double[size];
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double e = (double) perturbed[offset + k] - x[offset + k];
            wanted[k] = Math.abs(e);
            room[k] = box == null ? Double.POSITIVE_INFINITY : box.room(x, offset, k, e > 0);
            sum += Math.min(wanted[k], room[k]);
        }
        double lambda = sum > radius ? threshold(wanted, room) : 0;
        for (int k = 0; k < size; k++) {
            double length = Math.min(Math.max(wanted[k] - lambda, 0), room[k]);
            perturbed[offset + k] = moved(x[offset + k], perturbed[offset + k] > x[offset + k] ? length : -length);
        }
    }

    /** Rounds towards the image, as many values that are rounded up would leave the ball. */
    private static float moved(float x, double step) {
        float moved = (float) (x + step);
        return Math.abs((double) moved - x) > Math.abs(step) ? Math.nextAfter(moved, x) : moved;
    }

    /**
     * Lowers lambda from the largest wanted size on: below its wanted size a value grows, until its room is used up. The
     * sum of the sizes is linear between these ends.
     */
    private double threshold(double[] wanted, double[] room) {
        double[] begins = wanted.clone();
        double[] ends = new double[wanted.length];
        for (int k = 0; k < ends.length; k++) {
            ends[k] = wanted[k] - room[k];
        }
        Arrays.sort(begins);
        Arrays.sort(ends);
        int begin = begins.length - 1;
        int end = ends.length - 1;
        double lambda = begins[begin];
        double sum = 0;
        int growing = 0;
        while (true) {
            while (begin >= 0 && begins[begin] >= lambda) {
                growing++;
                begin--;
            }
            while (end >= 0 && ends[end] >= lambda) {
                growing--;
                end--;
            }
            double next = Math.max(0, Math.max(begin < 0 ? 0 : begins[begin], end < 0 ? 0 : ends[end]));
            double grown = sum + growing * (lambda - next);
            if (grown >= radius || next == 0) {
                return growing == 0 ? next : Math.max(next, lambda - (radius - sum) / growing);
            }
            sum = grown;
            lambda = next;
        }
    }
}
