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
package org.mattrainer.evaluation.attack;

import org.mattrainer.adversarial.RandomStream;
import org.mattrainer.image.ImageShape;

/** Random changes of a perturbation in a square. */
final class SquareMoves {

    /** After these shares of all queries the area of the squares is halved, as in the paper. */
    private static final double[] HALVINGS = {0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8};

    private final AttackTarget target;
    private final ImageShape shape;
    private final double p;
    private final double radius;
    private final int queries;
    private final double firstShare;
    private final double level;

    SquareMoves(AttackTarget target, double p, double radius, int queries, double firstShare) {
        this.target = target;
        this.shape = target.shape();
        this.p = p;
        this.radius = radius;
        this.queries = queries;
        this.firstShare = firstShare;
        // Twice the root mean square of a perturbation of the radius.
        this.level = 2 * radius / Math.sqrt(shape.size());
    }

    /** Moves an image to a random start: for the infinite norm columns of one sign, else a random direction. */
    void start(RandomStream random, float[] x, int offset) {
        if (p != Double.POSITIVE_INFINITY) {
            float[] step = RandomPoints.onSphere(random, target, p, radius);
            for (int k = 0; k < step.length; k++) {
                x[offset + k] += step[k];
            }
            return;
        }
        for (int column = 0; column < shape.channels() * shape.width(); column++) {
            double sign = sign(random);
            int first = column / shape.width() * shape.area() + column % shape.width();
            for (int row = 0; row < shape.height(); row++) {
                add(x, offset, first + row * shape.width(), sign * radius);
            }
        }
    }

    /** Changes an image in a random square; x is the clean image. */
    void move(RandomStream random, int query, float[] x, float[] perturbed, int offset) {
        int height = Math.min(side(query), shape.height());
        int width = Math.min(side(query), shape.width());
        int top = below(random, shape.height() - height + 1);
        int left = below(random, shape.width() - width + 1);
        for (int c = 0; c < shape.channels(); c++) {
            double sign = sign(random);
            for (int cell = 0; cell < height * width; cell++) {
                int k = c * shape.area() + (top + cell / width) * shape.width() + left + cell % width;
                if (p == Double.POSITIVE_INFINITY) {
                    perturbed[offset + k] = x[offset + k];
                    add(perturbed, offset, k, sign * radius);
                } else {
                    add(perturbed, offset, k, sign * level);
                }
            }
        }
        double length = Ball.distance(p, x, perturbed, offset, shape.size());
        if (p != Double.POSITIVE_INFINITY && length > 0) {
            // The whole radius is used at all times.
            Ball.shrink(x, perturbed, offset, shape.size(), radius / length);
        }
    }

    private int side(int query) {
        double share = firstShare;
        for (double halving : HALVINGS) {
            share /= query > halving * queries ? 2 : 1;
        }
        // An image of one column has runs instead of squares.
        double area = share * shape.area();
        return Math.max(1, (int) Math.round(shape.width() == 1 ? area : Math.sqrt(area)));
    }

    private void add(float[] x, int offset, int pixel, double value) {
        if (target.isUsed(pixel)) {
            x[offset + pixel] += (float) value;
        }
    }

    private static double sign(RandomStream random) {
        return random.nextLong() < 0 ? -1 : 1;
    }

    private static int below(RandomStream random, int bound) {
        return (int) (random.nextDouble() * bound);
    }
}
