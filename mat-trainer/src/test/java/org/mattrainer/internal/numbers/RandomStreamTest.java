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
package org.mattrainer.internal.numbers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.StreamPurpose;

class RandomStreamTest {

    @Test
    void sameKeySameNumbers() {
        float[] a = new float[100];
        float[] b = new float[100];
        new RandomStream(StreamPurpose.DIRECTION.key(1, 2, 3)).fillGaussian(a, 0, 100);
        RandomStream stream = new RandomStream(0);
        stream.nextGaussian();
        stream.reset(StreamPurpose.DIRECTION.key(1, 2, 3));
        stream.fillGaussian(b, 0, 100);
        assertArrayEquals(a, b);
    }

    @Test
    void everyPartOfTheKeyMatters() {
        Set<Long> keys = new HashSet<>();
        int n = 0;
        for (long seed = -2; seed < 2; seed++) {
            for (long step = 0; step < 4; step++) {
                for (long example = -2; example < 2; example++) {
                    for (StreamPurpose purpose : StreamPurpose.values()) {
                        keys.add(purpose.key(seed, step, example));
                        n++;
                    }
                }
            }
        }
        assertEquals(n, keys.size());
    }

    /** The numbers of a training must never change, on no machine and in no version. */
    @Test
    void numbersAreWhatTheyWere() {
        RandomStream stream = new RandomStream(StreamPurpose.DIRECTION.key(12345, 0, 0));
        assertEquals(-8809902691655221721L, stream.nextLong());
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += stream.nextGaussian();
        }
        assertEquals(57.84665625606181, sum, 1e-9);
    }

    @Test
    void gaussiansHaveTheMomentsAndTailsOfTheNormalDistribution() {
        int n = 1_000_000;
        RandomStream stream = new RandomStream(7);
        double[] moments = new double[5];
        int beyondOne = 0;
        int beyondTwo = 0;
        int beyondTail = 0;
        for (int i = 0; i < n; i++) {
            double x = stream.nextGaussian();
            for (int k = 1; k < 5; k++) {
                moments[k] += Math.pow(x, k) / n;
            }
            beyondOne += Math.abs(x) > 1 ? 1 : 0;
            beyondTwo += Math.abs(x) > 2 ? 1 : 0;
            beyondTail += Math.abs(x) > 3.5 ? 1 : 0;
        }
        // Five standard errors each.
        assertEquals(0, moments[1], 5e-3);
        assertEquals(1, moments[2], 8e-3);
        assertEquals(0, moments[3], 2e-2);
        assertEquals(3, moments[4], 5e-2);
        assertEquals(0.317311, beyondOne / (double) n, 2.5e-3);
        assertEquals(0.045500, beyondTwo / (double) n, 1.1e-3);
        assertEquals(0.000465, beyondTail / (double) n, 1.1e-4);
    }

    @Test
    void gaussiansFillTheirHistogramEvenly() {
        int n = 400_000;
        RandomStream stream = new RandomStream(8);
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = stream.nextGaussian();
        }
        Arrays.sort(sorted);
        // Quartiles and outer percentiles of the standard normal distribution.
        double[] shares = {0.01, 0.25, 0.5, 0.75, 0.99};
        double[] expected = {-2.326348, -0.674490, 0, 0.674490, 2.326348};
        for (int i = 0; i < shares.length; i++) {
            assertEquals(expected[i], sorted[(int) (shares[i] * n)], 0.03);
        }
    }

    @Test
    void neighbouringStreamsAreIndependent() {
        double product = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            double a = new RandomStream(StreamPurpose.NOISE.key(1, 5, i)).nextGaussian();
            double b = new RandomStream(StreamPurpose.NOISE.key(1, 5, i + 1)).nextGaussian();
            product += a * b / n;
        }
        assertTrue(Math.abs(product) < 0.016, "correlation " + product);
        assertNotEquals(0, product);
    }
}
