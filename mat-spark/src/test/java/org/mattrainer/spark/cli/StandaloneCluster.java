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
package org.mattrainer.spark.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Spark's own master and two workers of one core each as processes on the loopback address, with an installation of Spark
 * that is made of the jars of this test's class path.
 */
final class StandaloneCluster implements AutoCloseable {

    private static final Pattern OWN =
            Pattern.compile("(mat-|tribuo-|olcut-|opencsv-5|protobuf-java|xchart|jline-|junit-|opentest4j).*");
    private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://[^\\s]+)");
    private static final int CORES = 1;

    private final Path folder;
    private final Path sparkHome;
    private final List<Process> processes = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();
    private final String master;

    StandaloneCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.sparkHome = folder.resolve("spark");
        Path jars = Files.createDirectories(sparkHome.resolve("jars"));
        for (Path jar : classPath(false)) {
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        Path log = folder.resolve("master.txt");
        start(log, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
        await("the master starts", () -> url(log).isPresent());
        this.master = url(log).orElseThrow();
        for (int i = 0; i < 2; i++) {
            workers.add(startWorker(i));
        }
    }

    private Process startWorker(int number) throws IOException {
        return start(
                folder.resolve("worker" + number + ".txt"),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                Integer.toString(CORES),
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve("work" + number).toString(),
                master);
    }

    /** The entries of the class path that are of this project and what it stands on, or else Spark's. */
    private static List<Path> classPath(boolean own) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> own
                        == (Files.isDirectory(entry)
                                || OWN.matcher(entry.getFileName().toString()).matches()))
                .map(Path::toAbsolutePath)
                .toList();
    }

    private static Optional<String> url(Path log) {
        try {
            Matcher found = STARTED.matcher(Files.readString(log));
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "within 4 minutes: " + what);
            Thread.sleep(50);
        }
    }

    private ProcessBuilder java(Path log, String classPath, String memory, List<String> words) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), memory));
        Stream.of(
                        "java.lang",
                        "java.lang.invoke",
                        "java.lang.reflect",
                        "java.io",
                        "java.net",
                        "java.nio",
                        "java.util",
                        "java.util.concurrent",
                        "java.util.concurrent.atomic",
                        "jdk.internal.ref",
                        "sun.nio.ch",
                        "sun.nio.cs",
                        "sun.util.calendar")
                .forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "-cp", classPath));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", sparkHome.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder;
    }

    private Process start(Path log, String... words) throws IOException {
        Process process =
                java(log, sparkHome + "/jars/*", "-Xmx256m", List.of(words)).start();
        processes.add(process);
        return process;
    }

    /** Starts {@code tribuo-spark} in a process of its own. */
    Process submit(Path log, String... arguments) throws IOException {
        String own = classPath(true).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> words = new ArrayList<>(List.of(
                TribuoSpark.class.getName(),
                "--master",
                master,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.executor.memory=600m",
                "--conf",
                "spark.executor.extraClassPath=" + own));
        words.addAll(List.of(arguments));
        Process process = java(log, sparkHome + "/jars/*" + File.pathSeparator + own, "-Xmx512m", words)
                .start();
        processes.add(process);
        return process;
    }

    /** Whether each worker runs an executor. */
    boolean hasExecutors() {
        return workers.stream().allMatch(worker -> worker.children().findAny().isPresent());
    }

    /** What the executors of a worker have written to their standard error. */
    String errors(int number) {
        try (Stream<Path> files = Files.walk(folder.resolve("work" + number))) {
            StringBuilder errors = new StringBuilder();
            for (Path file :
                    files.filter(found -> found.endsWith("stderr")).sorted().toList()) {
                errors.append(Files.readString(file));
            }
            return errors.toString();
        } catch (IOException | UncheckedIOException e) {
            // Folders come and go while executors start.
            return "";
        }
    }

    /** Kills a worker with its executor, and waits until both are gone. */
    void killWorker(int number) throws InterruptedException {
        List<ProcessHandle> executors = workers.get(number).descendants().toList();
        workers.get(number).destroyForcibly().waitFor();
        executors.forEach(ProcessHandle::destroyForcibly);
        await("the executor is gone", () -> executors.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
