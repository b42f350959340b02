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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.fixture.WorkersByShare;
import org.mattrainer.fixture.WorkersHere;
import org.mattrainer.image.GaussianNoise;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.RandomShift;
import org.mattrainer.image.ZcaWhitening;
import org.mattrainer.latent.MixtureInitialisation;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Data in stripes: an order of its own, the same on any number of machines, each of which reads its stripes alone. */
class ShardedTrainingTest {

    private static final List<Example<Label>> EXAMPLES = TinyImages.examples(45, 1);
    private static final List<Example<Label>> FEW_LABELS = TinyImages.partlyLabelled(51, 9, 1);

    @TempDir
    private Path folder;

    private static TrainerBuilder sharded(int dataShards) {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.augmentations = List.of(new RandomShift(1), new HorizontalFlip(), new GaussianNoise(0.1));
        builder.minibatchSize = 16;
        builder.dataShards = dataShards;
        return builder;
    }

    private static TrainerBuilder normalised(int dataShards, int microBatches) {
        TrainerBuilder builder = sharded(dataShards).network(TrainerBuilder.NORMALISED);
        builder.minibatchSize = 4 * microBatches;
        builder.microBatches = microBatches;
        return builder;
    }

    private static TrainerBuilder semiSupervised(TrainerBuilder builder) {
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.unlabelledMinibatchSize = 2 * builder.minibatchSize;
        builder.minibatchSize = 8;
        return builder;
    }

