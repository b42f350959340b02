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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.GaussianNoise;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.RandomShift;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TribuoOptimiser;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.ResumeRefusedException;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.math.optimisers.SGD;

/** A training that is cut off and resumed gives the bits of one that is not. */
class ResumeTest {

    @TempDir
    private Path folder;

    private static final MutableDataset<Label> DATA = TinyImages.dataset(TinyImages.partlyLabelled(40, 9, 1));

    /** Everything that draws random numbers or keeps a state: 5 steps an epoch. */
    private static TrainerBuilder everything() {
        TrainerBuilder builder = TrainerBuilder.mat().network("C3x4n-B-L-@c-M2-O0.8-F-D4wgr0.5-R-D2w-P-Z");
        builder.terms = new ArrayList<>(builder.terms);
        builder.terms.add(SideCrossEntropy.builder("c")
                .head("F-D5-B-R-O0.8-D*")
                .weight(0.5)
                .until(0.7)
                .decay(true)
                .learningRateFactor(0.5)
                .build());
        builder.optimiser = new Adam();
        builder.augmentations = List.of(new RandomShift(1), new HorizontalFlip(), new GaussianNoise(0.1));
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.average = new ExponentialAverage(0.8);
        builder.epochs = 4;
        return builder;
    }

    /** What a training of everything in one go gives, and what its watcher saw. */
    private static final class InOneGo {
        private static final ResumeWatcher WATCHER = new ResumeWatcher(0);
        private static final MatModel MODEL = train();

        private static MatModel train() {
            MatTrainer trainer = everything().build();
            trainer.setRun(new TrainingRun().withListener(WATCHER).withValidation(TinyImages.dataset(12, 5)));
            return trainer.train(DATA);
        }
    }

    private CheckpointSettings checkpoints(boolean resume) {
        return new CheckpointSettings(folder, 2, Duration.ZERO, resume);
    }

    private TrainingRun run(ResumeWatcher watcher, boolean resume) {
        return new TrainingRun()
                .withThreads(2)
                .withListener(watcher)
                .withValidation(TinyImages.dataset(12, 5))
                .withStop(() -> watcher.stop)
                .withCheckpoints(checkpoints(resume));
    }

    private ResumeWatcher cutOff(TrainerBuilder builder, long step) {
        ResumeWatcher watcher = new ResumeWatcher(step);
        MatTrainer trainer = builder.build();
        trainer.setRun(run(watcher, true));
        TrainingInterruptedException e = assertThrows(TrainingInterruptedException.class, () -> trainer.train(DATA));
        assertTrue(e.getMessage().contains("after " + step + " steps"), e.getMessage());
        return watcher;
    }

