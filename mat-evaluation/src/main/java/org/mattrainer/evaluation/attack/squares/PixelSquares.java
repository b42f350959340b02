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
package org.mattrainer.evaluation.attack.squares;

import org.mattrainer.evaluation.attack.geometry.InputSpace;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.numbers.RandomStream;

/** The moves for the infinite norm: stripes, then squares in which each channel is changed by the radius up or down. */
public final class PixelSquares implements SquareMoves {

    private final InputSpace space;
    private final ImageShape shape;
    private final double radius;
    private final SquareSchedule schedule;

    public PixelSquares(InputSpace space, double radius, SquareSchedule schedule) {
        this.space = space;
        this.shape = space.shape();
        this.radius = radius;
        this.schedule = schedule;
    }

    @Override
    public void start(RandomStream random, float[] x, int offset) {
        for (int column = 0; column < shape.channels() * shape.width(); column++) {
            double sign = SquareMoves.sign(random);
            int first = column / shape.width() * shape.area() + column % shape.width();
            for (int row = 0; row < shape.height(); row++) {
                add(x, offset, first + row * shape.width(), sign * radius);
            }
        }
    }

    @Override
    public void move(RandomStream random, int query, float[] x, float[] perturbed, int offset) {
        int height = Math.min(schedule.side(query), shape.height());
        int width = Math.min(schedule.side(query), shape.width());
        int top = SquareMoves.below(random, shape.height() - height + 1);
        int left = SquareMoves.below(random, shape.width() - width + 1);
        for (int c = 0; c < shape.channels(); c++) {
            double sign = SquareMoves.sign(random);
            for (int cell = 0; cell < height * width; cell++) {
                int k = c * shape.area() + (top + cell / width) * shape.width() + left + cell % width;
                perturbed[offset + k] = x[offset + k];
                add(perturbed, offset, k, sign * radius);
            }
        }
    }

    private void add(float[] x, int offset, int pixel, double value) {
        if (space.isUsed(pixel)) {
            x[offset + pixel] += (float) value;
        }
    }
}
