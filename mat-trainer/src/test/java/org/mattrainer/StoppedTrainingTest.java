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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.ResumeRefusedException;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.provenance.TrainerProvenance;

/** Models of trainings that have not ended: what a stopped one gives, and what its checkpoint holds. */
class StoppedTrainingTest {

    @TempDir
    private Path folder;

    private final MutableDataset<Label> data = TinyImages.dataset(40, 1);

    private TrainingRun saved(ResumeWatcher watcher) {
        return new TrainingRun()
                .withListener(watcher)
                .withStop(() -> watcher.stop)
                .withCheckpoints(new CheckpointSettings(folder, 0, Duration.ZERO, true));
    }

    private static TrainerBuilder builder() {
        TrainerBuilder builder = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        // The first epochs of a long training are then a short one.
        builder.schedule = new ConstantSchedule();
        builder.epochs = 4;
        return builder;
    }

    private void stop(TrainerBuilder builder, long step) {
        MatTrainer trainer = builder.build();
        trainer.setRun(saved(new ResumeWatcher(step)));
        assertThrows(TrainingInterruptedException.class, () -> trainer.train(data));
    }

    private static String stopped(MatModel model) {
        return String.valueOf(
                model.getProvenance().getInstanceProvenance().getMap().get(TrainingPlan.STOPPED));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 7})
    void aStoppedTrainingReturnsItsModelWhenAsked(long step) {
        MatTrainer trainer = builder().build();
        trainer.setRun(saved(new ResumeWatcher(step)).withModelWhenStopped());
        MatModel model = trainer.train(data);
        assertTrue(stopped(model).contains("after " + step + " of 20 steps"), stopped(model));
        assertSameBits(model, MatModel.fromCheckpoint(builder().build(), data, folder));
        if (step == 5) {
            TrainerBuilder shorter = builder();
            shorter.epochs = 1;
            assertSameBits(shorter.build().train(data), model);
        }
    }

    @Test
    void aModelOfACheckpointChangesNothing() throws IOException {
        MatModel whole = builder().build().train(data);
        stop(builder(), 7);
        List<String> before = files();
        MatModel model = MatModel.fromCheckpoint(builder().build(), data, folder);
        assertTrue(stopped(model).contains("after 7 of 20 steps"), stopped(model));
        assertEquals(before, files());
        MatTrainer rest = builder().build();
        rest.setRun(saved(new ResumeWatcher(0)));
        MatModel resumed = rest.train(data);
        assertSameBits(whole, resumed);
        assertNull(resumed.getProvenance().getInstanceProvenance().getMap().get(TrainingPlan.STOPPED));
        assertSameBits(whole, MatModel.fromCheckpoint(builder().build(), data, folder));
    }

    /** The trainer that made it is at its next training then, and another one may not have made those before. */
    @Test
    void aModelOfACheckpointTellsWhichTrainingOfTheTrainerItIsOf() {
        MatTrainer trainer = builder().build();
        trainer.setInvocationCount(2);
        trainer.setRun(saved(new ResumeWatcher(7)));
        assertThrows(TrainingInterruptedException.class, () -> trainer.train(data));
        for (MatTrainer asked : List.of(trainer, builder().build())) {
            int before = asked.getInvocationCount();
            assertEquals(2, training(MatModel.fromCheckpoint(asked, data, folder)));
            assertEquals(before, asked.getInvocationCount());
        }
    }

    private static Object training(MatModel model) {
        return model.getProvenance()
                .getTrainerProvenance()
                .getInstanceValues()
                .get(TrainerProvenance.TRAIN_INVOCATION_COUNT)
                .getValue();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> {
                        try {
                            return file + " " + Files.getLastModifiedTime(file);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anAverageIsSettledAsAtTheEndOfATraining() {
        TrainerBuilder averaged = builder();
        averaged.average = new ExponentialAverage(0.9);
        stop(averaged, 10);
        TrainerBuilder shorter = builder();
        shorter.average = averaged.average;
        shorter.epochs = 2;
        assertSameBits(shorter.build().train(data), MatModel.fromCheckpoint(averaged.build(), data, folder));
    }

    @Test
    void theBestEpochSoFarIsGivenWhereItIsAskedFor() {
        TrainerBuilder stopping = builder();
        stopping.earlyStopping = EarlyStopping.builder()
                .monitor(StoppingMonitor.TRAINING_ERROR)
                .patience(9)
                .restoreBest(true)
                .heldOut(0.1)
                .seed(1)
                .build();
        stop(stopping, 7);
        TrainerBuilder shorter = builder();
        shorter.earlyStopping = stopping.earlyStopping;
        shorter.epochs = 1;
        assertSameBits(shorter.build().train(data), MatModel.fromCheckpoint(stopping.build(), data, folder));
    }

    @Test
    void nothingIsMadeOfNothing() {
        IllegalArgumentException none = assertThrows(
                IllegalArgumentException.class,
                () -> MatModel.fromCheckpoint(builder().build(), data, folder));
        assertTrue(none.getMessage().contains(folder.toString()), none.getMessage());
        MatTrainer trainer = builder().build();
        trainer.setRun(new TrainingRun().withStop(() -> true).withModelWhenStopped());
        assertThrows(TrainingInterruptedException.class, () -> trainer.train(data));
        stop(builder(), 3);
        TrainerBuilder other = builder();
        other.epochs = 5;
        assertThrows(ResumeRefusedException.class, () -> MatModel.fromCheckpoint(other.build(), data, folder));
    }
}