    private MatModel resume(TrainerBuilder builder, ResumeWatcher watcher) {
        MatTrainer trainer = builder.build();
        trainer.setRun(run(watcher, true));
        return trainer.train(DATA);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".ckpt")).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 13})
    void aTrainingThatIsCutOffGoesOnBitForBit(long step) {
        cutOff(everything(), step);
        ResumeWatcher rest = new ResumeWatcher(0);
        assertSameBits(InOneGo.MODEL, resume(everything(), rest));
        assertEquals(InOneGo.WATCHER.untimed(), rest.untimed());
        assertEquals(step, rest.resumed.get(0).steps());
        assertEquals(20, rest.resumed.get(0).totalSteps());
        assertFalse(rest.resumed.get(0).finished());
    }

    @Test
    void severalCutsGiveTheSameBits() {
        for (long step : new long[] {1, 4, 5, 9, 19}) {
            cutOff(everything(), step);
        }
        assertSameBits(InOneGo.MODEL, resume(everything(), new ResumeWatcher(0)));
    }

    /** The last step saved when each step ends, 0 for none. */
    private List<Long> savedSteps(CheckpointSettings settings) {
        List<Long> saved = new ArrayList<>();
        MatTrainer trainer = everything().build();
        trainer.setRun(new TrainingRun().withCheckpoints(settings).withListener(new TrainingListener() {
            @Override
            public void stepFinished(StepReport report) {
                saved.add(new CheckpointFolder(folder)
                        .position()
                        .map(CheckpointFolder.Position::steps)
                        .orElse(0L));
            }
        }));
        trainer.train(DATA);
        return saved;
    }

    @Test
    void theIntervalsAreKept() {
        List<Long> bySteps = savedSteps(new CheckpointSettings(folder, 3, Duration.ZERO, false));
        assertEquals(List.of(0L, 0L, 0L, 3L, 3L, 5L, 5L, 5L, 8L, 8L), bySteps.subList(0, 10));
        new CheckpointFolder(folder).clear();
        List<Long> byTime = savedSteps(new CheckpointSettings(folder, 0, Duration.ofNanos(1), false));
        assertEquals(LongStream.range(0, 20).boxed().toList(), byTime);
        new CheckpointFolder(folder).clear();
        List<Long> byEpochs = savedSteps(new CheckpointSettings(folder, 0, Duration.ZERO, false));
        assertEquals(LongStream.range(0, 20).map(step -> step / 5 * 5).boxed().toList(), byEpochs);
    }

    @Test
    void theNewestAndTheOneBeforeAreKept() throws IOException {
        cutOff(everything(), 13);
        assertEquals(
                List.of("step-000000000012.ckpt", "step-000000000013.ckpt"),
                files().stream().map(f -> f.getFileName().toString()).toList());
        assertEquals(13, new CheckpointFolder(folder).position().orElseThrow().steps());
        resume(everything(), new ResumeWatcher(0));
        assertEquals(
                List.of("step-000000000020.ckpt"),
                files().stream().map(f -> f.getFileName().toString()).toList());
        assertTrue(new CheckpointFolder(folder).position().orElseThrow().finished());
        new CheckpointFolder(folder).clear();
        assertTrue(files().isEmpty());
    }

    @Test
    void aFinishedTrainingIsNotTrainedAgain() {
        MatModel model = resume(everything(), new ResumeWatcher(0));
        ResumeWatcher again = new ResumeWatcher(0);
        assertSameBits(model, resume(everything(), again));
        assertTrue(again.resumed.get(0).finished());
        assertEquals(4, again.epochs.size());
    }

    @Test
    void anInterruptSavesToo() {
        MatTrainer trainer = everything().build();
        ResumeWatcher watcher = new ResumeWatcher(0);
        trainer.setRun(run(watcher, false).withListener(new TrainingListener() {
            @Override
            public void stepFinished(StepReport report) {
                if (report.step() == 7) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        try {
            assertThrows(TrainingInterruptedException.class, () -> trainer.train(DATA));
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt is kept");
        }
        assertEquals(7, new CheckpointFolder(folder).position().orElseThrow().steps());
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 1001})
    void aStopInTheMiddleOfAStepLeavesTheStepAndChangesNoBit(int asked) {
        AtomicInteger times = new AtomicInteger();
        MatTrainer trainer = everything().build();
        trainer.setRun(new TrainingRun()
                .withThreads(2)
                .withStop(() -> times.incrementAndGet() > asked)
                .withCheckpoints(checkpoints(true)));
        assertThrows(TrainingInterruptedException.class, () -> trainer.train(DATA));
        assertSameBits(InOneGo.MODEL, resume(everything(), new ResumeWatcher(0)));
    }

    private void refused(Consumer<TrainerBuilder> change, String... words) {
        TrainerBuilder other = everything();
        change.accept(other);
        MatTrainer trainer = other.build();
        trainer.setRun(run(new ResumeWatcher(0), true).withWorkingMemory(1)); // an engine would be refused
        ResumeRefusedException e = assertThrows(ResumeRefusedException.class, () -> trainer.train(DATA));
        for (String word : words) {
            assertTrue(e.getMessage().contains(word), () -> "expected " + word + " in " + e.getMessage());
        }
    }

    @Test
    void anotherConfigurationIsRefusedWithTheDifference() {
        cutOff(everything(), 6);
        refused(b -> b.epochs = 5, "step-000000000006.ckpt", "another configuration", "epochs is 4 there and 5 here");
        refused(b -> b.optimiser = new Sgd(), "optimiser.class", "Adam", "Sgd");
        refused(b -> b.average = new ExponentialAverage(0.7), "average.decay is 0.8 there and 0.7 here");
        refused(b -> b.terms = b.terms.subList(0, 2), "terms[2].class", "GaussianLikelihood there and absent here");
        refused(b -> b.seed = 2, "seed is 1 there and 2 here");
        assertEquals(6, new CheckpointFolder(folder).position().orElseThrow().steps(), "nothing is lost");
    }

    @Test
    void otherDataAreRefused() {
        cutOff(everything(), 6);
        MatTrainer trainer = everything().build();
        trainer.setRun(run(new ResumeWatcher(0), true));
        ResumeRefusedException e = assertThrows(
                ResumeRefusedException.class,
                () -> trainer.train(TinyImages.dataset(TinyImages.partlyLabelled(40, 9, 2))));
        assertTrue(e.getMessage().contains("other training data"), e.getMessage());
    }

    @Test
    void aLaterTrainingOfTheSameTrainerIsRefused() {
        cutOff(everything(), 6);
        MatTrainer trainer = everything().build();
        trainer.setInvocationCount(1);
        trainer.setRun(run(new ResumeWatcher(0), true));
        ResumeRefusedException e = assertThrows(ResumeRefusedException.class, () -> trainer.train(DATA));
        assertTrue(e.getMessage().contains("seed"), e.getMessage());
    }

    @Test
    void aDamagedCheckpointGivesWayToTheOneBefore() throws IOException {
        cutOff(everything(), 13);
        Path newest = files().get(1);
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        ResumeWatcher rest = new ResumeWatcher(0);
        String log;
        try (CapturedLog captured = new CapturedLog(CheckpointFolder.class.getName())) {
            assertSameBits(InOneGo.MODEL, resume(everything(), rest));
            log = captured.text();
        }
        assertEquals(12, rest.resumed.get(0).steps());
        assertTrue(log.contains(newest + " is damaged: its checksum is wrong"), log);
        assertTrue(Files.exists(folder.resolve(newest.getFileName() + ".damaged")));
    }

    @Test
    void damageEverywhereIsAnError() throws IOException {
        cutOff(everything(), 13);
        for (Path file : files()) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        DamagedCheckpointException e =
                assertThrows(DamagedCheckpointException.class, () -> resume(everything(), new ResumeWatcher(0)));
        assertTrue(e.getMessage().contains("step-000000000013.ckpt"), e.getMessage());
    }

    @Test
    void theHostsOptimisersCannotBeSaved() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.05, 0.9, SGD.Momentum.STANDARD));
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withCheckpoints(checkpoints(false)));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> trainer.train(TinyImages.dataset(9, 1)));
        assertTrue(e.getMessage().contains("TribuoOptimiser") && e.getMessage().contains("saved"), e.getMessage());
    }

    @Test
    void twoTrainingsAreNotSavedInOneFolder() {
        MatTrainer second = everything().build();
        second.setRun(run(new ResumeWatcher(0), true));
        MatTrainer first = everything().build();
        List<String> messages = new ArrayList<>();
        first.setRun(run(new ResumeWatcher(0), false).withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                messages.add(assertThrows(IllegalStateException.class, () -> second.train(DATA))
                        .getMessage());
                messages.add(assertThrows(IllegalStateException.class, () -> new CheckpointFolder(folder).clear())
                        .getMessage());
            }
        }));
        first.train(DATA);
        assertEquals(8, messages.size());
        messages.forEach(message -> assertEquals("Another training is saved in " + folder, message));
        new CheckpointFolder(folder).clear();
    }

    @Test
    void aTrainingGoesOnWhenItCannotBeSaved() {
        Path lost = folder.resolve("lost");
        MatTrainer trainer = everything().build();
        trainer.setRun(new TrainingRun()
                .withCheckpoints(new CheckpointSettings(lost, 0, Duration.ZERO, false))
                .withListener(new TrainingListener() {
                    @Override
                    public void trainingStarted(TrainingSummary summary) {
                        try {
                            Files.delete(lost.resolve(".lock"));
                            Files.delete(lost);
                            Files.createFile(lost);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }));
        try (CapturedLog log = new CapturedLog(CheckpointFolder.class.getPackageName() + ".Checkpointer")) {
            assertSameBits(InOneGo.MODEL, trainer.train(DATA));
            assertEquals(4, log.text().lines().count(), log.text());
            assertTrue(log.text().contains("Cannot write " + lost), log.text());
        }
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsRemoved() throws IOException {
        cutOff(everything(), 6);
        Path half = Files.writeString(folder.resolve(".mattrainer-123.tmp"), "half");
        Path other = Files.writeString(folder.resolve("notes.tmp"), "of somebody else");
        resume(everything(), new ResumeWatcher(0));
        assertFalse(Files.exists(half));
        assertTrue(Files.exists(other));
        Files.delete(other);
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAtTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        MatTrainer trainer = everything().build();
        trainer.setRun(new TrainingRun().withCheckpoints(new CheckpointSettings(file, 0, Duration.ZERO, false)));
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> trainer.train(DATA));
        assertTrue(e.getMessage().contains("Cannot write to " + file), e.getMessage());
    }

    @Test
    void settingsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new CheckpointSettings(folder, -1, Duration.ZERO, false));
        assertThrows(
                IllegalArgumentException.class, () -> new CheckpointSettings(folder, 0, Duration.ofSeconds(-1), false));
    }
}
