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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataStripesTest {

    private static ExampleTable table(int... classes) {
        float[] weights = new float[classes.length];
        Arrays.fill(weights, 1);
        return new ExampleTable(classes, weights);
    }

    @Test
    void examplesAreDealtClassByClass() {
        DataStripes stripes = new DataStripes(table(1, 0, -1, 1, 0, 0, -1), 2);
        // Turns: class 0 has 0 to 2, class 1 has 3 and 4, the others 5 and 6.
        int[] expected = {1, 0, 1, 0, 1, 0, 0};
        assertArrayEquals(expected, IntStream.range(0, 7).map(stripes::of).toArray());
        assertArrayEquals(new int[] {1, 3, 5, 6}, stripes.members(0));
        assertArrayEquals(new int[] {0, 2}, stripes.members(1, new int[] {0, 1, 2, 3}));
    }

    /** Also where the classes of a file take turns with the number of stripes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8})
    void stripesHaveAsManyExamplesOfEachKind(int count) {
        int[] classes = IntStream.range(0, 101)
                .map(i -> i % 5 == 4 ? -1 : i % 2 == 0 ? i % 4 : 1)
                .toArray();
        ExampleTable table = table(classes);
        DataStripes stripes = new DataStripes(table, count);
        assertBalanced(stripes, IntStream.range(0, classes.length).toArray());
        assertBalanced(stripes, table.labelled());
        for (int label = -1; label < 4; label++) {
            int kind = label;
            assertBalanced(
                    stripes,
                    IntStream.range(0, classes.length)
                            .filter(i -> classes[i] == kind)
                            .toArray());
        }
    }

    private static void assertBalanced(DataStripes stripes, int[] examples) {
        int[] sizes = IntStream.range(0, stripes.count())
                .map(stripe -> stripes.members(stripe, examples).length)
                .sorted()
                .toArray();
        assertEquals(examples.length, Arrays.stream(sizes).sum());
        assertTrue(sizes[sizes.length - 1] - sizes[0] <= 1, Arrays.toString(sizes));
    }
}
