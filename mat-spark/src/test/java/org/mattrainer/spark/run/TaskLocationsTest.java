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

class TaskLocationsTest {

    private final TaskLocations locations = new TaskLocations();

    @Test
    void tasksGoAnywhereAtFirst() {
        assertEquals(List.of(List.of(), List.of()), locations.preferred(2, 2));
    }

    @Test
    void tasksStayWhereTheyRan() {
        locations.keep(List.of("b", "a", "b", "a"));
        assertEquals(List.of(List.of("b"), List.of("a"), List.of("b"), List.of("a")), locations.preferred(4, 2));
        assertEquals(List.of(List.of("b"), List.of("a"), List.of("b"), List.of("a")), locations.preferred(4, 3));
    }

    @Test
    void anExecutorThatCameLateGetsSome() {
        locations.keep(List.of("a", "a"));
        assertEquals(List.of(List.of("a"), List.of("a")), locations.preferred(2, 1));
        assertEquals(List.of(List.of("a"), List.of()), locations.preferred(2, 2));
    }
}
