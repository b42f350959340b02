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

import java.util.Optional;

/** What it means to the user that the Java machine ran out of memory or of stack. */
public final class Exhaustion {

    private Exhaustion() {}

    /**
     * The exhaustion behind a failure, however deep inside other exceptions.
     *
     * @param failure any failure
     * @param tooDeep the exit code where the stack was too small, which is the fault of what was being read
     * @return empty if neither memory nor stack was short
     */
    public static Optional<CommandException> in(Throwable failure, ExitCode tooDeep) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof OutOfMemoryError) {
                return Optional.of(new CommandException(ExitCode.RUN_FAILURE, memory(t.getMessage()), failure));
            }
            if (t instanceof StackOverflowError) {
                return Optional.of(new CommandException(
                        tooDeep, "nested too deeply: the stack of the Java machine is too small", failure));
            }
        }
        return Optional.empty();
    }

    private static String memory(String detail) {
        if (detail != null && detail.contains("thread")) {
            return "out of memory: " + detail + "; give fewer --threads";
        }
        String most = Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB";
        return "out of memory (" + most + "); give more with -Xmx, such as -Xmx4g";
    }
}
