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
package org.mattrainer.evaluation.command;

/** What the commands tell the shell. */
public enum ExitCode {
    /** The command did what was asked. */
    OK(0),
    /** Training, evaluation or writing failed. */
    RUN_FAILURE(1),
    /** The command line or the configuration is wrong. */
    USAGE(2),
    /** A data file or a model is missing or damaged. */
    BAD_DATA(3),
    /** The loss was no longer finite. */
    DIVERGED(4),
    /** A signal ended the training after a step. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /**
     * The process's exit status.
     *
     * @return 0 to 4, or 130
     */
    public int code() {
        return code;
    }
}
