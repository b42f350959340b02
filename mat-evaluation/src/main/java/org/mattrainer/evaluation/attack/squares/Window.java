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

import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.numbers.RandomStream;

/** A rectangle of one channel of an image [c, h, w]; its cells are counted row by row. */
record Window(ImageShape shape, int channel, int top, int left, int height, int width) {

    private int pixel(int cell) {
        return channel * shape.area() + (top + cell / width) * shape.width() + left + cell % width;
    }

    private boolean contains(int pixel) {
        int inChannel = pixel - channel * shape.area();
        int row = inChannel / shape.width() - top;
        int column = inChannel % shape.width() - left;
        return row >= 0 && row < height && column >= 0 && column < width;
    }

    /** Sum of the squares inside. */
    double energy(double[] image) {
        double sum = 0;
        for (int cell = 0; cell < height * width; cell++) {
            sum += image[pixel(cell)] * image[pixel(cell)];
        }
        return sum;
    }

    /** Sum of the squares inside but outside another window of the channel. */
    double energyOutside(double[] image, Window other) {
        double sum = 0;
        for (int cell = 0; cell < height * width; cell++) {
            double value = image[pixel(cell)];
            sum += other.contains(pixel(cell)) ? 0 : value * value;
        }
        return sum;
    }

    void clear(double[] image) {
        for (int cell = 0; cell < height * width; cell++) {
            image[pixel(cell)] = 0;
        }
    }

    /** Adds what is inside, multiplied, to values of the cells. */
    void add(double[] values, double[] image, double factor) {
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] += factor * image[pixel(cell)];
        }
    }

    /** Replaces what is inside by values of the cells, scaled to a 2-norm. */
    void set(double[] image, double[] values, double norm) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        double scale = sum > 0 ? norm / Math.sqrt(sum) : 0;
        for (int cell = 0; cell < values.length; cell++) {
            image[pixel(cell)] = scale * values[cell];
        }
    }

    /**
     * Two stepped pyramids of opposite signs side by side, of 2-norm 1 in all; which sign comes first and, in a square,
     * whether they lie above or beside each other is random.
     */
    double[] pyramids(RandomStream random) {
        double sign = SquareMoves.sign(random);
        boolean turned = random.nextLong() < 0 && height == width;
        double[] values = new double[height * width];
        int half = height / 2;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double value =
                        row < half ? step(row, column, half, width) : -step(row - half, column, height - half, width);
                values[turned ? column * width + row : row * width + column] = sign * value;
            }
        }
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] /= Math.sqrt(sum);
        }
        return values;
    }

    /** The height of a pyramid of the given sides: layer k, of half side k around the centre, is 1 / (k + 1)^2 high. */
    private static double step(int row, int column, int rows, int columns) {
        int ring = Math.max(Math.abs(row - rows / 2), Math.abs(column - columns / 2));
        double height = 0;
        for (int k = ring; k <= Math.max(rows / 2, columns / 2); k++) {
            height += 1 / ((k + 1.0) * (k + 1));
        }
        return height;
    }
}
