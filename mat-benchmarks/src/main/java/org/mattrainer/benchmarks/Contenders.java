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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.benchmarks.contest.WorkerProcess;

/** Starts the worker processes: ours first, then ours on other JDKs, then the peers. */
final class Contenders {

    static final String OURS = "mattrainer";
    private static final String TENSORFLOW = "tensorflow";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String PACKAGE = "org.mattrainer.benchmarks.";

    private Contenders() {}

    static List<WorkerProcess> start(StepBenchOptions options) throws IOException {
        String threads = Integer.toString(options.threads);
        List<WorkerProcess> workers = new ArrayList<>();
        workers.add(ours(OURS, Path.of(System.getProperty("java.home")), options));
        for (Path jdk : options.jdks) {
            workers.add(ours(OURS + " on " + jdk.getFileName(), jdk, options));
        }
        if (options.peers != null) {
            workers.add(new WorkerProcess(
                    TENSORFLOW,
                    List.of(
                            JAVA,
                            "-cp",
                            classPath(options.peers.resolve("tensorflow")),
                            PACKAGE + "tensorflow.TensorFlowWorker",
                            threads),
                    Map.of("TF_CPP_MIN_LOG_LEVEL", "2")));
            Path djl = options.peers.resolve("djl");
            workers.add(new WorkerProcess(
                    "djl",
                    List.of(
                            JAVA,
                            "-Dai.djl.offline=true",
                            "-DDJL_CACHE_DIR=" + djl.resolve("target/cache").toAbsolutePath(),
                            "-cp",
                            classPath(djl),
                            PACKAGE + "djl.DjlWorker"),
                    Map.of("OMP_NUM_THREADS", threads)));
        }
        return workers;
    }

    private static WorkerProcess ours(String name, Path javaHome, StepBenchOptions options) throws IOException {
        List<String> command = List.of(
                javaHome.resolve("bin").resolve("java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                PACKAGE + "MatTrainerWorker",
                Integer.toString(options.threads),
                options.powerMethod.name());
        return new WorkerProcess(name, command, Map.of());
    }

    /** Whether a contender is this library, on the JDK of the driver or on another. */
    static boolean isOurs(String contender) {
        return contender.equals(OURS) || contender.startsWith(OURS + " ");
    }

    /** Whether a contender has a kind of step. */
    static boolean canRun(String contender, StepKind kind) {
        return !kind.attacks() || !contender.equals(TENSORFLOW);
    }

    private static String classPath(Path module) throws IOException {
        Path classes = module.resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IOException("expected a built peer in " + module + "; build it with the Maven profile 'peers'");
        }
        return classes + File.pathSeparator + module.resolve("target/lib") + File.separator + "*";
    }
}
