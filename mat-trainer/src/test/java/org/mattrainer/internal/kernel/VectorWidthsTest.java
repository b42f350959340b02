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
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the tests of the kernels, each of which they call, in a process of its own for each width of the vectors but that of
 * this process, in which they run anyway.
 */
class VectorWidthsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 512})
    void kernelTestsPass(int bits) throws IOException, InterruptedException {
        run(
                bits,
                40,
                VectorKernelsTest.class.getName(),
                ConvolutionTest.class.getName(),
                DenseOperatorTest.class.getName(),
                CurvedActivationTest.class.getName());
    }

    /** Minutes for all widths. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 512})
    void layersStepsAndWholeNetworksPass(int bits) throws IOException, InterruptedException {
        run(
                bits,
                20,
                "org.mattrainer.golden.LayersGoldenTest",
                "org.mattrainer.golden.StepsGoldenTest",
                "org.mattrainer.golden.ComparatorsGoldenTest",
                "org.mattrainer.golden.NetworksGoldenTest",
                "org.mattrainer.golden.PerturbGoldenTest");
    }

    private void run(int bits, int least, String... tests) throws IOException, InterruptedException {
        assumeFalse(
                KernelProvider.kernels().description().equals("vector " + bits + " bit"),
                "these tests run in this process with that width");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--add-modules",
                "jdk.incubator.vector",
                "-Dmattrainer.kernels=vector",
                "-Dmattrainer.vectorBits=" + bits,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                VectorWidthMain.class.getName(),
                Integer.toString(bits),
                Integer.toString(least)));
        command.addAll(List.of(tests));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> text(output));
    }

    private static String text(Path output) {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
