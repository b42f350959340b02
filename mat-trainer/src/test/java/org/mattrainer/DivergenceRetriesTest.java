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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.fixture.ExplodingTerm;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.TribuoOptimiser;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;
import org.mattrainer.training.ResumeRefusedException;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.math.optimisers.SGD;

/** What happens when the objective is not finite: the training ends, or starts its epoch again more carefully. */
class DivergenceRetriesTest {

    @TempDir
    private Path folder;

    private final MutableDataset<Label> data = TinyImages.dataset(32, 1);

    private static final class Recorder implements TrainingListener {
        private final List<Recovery> recoveries = new ArrayList<>();
        private final List<EpochReport> epochs = new ArrayList<>();

        @Override
        public void trainingRecovered(Recovery recovery) {
            recoveries.add(recovery);
        }

        @Override
        public void epochFinished(EpochReport report) {
            epochs.add(report);
        }
    }

    /** 4 steps an epoch; the term is not a number the first {@code times} that the training is at step 7. */
    private static TrainerBuilder diverging(int times, int retries) {
        TrainerBuilder builder = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        builder.terms = List.of(new CrossEntropy(), new ExplodingTerm(6 / 12.0, times));
        builder.optimiser = new Adam();
        builder.schedule = new ConstantSchedule();
        builder.epochs = 3;
        builder.divergenceRetries = retries;
        return builder;
    }

