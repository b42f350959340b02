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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/** Bad input ends the command with one line, before anything is begun. */
class SparkFailuresTest {

    @TempDir
    private Path folder;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aMasterThatCannotBeReached() throws IOException {
        String master = "spark://127.0.0.1:" + freePort();
        String line = SparkRun.local(
                        Map.of("spark.master", master),
                        "-c",
                        SmallJobs.write(folder),
                        "-i",
                        "study",
                        "-d",
                        folder + "/r")
                .failsWith(ExitCode.RUN_FAILURE);
        assertTrue(line.startsWith("tribuo-spark: the master " + master + " cannot be reached: "), line);
    }

    @Test
    void anyMasterOfSeveralIsEnough() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Master("spark://127.0.0.1:" + freePort() + ",127.0.0.1:" + socket.getLocalPort()).requireReachable();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mesos://host", "spark:", "", "Local", "k8s://"})
    void aMasterThatSparkDoesNotKnow(String url) {
        CommandException failure = assertThrows(CommandException.class, () -> new Master(url).require());
        assertEquals(ExitCode.USAGE, failure.exitCode());
        assertTrue(failure.getMessage().endsWith("found '" + url + "'"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark://host", "spark://host:99999", "spark://host:7077,"})
    void aMasterWithoutAPort(String url) {
        CommandException failure = assertThrows(CommandException.class, () -> new Master(url).requireReachable());
        assertEquals(ExitCode.USAGE, failure.exitCode());
    }

    @Test
    void anotherVersionOfSpark() {
        SparkVersion.require("4.2.7");
        CommandException failure = assertThrows(CommandException.class, () -> SparkVersion.require("4.20.0"));
        assertEquals("expected Spark 4.2.x in SPARK_HOME, found 4.20.0", failure.getMessage());
        SparkVersion.require(SparkVersion.found());
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-scheme://host/runs", "viewfs://nowhere/runs"})
    void aFileSystemThatThereIsNot(String results) throws IOException {
        String line = SparkRun.local(Map.of(), "-c", SmallJobs.write(folder), "-i", "study", "-d", results)
                .failsWith(ExitCode.RUN_FAILURE);
        assertTrue(line.contains(results), line);
    }

    @Test
    void aFileOnWhicheverMachineTrains() throws IOException {
        String line = SparkRun.local(
                        Map.of("spark.master", "spark://127.0.0.1:1"),
                        "-c",
                        SmallJobs.write(folder),
                        "-i",
                        "small",
                        "-f",
                        "m.tribuo")
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--model-output-path names a file of the machine that trains"), line);
    }

    @Test
    void whatNeedsNoCluster() throws IOException {
        String config = SmallJobs.write(folder);
        String line = SparkRun.local(Map.of(), "-c", config, "--list").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--list needs no cluster: use tribuo-train"), line);
        String unknown = SparkRun.local(Map.of(), "-c", config, "--mastr", "x").failsWith(ExitCode.USAGE);
        assertTrue(unknown.contains("did you mean --master?"), unknown);
    }
}