    private static MatModel alone(TrainerBuilder builder, List<Example<Label>> examples) {
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withThreads(2));
        return trainer.train(TinyImages.dataset(examples));
    }

    /** Trains with a worker for each share, or some micro-batches, and requires that each reads what its stripes have, once. */
    private static MatModel shared(TrainerBuilder builder, List<Example<Label>> examples, int shares) {
        try (WorkersByShare place = new WorkersByShare(builder, examples, shares)) {
            MatModel model = train(builder, TinyImages.dataset(examples), new TrainingRun().withGradientPlace(place));
            // A micro-batch has one stripe, another share all that its worker needs.
            assertEquals(builder.microBatches > 1 ? builder.dataShards : shares, place.passes);
            BitSet all = new BitSet();
            for (BitSet read : place.read) {
                assertFalse(all.intersects(read), "two workers have read an image");
                int stripes = builder.dataShards / shares;
                int least = examples.size() / builder.dataShards * stripes;
                assertTrue(read.cardinality() >= least && read.cardinality() <= least + stripes, read.toString());
                all.or(read);
            }
            assertEquals(examples.size(), all.cardinality());
            return model;
        }
    }

    private static MatModel train(TrainerBuilder builder, MutableDataset<Label> data, TrainingRun run) {
        MatTrainer trainer = builder.build();
        trainer.setRun(run);
        return trainer.train(data);
    }

    @ParameterizedTest
    @CsvSource({"2,1", "2,2", "4,2", "4,4", "8,1", "8,2", "8,4", "8,8"})
    void anyNumberOfMachinesHasTheBitsOfOne(int dataShards, int shares) {
        TrainerBuilder builder = sharded(dataShards);
        builder.average = new ExponentialAverage(0.8);
        builder.mixture = MixtureSettings.builder()
                .initialisation(MixtureInitialisation.DATA)
                .build();
        assertSameBits(alone(builder, EXAMPLES), shared(builder, EXAMPLES, shares));
    }

    @ParameterizedTest
    @CsvSource({"2,2", "4,4", "8,2"})
    void anyNumberOfMachinesHasTheBitsOfOneWithUnlabelledExamples(int dataShards, int shares) {
        TrainerBuilder builder = semiSupervised(sharded(dataShards));
        assertSameBits(alone(builder, FEW_LABELS), shared(builder, FEW_LABELS, shares));
    }

    @ParameterizedTest
    @CsvSource({"2,2,2", "2,4,2", "3,3,1", "3,3,3", "4,4,2", "4,4,4"})
    void anyNumberOfMachinesHasTheBitsOfOneInMicroBatches(int dataShards, int microBatches, int shares) {
        TrainerBuilder builder = normalised(dataShards, microBatches);
        assertSameBits(alone(builder, EXAMPLES), shared(builder, EXAMPLES, shares));
    }

    @Test
    void anyNumberOfMachinesHasTheBitsOfOneInMicroBatchesWithUnlabelledExamples() {
        TrainerBuilder builder = semiSupervised(normalised(4, 4));
        assertSameBits(alone(builder, FEW_LABELS), shared(builder, FEW_LABELS, 2));
    }

    /** What follows from the whole data is the same for workers that see a part of them. */
    @Test
    void workersKnowTheFittedPreprocessingAndTheRangeOfThePixels() {
        TrainerBuilder whitened = sharded(4);
        whitened.preprocessing = new ZcaWhitening();
        assertSameBits(alone(whitened, EXAMPLES), shared(whitened, EXAMPLES, 2));
        TrainerBuilder boxed = sharded(4);
        boxed.terms = List.of(new AdversarialCrossEntropy(1, 0.5, new ProjectedAscent()));
        assertSameBits(alone(boxed, EXAMPLES), shared(boxed, EXAMPLES, 4));
    }

    @Test
    void heldOutExamplesAreInNoStripe() {
        TrainerBuilder builder = sharded(2);
        builder.earlyStopping = EarlyStopping.builder().heldOut(0.2).build();
        try (WorkersByShare place = new WorkersByShare(builder, EXAMPLES, 2)) {
            MatModel found = train(builder, TinyImages.dataset(EXAMPLES), new TrainingRun().withGradientPlace(place));
            assertSameBits(alone(builder, EXAMPLES), found);
            assertEquals(36, place.read.stream().mapToInt(BitSet::cardinality).sum());
        }
    }

    /** Whoever computes a share: workers that get others read their stripes, too. */
    @Test
    void workersMayBeLost() {
        TrainerBuilder builder = sharded(4);
        MutableDataset<Label> data = TinyImages.dataset(EXAMPLES);
        try (WorkersHere place = new WorkersHere(builder, data, 4)) {
            place.lostAfter = 2;
            MatModel found = train(builder, data, new TrainingRun().withGradientPlace(place));
            assertSameBits(alone(builder, EXAMPLES), found);
        }
    }

    private CheckpointSettings checkpoints() {
        return new CheckpointSettings(folder, 1, Duration.ZERO, true);
    }

    private void stopped(TrainerBuilder builder, TrainingRun run) {
        assertThrows(
                TrainingInterruptedException.class,
                () -> train(builder, TinyImages.dataset(EXAMPLES), run.withCheckpoints(checkpoints())));
    }

    /** Cut off among four workers, then on one process, then among two workers. */
    @Test
    void aTrainingGoesOnWithAnyNumberOfMachines() {
        TrainerBuilder builder = sharded(4);
        MutableDataset<Label> data = TinyImages.dataset(EXAMPLES);
        try (WorkersHere place = new WorkersHere(builder, data, 4)) {
            place.stopAfter = 2;
            stopped(builder, new TrainingRun().withStop(place::stopped).withGradientPlace(place));
        }
        ResumeWatcher watcher = new ResumeWatcher(4);
        stopped(builder, new TrainingRun().withStop(() -> watcher.stop).withListener(watcher));
        assertEquals(2, watcher.resumed.get(0).steps());
        try (WorkersHere place = new WorkersHere(builder, data, 2)) {
            MatModel found = train(
                    builder, data, new TrainingRun().withGradientPlace(place).withCheckpoints(checkpoints()));
            assertSameBits(alone(builder, EXAMPLES), found);
        }
    }

    @Test
    void theOrderIsAnotherAndInTheProvenance() {
        MatModel whole = alone(sharded(1), EXAMPLES);
        MatModel striped = alone(sharded(2), EXAMPLES);
        assertNotEquals(whole.fingerprint(), striped.fingerprint());
        Map<String, ?> values = striped.getProvenance().getTrainerProvenance().getConfiguredParameters();
        assertEquals("2", values.get("dataShards").toString());
    }

    @Test
    void aWorkerWithOtherImagesIsRefused() {
        TrainerBuilder builder = sharded(2);
        List<Example<Label>> others = new ArrayList<>(EXAMPLES);
        others.set(7, EXAMPLES.get(8));
        try (WorkersByShare place = new WorkersByShare(builder, others, 2)) {
            TrainingRun run = new TrainingRun().withGradientPlace(place);
            Exception e = assertThrows(
                    IllegalArgumentException.class, () -> train(builder, TinyImages.dataset(EXAMPLES), run));
            assertTrue(e.getMessage().contains("of 2 have the SHA-256"), e.getMessage());
        }
    }

    @Test
    void aWorkerOfAnotherConfigurationIsRefused() {
        try (WorkersByShare place = new WorkersByShare(sharded(4), EXAMPLES, 2)) {
            TrainingRun run = new TrainingRun().withGradientPlace(place);
            Exception e =
                    assertThrows(PropertyException.class, () -> train(sharded(2), TinyImages.dataset(EXAMPLES), run));
            assertTrue(e.getMessage().contains("expected 2 as in the process that trains, found 4"), e.getMessage());
        }
    }

    @Test
    void whatCannotBeCutIsRefused() {
        assertUnfit("a divisor of 8, which is how many groups a batch has, found 3", sharded(3));
        assertUnfit("a divisor of 8", sharded(0));
        assertUnfit("a divisor of 3, the microBatches, found 2", normalised(2, 3));
        TrainerBuilder uneven = sharded(2);
        uneven.minibatchSize = 12;
        assertUnfit("a multiple of 8, which is how many groups a batch has, found 12", uneven);
        TrainerBuilder unlabelled = sharded(2);
        unlabelled.unlabelledMinibatchSize = 12;
        assertUnfit("unlabelledMinibatchSize", unlabelled);
        TrainerBuilder few = sharded(2);
        few.minibatchSize = 48;
        assertRefused("at least 48 examples, as many as minibatchSize, with dataShards 2, found 45", few, 1);
        TrainerBuilder small = normalised(3, 3);
        small.minibatchSize = 3;
        assertRefused("micro-batches of at least 2 examples", small, 1);
        assertRefused("a multiple of the 4 shares of a step", sharded(2), 4);
        assertRefused("a multiple of the 3 shares of a step", sharded(8), 3);
    }

    private static void assertUnfit(String why, TrainerBuilder builder) {
        Exception e = assertThrows(PropertyException.class, builder::build);
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    private static void assertRefused(String why, TrainerBuilder builder, int shares) {
        try (WorkersByShare place = new WorkersByShare(builder, EXAMPLES, shares)) {
            TrainingRun run = new TrainingRun().withGradientPlace(place);
            Exception e = assertThrows(RuntimeException.class, () -> train(builder, TinyImages.dataset(EXAMPLES), run));
            assertTrue(e.getMessage().contains(why), e.getMessage());
        }
    }
}
