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

import java.util.Objects;

/** Ends a command with an exit code and one line for the user. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /**
     * A failure without a cause worth showing.
     *
     * @param exitCode what to tell the shell
     * @param message one line: what is wrong, what was expected, what was found
     */
    public CommandException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /**
     * A failure with its cause, which {@code --stacktrace} shows.
     *
     * @param exitCode what to tell the shell
     * @param message one line: what is wrong, what was expected, what was found
     * @param cause the exception behind it, or null
     */
    public CommandException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = Objects.requireNonNull(exitCode);
    }

    /**
     * What to tell the shell.
     *
     * @return never {@link ExitCode#OK}
     */
    public ExitCode exitCode() {
        return exitCode;
    }
}
