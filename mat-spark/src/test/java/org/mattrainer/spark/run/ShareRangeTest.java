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
package org.mattrainer.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShareRangeTest {

    @Test
    void neighbouringSharesGoToOneTask() {
        assertEquals(List.of(new ShareRange(0, 4), new ShareRange(4, 8)), ShareRange.of(8, 2));
        assertEquals(List.of(new ShareRange(0, 1), new ShareRange(1, 2)), ShareRange.of(2, 2));
        assertEquals(List.of(0, 1, 2), new ShareRange(0, 3).shares().boxed().toList());
    }
}
