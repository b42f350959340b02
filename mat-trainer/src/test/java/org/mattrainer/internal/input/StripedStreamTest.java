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
package org.mattrainer.internal.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StripedStreamTest {

    private static final int BATCH = 6;

    /** 17 of 20 examples of one class in 3 stripes: 6, 6 and 5. */
    private static final int[] EXAMPLES = IntStream.range(0, 17).toArray();

    private static final DataStripes STRIPES = new DataStripes(new ExampleTable(new int[20], new float[20]), 3);

    private static int[] read(long seed, long stream, long position, int n) {
        int[] out = new int[n];
        new StripedStream(EXAMPLES, STRIPES, BATCH, seed, stream).read(position, n, out);
        return out;
    }

    @Test
    void eachSectionOfABatchIsOfOneStripe() {
        int[] all = read(1, 0, 0, 20 * BATCH);
        for (int i = 0; i < all.length; i++) {
            assertEquals(i % BATCH / 2, STRIPES.of(all[i]));
        }
    }

    @Test
    void eachStripeRunsOnFromPassToPass() {
        StripedStream stream = new StripedStream(EXAMPLES, STRIPES, BATCH, 1, 0);
        for (int stripe = 0; stripe < 3; stripe++) {
            int first = stripe;
            int length = STRIPES.members(stripe, EXAMPLES).length;
            long[] places = IntStream.range(0, 4 * length)
                    .mapToLong(i -> (long) i / 2 * BATCH + 2 * first + i % 2)
                    .toArray();
            for (int pass = 0; pass < 4; pass++) {
                long[] ofPass = Arrays.copyOfRange(places, pass * length, (pass + 1) * length);
                int[] members =
                        Arrays.stream(ofPass).mapToInt(stream::at).sorted().toArray();
                assertArrayEquals(STRIPES.members(stripe, EXAMPLES), members);
                int expected = pass;
                Arrays.stream(ofPass).forEach(place -> assertEquals(expected, stream.pass(place)));
            }
        }
    }

    @Test
    void aPlaceHasOneExampleHoweverItIsReached() {
        int[] all = read(1, 0, 0, 60);
        assertArrayEquals(Arrays.copyOfRange(all, 31, 45), read(1, 0, 31, 14));
    }

    @Test
    void ordersDependOnSeedStreamAndStripe() {
        int[] all = read(1, 0, 0, 60);
        assertFalse(Arrays.equals(all, read(2, 0, 0, 60)));
        assertFalse(Arrays.equals(all, read(1, 1, 0, 60)));
        // In stripe s the examples are s, s + 3, ...: the same order in two stripes would show as a difference of 1.
        int[] differences = IntStream.range(0, 10)
                .map(batch -> all[batch * BATCH + 2] - all[batch * BATCH])
                .distinct()
                .toArray();
        assertFalse(Arrays.equals(new int[] {1}, differences), Arrays.toString(differences));
    }
}
