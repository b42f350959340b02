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
package org.mattrainer.evaluation.attack.climb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The steps of Auto-PGD in the norm 1, by hand. */
class SparseClimbTest {

    private static float[] step(int pixels, double length, float... gradient) {
        float[] now = new float[gradient.length];
        SparseClimb.ascend(now, gradient, 0, now.length, pixels, length);
        return now;
    }

    @Test
    void theLargestGradientsMoveByTheSameAmount() {
        assertArrayEquals(new float[] {0, -3, 3, 0}, step(2, 6, 1, -5, 4, 2));
        assertArrayEquals(new float[] {0, -6, 0, 0}, step(1, 6, 1, -5, 4, 2));
    }

    @Test
    void gradientsThatAreEqualMoveTogether() {
        assertArrayEquals(new float[] {2, -2, 2, 0}, step(2, 6, 4, -5, 4, 2));
    }

    @Test
    void aGradientOfZeroDoesNotCount() {
        assertArrayEquals(new float[] {3, 0, -3, 0}, step(4, 6, 0.5f, 0, -0.1f, 0));
        assertArrayEquals(new float[4], step(4, 6, 0, 0, 0, 0));
    }

    /** Two thirds of the 300 pixels of the start; a 25th part of 100 steps is 4. */
    @Test
    void stepsGrowSparserWithTheBestPoint() {
        SparsityRule rule = new SparsityRule(6, 100, 300);
        assertEquals(200, rule.pixels());
        assertEquals(6, rule.step());
        assertFalse(rule.decides(0));
        assertFalse(rule.decides(3));
        assertTrue(rule.decides(4) && rule.decides(8));
        assertTrue(rule.goesBack(284), "300 less 5 % is 285");
        assertEquals(189, rule.pixels());
        assertEquals(6, rule.step());
    }

    @Test
    void theStepSizeFallsToATenthWhereTheBestPointIsNotSparser() {
        SparsityRule rule = new SparsityRule(6, 100, 300);
        assertFalse(rule.goesBack(285));
        assertEquals(4, rule.step(), 1e-12);
        for (int k = 0; k < 9; k++) {
            assertFalse(rule.goesBack(285));
        }
        assertEquals(0.6, rule.step(), 1e-12);
        assertTrue(rule.goesBack(100));
        assertEquals(6, rule.step(), 1e-12);
        assertEquals(66, rule.pixels());
        assertFalse(rule.goesBack(97));
        assertTrue(rule.goesBack(2));
        assertEquals(1, rule.pixels());
    }

    @Test
    void aStartAtTheImageMovesOnePixel() {
        SparsityRule rule = new SparsityRule(6, 5, 0);
        assertEquals(1, rule.pixels());
        assertTrue(rule.decides(1), "at least every step");
        assertFalse(rule.goesBack(0));
    }
}
