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
package org.mattrainer.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void lastsUntilStepsAllocateLittle() throws IOException {
        List<Double> turns = new ArrayList<>();
        WarmUp.run(
                seconds -> {
                    turns.add(seconds);
                    return new Turn(1, seconds, 0, turns.size() < 4 ? 50_000_000 : 20_000);
                },
                5);
        assertEquals(List.of(5.0, 2.5, 2.5, 2.5), turns);
    }

    @Test
    void endsEvenIfStepsAlwaysAllocate() throws IOException {
        List<Double> turns = new ArrayList<>();
        WarmUp.run(
                seconds -> {
                    turns.add(seconds);
                    return new Turn(1, seconds, 0, 50_000_000);
                },
                5);
        assertEquals(9, turns.size());
    }
}
