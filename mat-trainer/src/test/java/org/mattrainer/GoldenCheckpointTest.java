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
package org.mattrainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.RandomShift;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.LayerList;
import org.mattrainer.nn.Linear;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** A training that release 0.1.0 saved after 8 of 16 steps goes on in every later one. */
class GoldenCheckpointTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(30, 1);

    @TempDir
    private Path folder;

    /** What was trained, where the defaults of that time are not those of now. */
    private static TrainerBuilder builder() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.architecture = new LayerList(
                List.of(
                        Conv2d.builder(4).build(),
                        new BatchNorm2d(1e-6f, 0.9f),
                        new Flatten(),
                        Linear.builder(2).build()),
                List.of(Linear.builder(3).build()));
        builder.augmentations = List.of(new RandomShift(1));
        builder.terms = List.of(
                new CrossEntropy(),
                Smoothness.builder()
                        .sigma(0.5)
                        .direction(new PowerIteration())
                        .detachClean(true)
                        .build(),
                new GaussianLikelihood(),
                new AdversarialCrossEntropy(1, 0.5, new FastGradient()));
        builder.epochs = 4;
        return builder;
    }

    @Test
    void aTrainingOfTheFirstReleaseGoesOn() throws IOException {
        try (InputStream stored = GoldenCheckpointTest.class.getResourceAsStream("/checkpoints/mat-010.ckpt")) {
            Files.copy(stored, folder.resolve("step-000000000008.ckpt"));
        }
        List<Long> resumed = new ArrayList<>();
        MatTrainer trainer = builder().build();
        trainer.setRun(new TrainingRun()
                .withCheckpoints(new CheckpointSettings(folder, 0, Duration.ZERO, true))
                .withListener(new TrainingListener() {
                    @Override
                    public void trainingResumed(ResumeReport report) {
                        resumed.add(report.steps());
                    }
                }));
        MatModel model = trainer.train(DATA);
        assertEquals(List.of(8L), resumed);
        // The arithmetic of that time may have been another in its last digits.
        assertArrayEquals(builder().build().train(DATA).parameters(), model.parameters(), 1e-4f);
    }
}
