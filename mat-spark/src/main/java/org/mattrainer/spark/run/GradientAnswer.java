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

/** A computed share of a step; not a record, as the bytes are neither compared nor copied. */
final class GradientAnswer implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] share;
    private final TaskAnswer ending;

    /**
     * Answers.
     *
     * @param share what the driver is told; empty if the task failed
     * @param ending how the task has ended
     */
    GradientAnswer(byte[] share, TaskAnswer ending) {
        this.share = share;
        this.ending = ending;
    }

    /**
     * The share.
     *
     * @throws org.mattrainer.evaluation.command.CommandException if something went wrong
     */
    byte[] share() {
        ending.requireDone();
        return share;
    }
}
