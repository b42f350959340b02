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
package org.mattrainer.evaluation.packaged;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mattrainer.evaluation.fixture.ShortLivedJava;

/** Runs a program in a virtual machine of its own and keeps what it wrote. */
final class ForkedJava {

    /** Jars of the test's own class path that no user has. */
    private static final List<String> TEST_JARS =
            List.of("junit", "opentest4j", "apiguardian", "archunit", "slf4j", "surefire", "test-classes");

    private final int exitCode;
    private final String output;

    private ForkedJava(int exitCode, String output) {
        this.exitCode = exitCode;
        this.output = output;
    }

    /** The jars of this module, of mat-trainer and of all they need. */
    static String jars() {
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(jar -> TEST_JARS.stream().noneMatch(jar::contains))
                        .toList());
    }

    static ForkedJava run(Jdk jdk, Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.java(), "-Xmx512m", ShortLivedJava.COLLECTOR));
        command.addAll(arguments);
        Path log = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return new ForkedJava(process.exitValue(), Files.readString(log));
    }

    int exitCode() {
        return exitCode;
    }

    String output() {
        return output;
    }

    /** How many lines of the output contain the text. */
    long count(String text) {
        return output.lines().filter(line -> line.contains(text)).count();
    }
}
