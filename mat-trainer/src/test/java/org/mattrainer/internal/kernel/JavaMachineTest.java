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
package org.mattrainer.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaMachineTest {

    private static final String MIXED = "mixed mode, sharing";
    private static final Path NONE = Path.of("none");

    @TempDir
    private Path folder;

    private static Optional<String> obstacle(Map<String, String> flags, String mode, Path processors) {
        return new JavaMachine(name -> Optional.ofNullable(flags.get(name)), mode, processors).obstacle();
    }

    @Test
    void aMachineWithC2AndFusedMultiplyAddCompilesVectors() {
        Map<String, String> usual =
                Map.of("UseCompiler", "true", "TieredStopAtLevel", "4", "CompilationMode", "default", "UseFMA", "true");
        assertEquals(Optional.empty(), obstacle(usual, MIXED, NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "UseCompiler, false, -Xint",
        "UseJVMCICompiler, true, UseJVMCICompiler",
        "TieredStopAtLevel, 1, TieredStopAtLevel=1",
        "TieredStopAtLevel, 3, TieredStopAtLevel=3",
        "CompilationMode, quick-only, quick-only",
        "EnableVectorSupport, false, EnableVectorSupport",
        "UseFMA, false, -XX:-UseFMA"
    })
    void aFlagThatLeavesVectorsUncompiledIsNamed(String flag, String value, String named) {
        assertTrue(obstacle(Map.of(flag, value), MIXED, NONE).orElseThrow().contains(named));
    }

    @Test
    void theLevelMeansNothingWithoutTiers() {
        Map<String, String> flags = Map.of("TieredCompilation", "false", "TieredStopAtLevel", "1");
        assertEquals(Optional.empty(), obstacle(flags, MIXED, NONE));
    }

    @ParameterizedTest
    @CsvSource({"'interpreted mode, sharing', -Xint", "'mixed mode, emulated-client, sharing', C2 is off"})
    void aMachineThatHidesItsFlagsTellsItsMode(String mode, String named) {
        assertTrue(obstacle(Map.of(), mode, NONE).orElseThrow().contains(named));
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu sse2 avx fma avx2, false",
        "flags : fpu fma, false",
        "flags : fpu sse2 avx fma4, true",
        "Features : asimd, false"
    })
    void withoutTheFlagTheProcessorIsAsked(String line, boolean lacks) throws IOException {
        Path processors = folder.resolve("cpuinfo");
        Files.writeString(processors, "processor : 0\n" + line + "\n", StandardCharsets.UTF_8);
        assertEquals(lacks, obstacle(Map.of(), MIXED, processors).isPresent());
        assertEquals(Optional.empty(), obstacle(Map.of("UseFMA", "true"), MIXED, processors));
    }

    /** The real flags of real machines. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:-UseFMA", "-XX:TieredStopAtLevel=1", "-Xint"})
    void aProcessThatDoesNotCompileVectorsTakesScalarKernels(String option) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        option,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KernelChoiceMain.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor());
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertTrue(text.endsWith("kernels: scalar\n"), text);
        assertEquals(2, text.split("No vector kernels", -1).length, text);
    }
}
