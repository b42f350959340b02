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

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Neighbouring shares of a step, the work of one task.
 *
 * @param first number of the first share
 * @param last number of the share behind the last
 */
record ShareRange(int first, int last) implements Serializable {

    /**
     * Deals shares to tasks.
     *
     * @param shares number of shares, at least that of the tasks
     * @param tasks number of tasks, at least 1
     * @return a range for each task, in order
     */
    static List<ShareRange> of(int shares, int tasks) {
        return IntStream.range(0, tasks)
                .mapToObj(task -> new ShareRange(task * shares / tasks, (task + 1) * shares / tasks))
                .toList();
    }

    IntStream shares() {
        return IntStream.range(first, last);
    }
}
