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

/** When Auto-PGD halves its step size, by hand. */
class StepSizeRuleTest {

    private static final int[] CHECKPOINTS = {4, 8, 12};

    @Test
    void checkpointsAreThoseOfThePaper() {
        assertArrayEquals(new int[] {22, 41, 57, 70, 80, 87, 93, 99}, StepSizeRule.checkpoints(100));
        assertArrayEquals(new int[] {3, 5, 6, 7, 8, 9, 10}, StepSizeRule.checkpoints(10));
        assertArrayEquals(new int[] {1}, StepSizeRule.checkpoints(1));
    }

    private static StepSizeRule after(double... values) {
        StepSizeRule rule = new StepSizeRule(2, CHECKPOINTS);
        for (int k = 0; k < values.length; k++) {
            assertFalse(rule.goesBack(k, values[k]), "iteration " + k);
        }
        return rule;
    }

    @Test
    void threeRisesOfFourKeepTheStep() {
        StepSizeRule rule = after(0, 1, 2, 1);
        assertFalse(rule.goesBack(4, 3));
        assertEquals(2, rule.step());
    }

    @Test
    void twoRisesOfFourHalveIt() {
        StepSizeRule rule = after(0, 1, 0.5, 1);
        assertTrue(rule.goesBack(4, 0.9));
        assertEquals(1, rule.step());
    }

    /** Three of four steps rise in each interval, but the best value of the first is not reached again. */
    @Test
    void aBestValueThatStandsWithTheSameStepHalvesIt() {
        StepSizeRule rule = after(0, 1, 2, 5, 4, -4, -3, -2);
        assertTrue(rule.goesBack(8, -1));
        assertEquals(1, rule.step());
        // The step size has changed at the last checkpoint, so the best value alone does not matter now.
        assertFalse(rule.goesBack(9, -4));
        assertFalse(rule.goesBack(10, -3));
        assertFalse(rule.goesBack(11, -2));
        assertFalse(rule.goesBack(12, -1));
        assertEquals(1, rule.step());
    }

    @Test
    void theFirstCheckpointLooksAtRisesAlone() {
        StepSizeRule rule = after(9, 1, 2, 3);
        assertFalse(rule.goesBack(4, 4), "the best value is that of the start");
        assertEquals(2, rule.step());
    }

    @Test
    void anEqualValueIsNoRise() {
        StepSizeRule rule = after(0, 1, 1, 2);
        assertTrue(rule.goesBack(4, 2));
    }
}
