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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the tasks of a step had better run: where they ran in the step before, as the stripes of the data that they need are there.
 * Tasks that one executor has beyond its part of them may go anywhere, so that one that came late gets some.
 */
final class TaskLocations {

    private List<String> last = List.of();

    /** Keeps where the tasks of a step have run, in their order. */
    void keep(List<String> locations) {
        last = List.copyOf(locations);
    }

    /**
     * Places for the tasks of the next step.
     *
     * @param tasks their number
     * @param executors number of executors, at least 1
     * @return for each task the location that it prefers, or none
     */
    List<List<String>> preferred(int tasks, int executors) {
        int part = (tasks + executors - 1) / executors;
        Map<String, Integer> taken = new HashMap<>();
        List<List<String>> preferred = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            boolean stays = task < last.size() && taken.merge(last.get(task), 1, Integer::sum) <= part;
            preferred.add(stays ? List.of(last.get(task)) : List.of());
        }
        return preferred;
    }
}
