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
        Variant defaults = new Variant("mattrainer", 2, PowerMethod.FINITE_DIFFERENCE);
        assertEquals(new Variant("threads=1", 1, PowerMethod.FINITE_DIFFERENCE), defaults.with("threads=1"));
        assertEquals(new Variant("power-method=EXACT", 2, PowerMethod.EXACT), defaults.with("power-method=EXACT"));
        assertThrows(ArgumentException.class, () -> defaults.with("thread=1"));
        assertThrows(ArgumentException.class, () -> defaults.with("threads=one"));
    }

    @Test
    void furtherJdksAreFolders() {
        assertEquals(List.of(Path.of("a/jdk"), Path.of("b")), parse("-j", "a/jdk,b").jdks);
    }

    @Test
    void anUnknownOptionIsAnError() {
        assertThrows(ArgumentException.class, () -> parse("--rouns", "3"));
    }
}
