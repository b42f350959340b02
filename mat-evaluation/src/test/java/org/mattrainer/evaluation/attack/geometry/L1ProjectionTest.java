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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nearest points of balls of norm 1, without and with the range of the pixels. */
class L1ProjectionTest {

    private static float[] projected(double radius, PixelBox box, float[] x, float... change) {
        float[] moved = new float[x.length];
        for (int k = 0; k < x.length; k++) {
            moved[k] = x[k] + change[k];
        }
        new L1Projection(radius, box).project(x, moved, 0, x.length);
        return moved;
    }

    private static PixelBox unit(int size) {
        float[] highest = new float[size];
        Arrays.fill(highest, 1);
        return new PixelBox(new float[size], highest);
    }

    /** Sizes 3, 1 and 0.5 less 0.5 add up to 3; less 1 to 2; less 2.25 to 0.75. */
    @Test
    void allValuesLoseTheSameWithoutABox() {
        float[] x = new float[3];
        assertArrayEquals(new float[] {2.5f, -0.5f, 0}, projected(3, null, x, 3, -1, 0.5f), 1e-6f);
        assertArrayEquals(new float[] {2, 0, 0}, projected(2, null, x, 3, -1, 0.5f), 1e-6f);
        assertArrayEquals(new float[] {0.75f, 0, 0}, projected(0.75, null, x, 3, -1, 0.5f), 1e-6f);
        assertArrayEquals(new float[] {3, -1, 0.5f}, projected(4.5, null, x, 3, -1, 0.5f), 1e-6f);
        assertArrayEquals(new float[3], projected(0, null, x, 3, -1, 0.5f), 0);
    }

    /**
     * Each pixel has room for 0.5. With the radius 0.9 the first is at its end and the second wants 1 - 0.6; the ball alone
     * and then the range would have used 0.5 of the radius. With the radius 2 the range alone binds.
     */
    @Test
    void theRangeOfThePixelsLeavesMoreToTheOthers() {
        float[] x = {0.5f, 0.5f, 0.5f};
        assertArrayEquals(new float[] {1, 0.1f, 0.5f}, projected(0.9, unit(3), x, 3, -1, 0.25f), 1e-6f);
        assertArrayEquals(new float[] {1, 0, 0.75f}, projected(2, unit(3), x, 3, -1, 0.25f), 1e-6f);
        assertArrayEquals(new float[] {0.9f, 0.5f, 0.5f}, projected(0.4, unit(3), x, 3, -1, 0.25f), 1e-6f);
    }

    @Test
    void aPixelAtItsEndDoesNotMove() {
        float[] x = {1, 0, 0.25f};
        assertArrayEquals(new float[] {1, 0, 0.75f}, projected(0.5, unit(3), x, 2, -2, 0.7f), 1e-6f);
    }

    @Test
    void noOtherPointIsNearer() {
        SplittableRandom random = new SplittableRandom(3);
        int size = 12;
        for (int round = 0; round < 200; round++) {
            float[] x = values(random, size, 0, 1);
            float[] change = values(random, size, -1.5, 1.5);
            double radius = 4 * random.nextDouble();
            float[] nearest = projected(radius, unit(size), x, change);
            double length = Ball.distance(1, x, nearest, 0, size);
            assertTrue(length <= radius, "length " + length + " of " + radius);
            float[] wanted = new float[size];
            for (int k = 0; k < size; k++) {
                wanted[k] = x[k] + change[k];
                assertTrue(nearest[k] >= 0 && nearest[k] <= 1, "pixel " + nearest[k]);
            }
            double least = Ball.distance(2, wanted, nearest, 0, size);
            for (int other = 0; other < 50; other++) {
                float[] point = towards(random, nearest, x, radius);
                assertTrue(Ball.distance(2, wanted, point, 0, size) >= least - 1e-6, "round " + round);
            }
        }
    }

    /** A point of the ball and the range near another. */
    private static float[] towards(SplittableRandom random, float[] from, float[] x, double radius) {
        float[] point = from.clone();
        for (int k = 0; k < point.length; k++) {
            float moved = (float) (point[k] + 0.05 * (random.nextDouble() - 0.5));
            point[k] = Math.max(0, Math.min(1, moved));
        }
        double length = Ball.distance(1, x, point, 0, x.length);
        if (length > radius) {
            Ball.shrink(x, point, 0, x.length, radius / length);
        }
        return point;
    }

    private static float[] values(SplittableRandom random, int size, double low, double high) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) (low + (high - low) * random.nextDouble());
        }
        return values;
    }

    @Test
    void otherImagesOfTheBatchStay() {
        float[] x = {0, 0, 0, 0};
        float[] moved = {5, 5, 3, 1};
        new L1Projection(1, null).project(x, moved, 2, 2);
        assertArrayEquals(new float[] {5, 5, 1, 0}, moved, 1e-6f);
        assertEquals(1, Ball.distance(1, x, moved, 2, 2), 1e-6);
    }
}
