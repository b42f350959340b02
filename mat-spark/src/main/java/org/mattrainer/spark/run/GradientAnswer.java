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

/**
 * Computed shares of a step.
 *
 * @param shares what the driver is told of each; empty if the task failed
 * @param ending how the task has ended
 * @param location where the task ran, as Spark takes it for a preference
 */
record GradientAnswer(List<byte[]> shares, TaskAnswer ending, String location) implements Serializable {

    /**
     * The shares.
     *
     * @throws org.mattrainer.evaluation.command.CommandException if something went wrong
     */
    List<byte[]> requireShares() {
        ending.requireDone();
        return shares;
    }
}
