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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class ExhaustionTest {

    @Test
    void memoryIsARunFailureHoweverDeep() {
        Exception wrapped = new IllegalStateException(new InvocationTargetException(new OutOfMemoryError("Java heap")));
        for (CommandException failure : new CommandException[] {
            Failures.ofRun(wrapped), Failures.ofConfiguration(wrapped), Failures.ofData("x", wrapped)
        }) {
            assertEquals(ExitCode.RUN_FAILURE, failure.exitCode());
            assertTrue(failure.getMessage().contains("out of memory (")
                    && failure.getMessage().contains("-Xmx"));
        }
        assertTrue(Failures.ofRun(new OutOfMemoryError("unable to create native thread"))
                .getMessage()
                .contains("--threads"));
    }

    @Test
    void aSmallStackIsTheFaultOfWhatWasRead() {
        StackOverflowError overflow = new StackOverflowError();
        assertEquals(ExitCode.USAGE, Failures.ofConfiguration(overflow).exitCode());
        assertEquals(ExitCode.BAD_DATA, Failures.ofData("x", overflow).exitCode());
        assertEquals(
                ExitCode.RUN_FAILURE,
                Failures.ofRun(new IllegalStateException(overflow)).exitCode());
        assertTrue(Failures.ofRun(overflow).getMessage().contains("nested too deeply"));
    }
}
