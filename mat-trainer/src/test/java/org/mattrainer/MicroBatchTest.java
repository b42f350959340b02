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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.fixture.WorkersHere;
import org.mattrainer.image.GaussianNoise;
import org.mattrainer.latent.MixtureInitialisation;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.Trades;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Steps in micro-batches: the gradient is that of the batch, statistics are those of each part, on any number of machines. */
class MicroBatchTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(44, 1);

    @TempDir
    private Path folder;

    private static TrainerBuilder normalised(int microBatches) {
        TrainerBuilder builder = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        builder.augmentations = List.of(new GaussianNoise(0.1));
        builder.minibatchSize = 19;
        builder.microBatches = microBatches;
        return builder;
    }

    private static MatModel alone(TrainerBuilder builder, MutableDataset<Label> data, int threads) {
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withThreads(threads));
        return trainer.train(data);
    }

    private static MatModel shared(TrainerBuilder builder, MutableDataset<Label> data, int most) {
        try (WorkersHere place = new WorkersHere(builder, data, 2)) {
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withThreads(1).withGradientPlace(place));
            MatModel model = trainer.train(data);
            assertEquals(most, place.most, "micro-batches of a full batch");
            return model;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void anyNumberOfMachinesHasTheBitsOfOne(int microBatches) {
        TrainerBuilder builder = normalised(microBatches);
        builder.average = new ExponentialAverage(0.8);
        builder.mixture = MixtureSettings.builder()
                .initialisation(MixtureInitialisation.DATA)
                .build();
        MatModel expected = alone(builder, DATA, 1);
        assertSameBits(expected, alone(builder, DATA, 3));
        assertSameBits(expected, shared(builder, DATA, microBatches));
    }

    @Test
    void anyNumberOfMachinesHasTheBitsOfOneWithUnlabelledExamples() {
        TrainerBuilder builder = normalised(3);
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.minibatchSize = 6;
        builder.unlabelledMinibatchSize = 23;
        // The last batch has 4 unlabelled examples, and so 2 micro-batches.
        MutableDataset<Label> data = TinyImages.dataset(TinyImages.partlyLabelled(50, 9, 1));
        assertSameBits(alone(builder, data, 2), shared(builder, data, 3));
    }

    @Test
    void residualNetworksHaveTheBitsOfOneMachine() {
        TrainerBuilder builder = normalised(3)
                .network("C3x4n-(@1-B-R-C3x4n-B-R-O0.8-C3x4n-+1)x2-B-R-@1-C3x8s2n-B-R-C3x8n-@2-<1-C1x8s2n-+2-B-R-G-Z");
        assertSameBits(alone(builder, DATA, 2), shared(builder, DATA, 3));
    }

    @Test
    void frozenNormalisationHasTheBitsOfOneMachine() {
        TrainerBuilder builder = normalised(3).network("C3x4n-B-L-C3x4n-B-L-M2-F-D2-P-Z");
        builder.frozenLayers = List.of("1.BatchNorm2d");
        MatModel frozen = alone(builder, DATA, 2);
        assertSameBits(frozen, shared(builder, DATA, 3));
        builder.frozenLayers = List.of();
        assertFalse(Arrays.equals(frozen.statistics(), alone(builder, DATA, 2).statistics()));
    }

    @Test
    void perturbationsOfPredictionsSeeTheRunningStatistics() {
        TrainerBuilder builder = normalised(2);
        builder.terms = List.of(new CrossEntropy(), new Trades(1, 0.1, new ProjectedAscent()));
        assertSameBits(alone(builder, DATA, 2), shared(builder, DATA, 2));
    }

    /** Without batch normalisation cutting changes rounding alone. */
    @Test
    void theGradientIsThatOfTheBatch() {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.minibatchSize = 19;
        MatModel whole = alone(builder, DATA, 2);
        builder.microBatches = 4;
        MatModel cut = alone(builder, DATA, 2);
        assertFalse(Arrays.equals(whole.parameters(), cut.parameters()));
        assertArrayEquals(whole.parameters(), cut.parameters(), 1e-4f);
        assertArrayEquals(
                whole.mixture().orElseThrow().state(),
                cut.mixture().orElseThrow().state(),
                1e-4);
    }

    /** Statistics of parts differ from those of the batch, but their mean moves the same way. */
    @Test
    void runningStatisticsAreTheMeanOfThoseOfTheParts() {
        MatModel whole = alone(normalised(1), DATA, 2);
        MatModel cut = alone(normalised(2), DATA, 2);
        assertFalse(Arrays.equals(whole.statistics(), cut.statistics()));
        assertArrayEquals(whole.statistics(), cut.statistics(), 0.05f);
    }

    @Test
    void aTrainingGoesOnWhereverItIsMade() {
        TrainerBuilder builder = normalised(3);
        MatModel expected = alone(builder, DATA, 2);
        CheckpointSettings checkpoints = new CheckpointSettings(folder, 1, Duration.ZERO, true);
        try (WorkersHere place = new WorkersHere(builder, DATA, 2)) {
            place.stopAfter = 2;
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun()
                    .withStop(place::stopped)
                    .withGradientPlace(place)
                    .withCheckpoints(checkpoints));
            assertThrows(TrainingInterruptedException.class, () -> trainer.train(DATA));
        }
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withCheckpoints(checkpoints));
        assertSameBits(expected, trainer.train(DATA));
    }

    /** A stop within a step leaves the statistics as they were before it. */
    @Test
    void aStopWithinAStepChangesNothing() {
        TrainerBuilder builder = normalised(3);
        CheckpointSettings checkpoints = new CheckpointSettings(folder, 1, Duration.ZERO, true);
        int[] asked = {0};
        MatTrainer stopped = builder.build();
        stopped.setRun(new TrainingRun()
                .withThreads(1)
                .withStop(() -> asked[0]++ > 150)
                .withCheckpoints(checkpoints));
        assertThrows(TrainingInterruptedException.class, () -> stopped.train(DATA));
        MatTrainer rest = builder.build();
        rest.setRun(new TrainingRun().withCheckpoints(checkpoints));
        assertSameBits(alone(builder, DATA, 2), rest.train(DATA));
    }

    @Test
    void theSettingIsInTheProvenance() {
        MatModel model = alone(normalised(2), DATA, 1);
        Map<String, ?> values = model.getProvenance().getTrainerProvenance().getConfiguredParameters();
        assertEquals("2", values.get("microBatches").toString());
    }

    @Test
    void earlyStoppingMayWatchTheObjective() {
        TrainerBuilder builder = normalised(2);
        builder.earlyStopping =
                EarlyStopping.builder().monitor(StoppingMonitor.OBJECTIVE).build();
        assertSameBits(alone(builder, DATA, 1), shared(builder, DATA, 2));
    }

    @Test
    void whatIsNoSumOverExamplesIsRefused() {
        TrainerBuilder builder = normalised(2);
        builder.terms = List.of(new CrossEntropy(), new MeanTeacher());
        Exception e = assertThrows(IllegalArgumentException.class, () -> alone(builder, DATA, 1));
        assertTrue(e.getMessage().contains("shares or micro-batches, found MeanTeacher"), e.getMessage());
        TrainerBuilder none = normalised(0);
        Exception wrong = assertThrows(RuntimeException.class, none::build);
        assertTrue(wrong.getMessage().contains("microBatches"), wrong.getMessage());
    }
}
