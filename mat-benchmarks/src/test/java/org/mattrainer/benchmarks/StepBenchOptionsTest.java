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
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.benchmarks.contest.BenchCase;

class StepBenchOptionsTest {

    private static StepBenchOptions parse(String... args) {
        StepBenchOptions options = new StepBenchOptions();
        new ConfigurationManager(args, options).close();
        return options;
    }

    @Test
    void withoutArgumentsBothNetworksRun() {
        assertEquals(EnumSet.allOf(BenchCase.class), parse().networks);
    }

    @Test
    void everyOptionIsRead() {
        StepBenchOptions options =
                parse("-r", "3", "-s", "0.5", "-w", "2", "-t", "1", "-m", "EXACT", "-p", "peers", "-n", "CONV_LARGE");
        assertEquals(3, options.rounds);
        assertEquals(0.5, options.seconds);
        assertEquals(2, options.warmUp);
        assertEquals(1, options.threads);
        assertEquals(PowerMethod.EXACT, options.powerMethod);
        assertEquals(Path.of("peers"), options.peers);
        assertEquals(EnumSet.of(BenchCase.CONV_LARGE), options.networks);
    }

    @Test
    void aVariantDiffersInItsSetting() {
        Ours ours = Ours.of(parse("-t", "2", "-v", "threads=1,jdk=some/jdk-25"));
        assertEquals(List.of("threads=1", "jdk=some/jdk-25"), parse("-v", "threads=1,jdk=some/jdk-25").variants);
        assertEquals(new Ours("mattrainer threads=1", ours.javaHome(), 1, ours.powerMethod()), ours.with("threads=1"));
        assertEquals(Path.of("some/jdk-25"), ours.with("jdk=some/jdk-25").javaHome());
        assertEquals("mattrainer jdk=jdk-25", ours.with("jdk=some/jdk-25").name());
        assertEquals(PowerMethod.EXACT, ours.with("power-method=EXACT").powerMethod());
        assertThrows(ArgumentException.class, () -> ours.with("thread=1"));
    }

    @Test
    void anUnknownOptionIsAnError() {
        assertThrows(ArgumentException.class, () -> parse("--rouns", "3"));
    }
}