    private MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(data, run);
    }

    private TrainingRun saved(boolean resume) {
        return new TrainingRun().withCheckpoints(new CheckpointSettings(folder, 1, Duration.ZERO, resume));
    }

    @Test
    void theEpochStartsAgainWithHalfTheLearningRate() {
        Recorder recorder = new Recorder();
        MatModel model = train(diverging(2, 2), new TrainingRun().withListener(recorder));
        assertEquals(
                List.of(new Recovery(7, "explode", 4, 0.5), new Recovery(7, "explode", 4, 0.25)), recorder.recoveries);
        assertEquals(
                List.of(1e-3, 1e-3 / 4, 1e-3 / 4),
                recorder.epochs.stream().map(EpochReport::learningRate).toList());
        assertEquals(
                List.of(4L, 8L, 12L),
                recorder.epochs.stream().map(EpochReport::steps).toList());
        String told = model.getProvenance()
                .getInstanceProvenance()
                .getMap()
                .get(TrainingPlan.RECOVERIES)
                .toString();
        assertTrue(told.contains("step 7 diverged (explode), back to step 4"), told);
    }

    @Test
    void withoutADivergenceNothingIsTold() {
        MatModel model = train(diverging(0, 2), new TrainingRun());
        assertFalse(model.getProvenance().getInstanceProvenance().getMap().containsKey(TrainingPlan.RECOVERIES));
        assertSameBits(model, train(diverging(0, 0), new TrainingRun()));
    }

    @Test
    void tooManyDivergencesEndTheTraining() {
        DivergedException e = assertThrows(DivergedException.class, () -> train(diverging(3, 2), new TrainingRun()));
        assertEquals("explode", e.term());
        assertEquals(7, e.step());
        assertTrue(e.getMessage().contains("explode is NaN in step 7"), e.getMessage());
    }

    @Test
    void aLostStartIsNotTriedOverAndOver() {
        Recorder recorder = new Recorder();
        TrainingRun run = new TrainingRun().withListener(recorder);
        DivergedException e = assertThrows(DivergedException.class, () -> train(diverging(1000, 150), run));
        assertEquals(
                List.of(4L, 4L, 0L, 4L, 4L, 0L, 4L, 4L),
                recorder.recoveries.stream().map(Recovery::restoredStep).toList());
        assertTrue(e.isStartLost() && e.getMessage().contains("from step 4"), e.getMessage());
        assertEquals(7, e.step());
    }

    @Test
    void noRetryOfTheEpochFollowsWhereItsFirstStepDiverges() {
        TrainerBuilder builder = diverging(0, 150);
        builder.terms = List.of(new CrossEntropy(), new ExplodingTerm(4 / 12.0, 1000));
        Recorder recorder = new Recorder();
        DivergedException e =
                assertThrows(DivergedException.class, () -> train(builder, new TrainingRun().withListener(recorder)));
        assertEquals(5, e.step());
        assertTrue(e.isStartLost(), e.getMessage());
        assertEquals(
                List.of(0L, 0L),
                recorder.recoveries.stream().map(Recovery::restoredStep).toList());
    }

    /** The first step of the third epoch diverges: its start is lost, that of the second is not. */
    private static TrainerBuilder lostStart(int times, int retries) {
        TrainerBuilder builder = diverging(0, retries);
        builder.terms = List.of(new CrossEntropy(), new ExplodingTerm(8 / 12.0, times));
        return builder;
    }

    @Test
    void aLostStartIsLeftForTheOneBefore() {
        Recorder recorder = new Recorder();
        MatModel model = train(lostStart(1, 3), new TrainingRun().withListener(recorder));
        assertEquals(List.of(new Recovery(9, "explode", 4, 0.5)), recorder.recoveries);
        assertEquals(
                List.of(1, 2, 2, 3),
                recorder.epochs.stream().map(EpochReport::epoch).toList());
        assertEquals(
                List.of(1e-3, 1e-3, 1e-3 / 2, 1e-3 / 2),
                recorder.epochs.stream().map(EpochReport::learningRate).toList());
        assertTrue(model.getProvenance().getInstanceProvenance().getMap().containsKey(TrainingPlan.RECOVERIES));
    }

    @Test
    void theStartBeforeOutlivesAResume() {
        MatModel expected = train(lostStart(1, 3), new TrainingRun());
        // Stopped at the end of the second epoch, and within the third, which is the second again.
        for (int steps : List.of(8, 6)) {
            int[] made = new int[1];
            TrainingListener counter = new TrainingListener() {
                @Override
                public void stepFinished(StepReport report) {
                    made[0]++;
                }
            };
            assertThrows(
                    RuntimeException.class,
                    () -> train(
                            lostStart(1, 3), saved(false).withListener(counter).withStop(() -> made[0] == steps)));
            assertSameBits(expected, train(lostStart(1, 3), saved(true)));
        }
        assertThrows(DivergedException.class, () -> train(lostStart(1, 0), saved(false)));
        assertSameBits(expected, train(lostStart(1, 3), saved(true)));
    }

    /** The best epoch, the second, is forgotten with it, also in the checkpoint that is written then. */
    @Test
    void aForgottenEpochIsNotTheBest() {
        Recorder recorder = new Recorder();
        MatModel expected = train(stopping(lostStart(1, 3)), new TrainingRun());
        TrainingRun cut = saved(false).withListener(recorder).withStop(() -> recorder.recoveries.size() == 1);
        assertThrows(RuntimeException.class, () -> train(stopping(lostStart(1, 3)), cut));
        assertSameBits(expected, train(stopping(lostStart(0, 3)), saved(true)));
    }

    private static TrainerBuilder stopping(TrainerBuilder builder) {
        builder.earlyStopping = EarlyStopping.builder()
                .monitor(StoppingMonitor.OBJECTIVE)
                .heldOut(0.5)
                .seed(1)
                .build();
        return builder;
    }

    @Test
    void untrainedParametersAreTriedAsOftenAsAsked() {
        TrainerBuilder builder = diverging(0, 5);
        builder.terms = List.of(new CrossEntropy(), new ExplodingTerm(2 / 12.0, 5));
        Recorder recorder = new Recorder();
        train(builder, new TrainingRun().withListener(recorder));
        assertEquals(5, recorder.recoveries.size());
    }

    @Test
    void theLastGoodCheckpointIsKeptAndGoesOnWithRetries() {
        MatModel expected = train(diverging(2, 2), new TrainingRun());
        assertThrows(DivergedException.class, () -> train(diverging(2, 0), saved(false)));
        assertEquals(6, new CheckpointFolder(folder).position().orElseThrow().steps());
        Recorder recorder = new Recorder();
        assertSameBits(expected, train(diverging(2, 2), saved(true).withListener(recorder)));
        assertEquals(4, recorder.recoveries.get(0).restoredStep());
    }

    @Test
    void recoveriesOutliveAResume() {
        MatModel expected = train(diverging(1, 1), new TrainingRun());
        Recorder recorder = new Recorder();
        TrainingRun cut = saved(false).withListener(recorder).withStop(() -> recorder.recoveries.size() == 1);
        assertThrows(RuntimeException.class, () -> train(diverging(1, 1), cut));
        assertThrows(ResumeRefusedException.class, () -> train(diverging(0, 0), saved(true)));
        TrainingRun unmade = saved(true).withWorkingMemory(1);
        assertThrows(ResumeRefusedException.class, () -> train(diverging(0, 0), unmade), "before anything is made");
        MatModel resumed = train(diverging(0, 1), saved(true));
        assertSameBits(expected, resumed);
        assertTrue(resumed.getProvenance().getInstanceProvenance().getMap().containsKey(TrainingPlan.RECOVERIES));
    }

    @Test
    void theHostsOptimisersCannotGoBack() {
        TrainerBuilder builder = diverging(0, 1);
        builder.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.05, 0.9, SGD.Momentum.STANDARD));
        PropertyException e = assertThrows(PropertyException.class, builder::build);
        assertTrue(e.getMessage().contains("divergenceRetries"), e.getMessage());
    }
}
