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
package org.mattrainer.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The interpreter and the just-in-time compiler give the same bits. Where they do not (as with {@code reduceLanes}, which
 * leaves the order of additions open), the moment at which a method gets compiled decides on the last bits of a
 * training.
 */
class CompilationTest {

    @TempDir
    private Path folder;

    @Test
    void compiledCodeGivesTheBitsOfTheInterpreter() throws IOException, InterruptedException {
        Process interpreter = start("interpreted", "-Xint", "-Drepetitions=0");
        // Lower thresholds let the compiler come to the same methods after fewer repetitions.
        Process compiler = start(
                "compiled",
                "-XX:Tier3DelayOn=0",
                "-XX:Tier4InvocationThreshold=1000",
                "-XX:Tier4MinInvocationThreshold=200",
                "-XX:Tier4CompileThreshold=2000",
                "-XX:Tier4BackEdgeThreshold=8000",
                "-Drepetitions=60");
        String compiled = hash("compiled", compiler);
        assertEquals(hash("interpreted", interpreter), compiled);
    }

    /** Starts a process of its own, beside that of the others. */
    private Process start(String name, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("-Dmattrainer.kernels=vector", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(EngineBitsMain.class.getName());
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name).toFile())
                .redirectError(folder.resolve(name + "-errors").toFile())
                .start();
    }

    private String hash(String name, Process process) throws IOException, InterruptedException {
        int status = process.waitFor();
        assertEquals(0, status, Files.readString(folder.resolve(name + "-errors"), StandardCharsets.UTF_8));
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8).strip();
    }
}
