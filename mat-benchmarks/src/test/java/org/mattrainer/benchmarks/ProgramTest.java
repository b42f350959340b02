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
package org.mattrainer.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private final List<String> done = new ArrayList<>();

    private void run(String... arguments) throws IOException {
        StepBenchOptions options = new StepBenchOptions();
        Program.run(arguments, options, () -> done.add("rounds " + options.rounds));
    }

    @Test
    void optionsAreReadBeforeTheBenchmarkRuns() throws IOException {
        run("--rounds", "7");
        assertEquals(List.of("rounds 7"), done);
    }

    @Test
    void helpAmongOtherArgumentsRunsNothing() throws IOException {
        run("--help");
        run("--peers", "somewhere", "--help");
        assertEquals(List.of(), done);
    }
}
