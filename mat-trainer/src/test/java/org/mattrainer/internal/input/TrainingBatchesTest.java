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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.image.ImageShape;

class TrainingBatchesTest {

    private static final ImageShape LARGE = new ImageShape(3, 600, 600);

    private static void check(int minibatchSize, int unlabelledMinibatchSize) {
        int[] classes = new int[5000];
        for (int i = 3000; i < classes.length; i++) {
            classes[i] = ExampleTable.UNLABELLED;
        }
        ExampleTable examples = new ExampleTable(classes, new float[classes.length]);
        BatchSettings settings = new BatchSettings(minibatchSize, unlabelledMinibatchSize, 0, List.of(), 1, 1);
        TrainingBatches.check(examples, LARGE, true, settings);
    }

    /** It says which setting it is, not that an integer overflows. */
    @Test
    void batchesBeyondAnArrayAreRefused() {
        check(1988, 1988);
        IllegalArgumentException labelled = assertThrows(IllegalArgumentException.class, () -> check(4000, 64));
        assertEquals(
                "Expected batches of at most 1988 images of 3x600x600, which are as many values as an array has,"
                        + " found 3000 with minibatchSize 4000",
                labelled.getMessage());
        IllegalArgumentException unlabelled = assertThrows(IllegalArgumentException.class, () -> check(64, 1989));
        assertEquals(
                "Expected batches of at most 1988 images of 3x600x600, which are as many values as an array has,"
                        + " found 1989 with unlabelledMinibatchSize 1989",
                unlabelled.getMessage());
    }
}
