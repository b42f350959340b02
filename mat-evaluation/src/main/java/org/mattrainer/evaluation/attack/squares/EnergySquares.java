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

/**
 * The moves for the 2-norm (Andriushchenko et al., 2020, section 3.4): a window gets the energy of another one and a pair
 * of pyramids of opposite signs on top of what it had; the whole radius is used at all times.
 */
public final class EnergySquares implements SquareMoves {

    private static final int LEAST_SIDE = 3;
    private static final int TILES = 5;
    private static final double GUARD = 1e-12;

    private final InputSpace space;
    private final ImageShape shape;
    private final double radius;
    private final SquareSchedule schedule;

    public EnergySquares(InputSpace space, double radius, SquareSchedule schedule) {
        this.space = space;
        this.shape = space.shape();
        this.radius = radius;
        this.schedule = schedule;
    }

    @Override
    public void start(RandomStream random, float[] x, int offset) {
        double[] change = new double[shape.size()];
        int height = Math.max(1, shape.height() / TILES);
        int width = Math.max(1, shape.width() / TILES);
        for (int c = 0; c < shape.channels(); c++) {
            for (int top = 0; top + height <= shape.height(); top += height) {
                for (int left = 0; left + width <= shape.width(); left += width) {
                    Window window = new Window(shape, c, top, left, height, width);
                    window.set(change, window.pyramids(random), 1);
                }
            }
        }
        apply(change, x, x, offset);
    }

    @Override
    public void move(RandomStream random, int query, float[] x, float[] perturbed, int offset) {
        int side = Math.max(LEAST_SIDE, schedule.side(query)) | 1;
        int height = Math.min(side, shape.height());
        int width = Math.min(side, shape.width());
        int top = SquareMoves.below(random, shape.height() - height + 1);
        int left = SquareMoves.below(random, shape.width() - width + 1);
        int otherTop = SquareMoves.below(random, shape.height() - height + 1);
        int otherLeft = SquareMoves.below(random, shape.width() - width + 1);
        double[] change = new double[shape.size()];
        double squares = 0;
        for (int k = 0; k < change.length; k++) {
            change[k] = (double) perturbed[offset + k] - x[offset + k];
            squares += change[k] * change[k];
        }
        double unused = Math.max(0, radius * radius - squares) / shape.channels();
        for (int c = 0; c < shape.channels(); c++) {
            Window window = new Window(shape, c, top, left, height, width);
            Window other = new Window(shape, c, otherTop, otherLeft, height, width);
            double[] values = window.pyramids(random);
            double kept = Math.sqrt(window.energy(change));
            window.add(values, change, 1 / (GUARD + kept));
            double energy = window.energy(change) + other.energyOutside(change, window);
            other.clear(change);
            window.set(change, values, Math.sqrt(unused + energy));
        }
        apply(change, x, perturbed, offset);
    }

    /** Writes x plus the change, scaled to the radius, in the pixels that the model reads. */
    private void apply(double[] change, float[] x, float[] perturbed, int offset) {
        double squares = 0;
        for (int k = 0; k < change.length; k++) {
            change[k] = space.isUsed(k) ? change[k] : 0;
            squares += change[k] * change[k];
        }
        double scale = squares > 0 ? radius / Math.sqrt(squares) : 0;
        for (int k = 0; k < change.length; k++) {
            perturbed[offset + k] = (float) (x[offset + k] + scale * change[k]);
        }
    }
}
