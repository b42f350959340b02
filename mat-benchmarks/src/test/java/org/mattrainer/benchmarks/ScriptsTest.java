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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts that start benchmarks, with a Maven and a Java that only say what they are asked. */
@DisabledOnOs(OS.WINDOWS)
class ScriptsTest {

    private static final Path SCRIPTS =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTools() throws IOException {
        for (String tool : List.of("mvn", "java")) {
            Path file = Files.writeString(folder.resolve(tool), "#!/bin/sh\necho \"" + tool + " $*\"\n");
            assertTrue(file.toFile().setExecutable(true));
        }
    }

    private List<String> run(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void helpPrintsWhatTheScriptDoes(Path script) throws IOException {
        List<String> said = run(script, "--help");
        String head = Files.readAllLines(script).get(1);
        assertEquals(head.substring(2), said.get(0));
        assertTrue(said.stream().noneMatch(line -> line.contains("-P peers")), said::toString);
        String last = said.get(said.size() - 1);
        assertTrue(!last.startsWith("java ") || last.endsWith(" --help"), last);
    }

    @Test
    void argumentsReachTheProgramBehindLinks() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), SCRIPTS.resolve("attack-bench"));
        List<String> said = run(link, "--no-peers", "--steps", "ATTACK", "--rounds", "2");
        assertEquals("mvn -q -B -pl mat-benchmarks -am package -DskipTests", said.get(0));
        assertTrue(
                said.get(1).endsWith("StepBench --steps ATTACK --networks LENETS_PLUS_PLUS --rounds 2"), said.get(1));
        List<String> check = run(SCRIPTS.resolve("kernel-check"), "--java-option", "-XX:UseAVX=2");
        assertTrue(check.get(1).contains(" -XX:UseAVX=2 -cp "), check.get(1));
    }
}
