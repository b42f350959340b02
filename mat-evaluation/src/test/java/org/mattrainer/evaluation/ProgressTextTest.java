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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

    @Test
    void aLineAtTheEndAndSomeInBetween() {
        List<String> lines = new ArrayList<>();
        long[] seconds = {0};
        ProgressText text = new ProgressText(lines::add, () -> seconds[0] * 1_000_000_000);
        for (int done = 1; done <= 3; done++) {
            seconds[0] += 15;
            text.progress("FGM L2", 0.5, done, 3);
        }
        seconds[0] += 5;
        text.progress("FGM L2", 1, 3, 3);
        assertEquals(
                List.of(
                        "FGM L2, radius 0.5000: 2 of 3 examples in 30 s",
                        "FGM L2, radius 0.5000: 3 examples in 45 s",
                        "FGM L2, radius 1.000: 3 examples in 5.0 s"),
                lines);
    }
}
