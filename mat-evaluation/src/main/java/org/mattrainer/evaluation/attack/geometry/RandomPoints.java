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
import org.mattrainer.internal.numbers.RandomStream;

/** Random perturbations. */
public final class RandomPoints {

    private RandomPoints() {}

    /**
     * Adds a point that is uniform in a ball of norm 2 or infinity. For the norm 1 it is a standard normal one, as
     * published: it lies far outside, and its projection on the ball is sparse.
     */
    public static void inBall(RandomStream random, double p, double radius, float[] x, int offset, int size) {
        if (p == 1) {
            float[] normal = new float[size];
            random.fillGaussian(normal, 0, size);
            for (int k = 0; k < size; k++) {
                x[offset + k] += normal[k];
            }
            return;
        }
        if (p == Double.POSITIVE_INFINITY) {
            for (int k = offset; k < offset + size; k++) {
                x[k] = (float) (x[k] + radius * (2 * random.nextDouble() - 1));
            }
            return;
        }
        float[] direction = new float[size];
        random.fillGaussian(direction, 0, size);
        NormBall.direction(direction, 0, size, direction);
        double length = radius * Math.pow(random.nextDouble(), 1.0 / size);
        for (int k = 0; k < size; k++) {
            x[offset + k] = (float) (x[offset + k] + length * direction[k]);
        }
    }

    /**
     * A perturbation of exactly the radius in used pixels: a uniform direction for a finite norm, for the infinite norm
     * plus or minus the radius for each pixel.
     */
    public static float[] onSphere(RandomStream random, InputSpace space, double p, double radius) {
        int size = space.shape().size();
        float[] step = new float[size];
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double e = p == Double.POSITIVE_INFINITY ? (random.nextLong() < 0 ? -1 : 1) : random.nextGaussian();
            if (space.isUsed(k)) {
                step[k] = (float) e;
                sum += p == Double.POSITIVE_INFINITY ? 0 : Math.pow(Math.abs(e), p);
            }
        }
        double scale = p == Double.POSITIVE_INFINITY ? radius : radius * Math.pow(sum, -1 / p);
        for (int k = 0; k < size; k++) {
            step[k] = (float) (scale * step[k]);
        }
        return step;
    }
}
