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
package org.mattrainer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomBinarisationTest {

    private static final ImageShape SHAPE = new ImageShape(1, 40, 50);

    private static float[] binarised(float value, long stream) {
        float[] x = new float[2 * SHAPE.size()];
        Arrays.fill(x, value);
        new RandomBinarisation().augment(SHAPE, x, 1, stream);
        for (int k = 0; k < SHAPE.size(); k++) {
            assertEquals(value, x[k]);
        }
        return Arrays.copyOfRange(x, SHAPE.size(), x.length);
    }

    @Test
    void theValueIsTheProbabilityOfAOne() {
        float[] x = binarised(0.3f, 11);
        double sum = 0;
        for (float value : x) {
            assertTrue(value == 0 || value == 1, "found " + value);
            sum += value;
        }
        assertEquals(0.3, sum / x.length, 5 * Math.sqrt(0.21 / x.length));
    }

    @Test
    void zerosAndOnesStayAndTheStreamDecides() {
        float[] ones = new float[SHAPE.size()];
        assertArrayEquals(ones, binarised(0, 1));
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, binarised(1, 1));
        assertArrayEquals(binarised(0.5f, 2), binarised(0.5f, 2));
        assertTrue(!Arrays.equals(binarised(0.5f, 2), binarised(0.5f, 3)));
    }
}
