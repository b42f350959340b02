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
package org.mattrainer.evaluation.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;
import org.mattrainer.evaluation.fixture.ShortLivedJava;

/** The command in a process of its own, which can be killed. */
final class ForkedCommand implements AutoCloseable {

    private static final long MOST_SECONDS = 120;

    private final Process process;
    private final Path output;

    /** Starts {@code tribuo-train}; what it prints goes to a file. */
    ForkedCommand(Path output, String... arguments) throws IOException {
        this(TribuoTrain.class, output, arguments);
    }

    /** Starts a command; what it prints goes to a file. */
    ForkedCommand(Class<?> main, Path output, String... arguments) throws IOException {
        this(List.of(), main, output, arguments);
    }

    /** Starts a command with more options of the Java machine. */
    ForkedCommand(List<String> options, Class<?> main, Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                ShortLivedJava.COLLECTOR,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        this.output = output;
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits until something has happened; fails if the process ends before. */
    void await(BooleanSupplier condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            Assertions.assertTrue(process.isAlive(), () -> "ended early: " + text());
            Assertions.assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(MOST_SECONDS), this::text);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Waits until something has happened or the process has ended. */
    void awaitOrEnd(BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (process.isAlive() && !condition.getAsBoolean()) {
            Assertions.assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(MOST_SECONDS), this::text);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGHUP, as of a terminal that was closed. */
    void hangUp() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    }

    int exitCode() throws InterruptedException {
        Assertions.assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), this::text);
        return process.exitValue();
    }

    /** What it has printed. */
    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
