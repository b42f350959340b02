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
import org.junit.jupiter.api.Test;

/** The order of the examples: every pass holds each of them once, and any place can be read directly. */
class ExampleStreamTest {

    private static final int[] EXAMPLES = {2, 3, 5, 7, 11, 13, 17};

    private static int[] read(ExampleStream stream, long position, int n) {
        int[] out = new int[n];
        stream.read(position, n, out);
        return out;
    }

    @Test
    void eachPassHoldsEachExampleOnce() {
        ExampleStream stream = new ExampleStream(EXAMPLES, 1, 0);
        int[] first = read(stream, 0, 7);
        int[] second = read(stream, 7, 7);
        assertFalse(Arrays.equals(first, second));
        Arrays.sort(first);
        Arrays.sort(second);
        assertArrayEquals(EXAMPLES, first);
        assertArrayEquals(EXAMPLES, second);
        assertEquals(0, stream.pass(6));
        assertEquals(1, stream.pass(7));
    }

    @Test
    void anyPlaceCanBeReadAtOnce() {
        int[] all = read(new ExampleStream(EXAMPLES, 1, 0), 0, 40);
        ExampleStream other = new ExampleStream(EXAMPLES, 1, 0);
        assertArrayEquals(Arrays.copyOfRange(all, 30, 40), read(other, 30, 10));
        assertArrayEquals(Arrays.copyOfRange(all, 5, 16), read(other, 5, 11));
    }

    @Test
    void seedsAndStreamsDiffer() {
        int[] first = read(new ExampleStream(EXAMPLES, 1, 0), 0, 40);
        assertFalse(Arrays.equals(first, read(new ExampleStream(EXAMPLES, 2, 0), 0, 40)));
        assertFalse(Arrays.equals(first, read(new ExampleStream(EXAMPLES, 1, 1), 0, 40)));
    }

    @Test
    void slicesOfOnePassEndWithASmallerBatch() {
        BatchSlices slices = BatchSlices.onePass(7, 3, 1);
        assertEquals(3, slices.stepsPerEpoch());
        int[][] expected = {{0, 3}, {3, 3}, {6, 1}, {7, 3}, {10, 3}, {13, 1}, {14, 3}};
        for (int step = 0; step < expected.length; step++) {
            assertArrayEquals(expected[step], new int[] {(int) slices.start(step), slices.count(step)});
        }
        assertEquals(2, BatchSlices.onePass(7, 3, 2).stepsPerEpoch());
        assertEquals(7, BatchSlices.onePass(7, 3, 2).start(2));
        assertEquals(2, BatchSlices.onePass(6, 3, 2).stepsPerEpoch());
        BatchSlices small = BatchSlices.onePass(2, 8, 1);
        assertArrayEquals(new int[] {1, 2, 2}, new int[] {small.stepsPerEpoch(), small.batchSize(), small.count(5)});
    }

    @Test
    void runningSlicesAreFull() {
        BatchSlices slices = BatchSlices.running(7, 3, 10);
        assertEquals(10, slices.stepsPerEpoch());
        assertEquals(33, slices.start(11));
        assertEquals(3, slices.count(2));
        assertEquals(7, BatchSlices.running(7, 9, 10).count(0));
    }
}
