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
package org.mattrainer.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.internal.checkpoint.CheckpointFolder;

/** Kills a process 20 times, five times at each of four places, and compares what comes out in the end. */
@Tag("long")
class KilledTrainingLongTest {

    @TempDir
    private Path folder;

    private Process start(String checkpoints, KillMarker marker, long step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        folder.resolve(checkpoints).toString(),
                        folder.resolve(checkpoints + ".result").toString(),
                        marker.name(),
                        Long.toString(step))
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private void finish(String checkpoints) throws IOException, InterruptedException {
        Process process = start(checkpoints, KillMarker.NOWHERE, 0);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("errors")));
    }

    private void kill(KillMarker marker, long step) throws IOException, InterruptedException {
        Process process = start("killed", marker, step);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String where = marker + " of step " + step + ": " + Files.readString(folder.resolve("errors"));
            assertEquals(KilledTraining.READY, output.readLine(), where);
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertFalse(process.exitValue() == 0);
        long saved = new CheckpointFolder(folder.resolve("killed"))
                .position()
                .orElseThrow()
                .steps();
        assertEquals(step - 1, saved, "the checkpoint of the step before survives: " + marker);
    }

    @Test
    void twentyKillsChangeNoBit() throws IOException, InterruptedException {
        finish("whole");
        for (int cycle = 0; cycle < KilledTraining.EPOCHS / 2; cycle++) {
            long first = 2L * KilledTraining.STEPS_PER_EPOCH * cycle;
            kill(KillMarker.FORWARD, first + 2);
            kill(KillMarker.WRITE, first + 4);
            kill(KillMarker.RENAME, first + 7);
            kill(KillMarker.EPOCH_END, first + 10);
        }
        finish("killed");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.result")),
                Files.readAllBytes(folder.resolve("killed.result")));
    }
}
