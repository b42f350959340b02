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
package org.mattrainer.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Shares are whole groups, follow each other, and have examples of every batch. */
class BatchShareTest {

    @Test
    void aBatchIsCutBetweenItsGroups() {
        assertEquals(List.of(new BatchShare(0, 2), new BatchShare(2, 5), new BatchShare(5, 8)), BatchShare.of(3, 512));
        assertEquals(128, BatchShare.of(3, 512).get(1).begin(512));
        assertEquals(320, BatchShare.of(3, 512).get(1).end(512));
        assertEquals(List.of(BatchShare.WHOLE), BatchShare.of(1, 512));
    }

    @Test
    void everyShareHasExamplesOfEveryBatch() {
        for (int labelled = 1; labelled < 70; labelled++) {
            for (int unlabelled = 1; unlabelled < 70; unlabelled += 3) {
                for (int wanted = 1; wanted <= BatchShare.MOST; wanted++) {
                    requireAll(BatchShare.of(wanted, labelled, unlabelled), labelled);
                    requireAll(BatchShare.of(wanted, labelled, unlabelled), unlabelled);
                }
            }
        }
    }

    private static void requireAll(List<BatchShare> shares, int examples) {
        int next = 0;
        for (BatchShare share : shares) {
            assertEquals(next, share.begin(examples));
            assertTrue(share.end(examples) > next, shares + " of " + examples);
            next = share.end(examples);
        }
        assertEquals(examples, next);
    }

    @Test
    void noShareIsLargerThanTheLargest() {
        for (int wanted = 1; wanted <= BatchShare.MOST; wanted++) {
            for (BatchShare share : BatchShare.of(wanted, 500)) {
                assertTrue(share.end(500) - share.begin(500) <= BatchShare.largest(500, wanted));
            }
        }
        assertEquals(3, BatchShare.largest(3, 2), "no more than there are");
    }
}
