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
package org.mattrainer.internal.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.optimise.OptimiserSnapshot;
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.ResumeRefusedException;

/** A training that goes on with other kernels or another version remembers all of them, and knows former names. */
class ArithmeticTest {

    private static final Arithmetic WIDE = new Arithmetic("1", "512 bit");
    private static final Arithmetic SCALAR = new Arithmetic("1", "scalar");

    private static final Network NETWORK = NetworkNotation.parse("1x6x6:C3x2n-B-R-M2-F-D2-Z-D3");

    @TempDir
    private Path folder;

    private static RunIdentity identity(Arithmetic... used) {
        return new RunIdentity(new TreeMap<>(), new TreeMap<>(), "data", 1, NETWORK.notation(), List.of(used));
    }

    @Test
    void eachIsRecordedInOrderAndOnceWhileItLasts() {
        assertEquals(List.of(WIDE), identity(WIDE).after(identity(WIDE), false).arithmetic());
        assertEquals(
                List.of(WIDE, SCALAR),
                identity(SCALAR).after(identity(WIDE), false).arithmetic());
        assertEquals(
                List.of(WIDE, SCALAR, WIDE),
                identity(WIDE).after(identity(WIDE, SCALAR), false).arithmetic());
        assertEquals(
                List.of(WIDE), identity(SCALAR).after(identity(WIDE), true).arithmetic(), "nothing was left to train");
    }

    @Test
    void settingsOfTheFirstReleaseAreKnownByTheirFormerNames() {
        RunIdentity now = configured(Map.of("terms[0].smoothnessWeight", "0.1", "terms[1].likelihoodWeight", "0.2"));
        now.requireResumable(configured(Map.of("terms[0].lambda1", "0.1", "terms[1].lambda2", "0.2")), "file");
        ResumeRefusedException e = assertThrows(
                ResumeRefusedException.class,
                () -> now.requireResumable(
                        configured(Map.of("terms[0].lambda1", "0.3", "terms[1].lambda2", "0.2")), "file"));
        assertTrue(e.getMessage().contains("terms[0].smoothnessWeight is 0.3 there and 0.1 here"), e.getMessage());
    }

    @Test
    void settingsThatCameLaterHaveNoEffectInEarlierCheckpoints() {
        Map<String, String> stored = Map.of("epochs", "3", "optimiser.class", "Sgd");
        configured(Map.of(
                        "epochs",
                        "3",
                        "optimiser.class",
                        "Sgd",
                        "calibrationHeldOut",
                        "0.0",
                        "optimiser.nesterov",
                        "false"))
                .requireResumable(configured(stored), "file");
        RunIdentity calibrated =
                configured(Map.of("epochs", "3", "optimiser.class", "Sgd", "calibrationHeldOut", "0.1"));
        ResumeRefusedException e = assertThrows(
                ResumeRefusedException.class, () -> calibrated.requireResumable(configured(stored), "file"));
        assertTrue(e.getMessage().contains("calibrationHeldOut is 0.0 there and 0.1 here"), e.getMessage());
        RunIdentity stays = configured(Map.of("epochs", "3", "optimiser.nesterov", "true"));
        stays.requireResumable(configured(Map.of("epochs", "3", "optimiser.nesterov", "true")), "file");
    }

    private static RunIdentity configured(Map<String, String> configuration) {
        return new RunIdentity(
                new TreeMap<>(configuration), new TreeMap<>(), "data", 1, NETWORK.notation(), List.of(WIDE));
    }

    @Test
    void aCheckpointKeepsThemAndAResumeWarns() throws IOException {
        float[] parameters = new float[NETWORK.parameterCount()];
        Checkpoint checkpoint = new Checkpoint(
                identity(WIDE, SCALAR),
                new NetworkState(
                        3,
                        parameters,
                        new float[4],
                        null,
                        new OptimiserSnapshot(3, List.of(parameters.clone())),
                        null,
                        List.of(),
                        List.of()),
                null,
                null,
                new EpochTotals().sums(),
                List.of(),
                null,
                List.of(),
                false);
        new CheckpointFolder(folder).write(checkpoint);
        CheckpointSettings settings = new CheckpointSettings(folder, 0, Duration.ZERO, true);
        try (CapturedLog log = new CapturedLog(Checkpointer.class.getName());
                Checkpointer resumed = new Checkpointer(settings, identity(WIDE), stage -> {})) {
            resumed.resume();
            assertEquals(List.of(WIDE, SCALAR, WIDE), resumed.identity().arithmetic());
            assertTrue(log.text().contains("MatTrainer 1 with scalar, this is MatTrainer 1 with 512 bit"), log.text());
        }
    }
}
