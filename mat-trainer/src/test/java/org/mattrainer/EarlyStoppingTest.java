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

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.KeptModel;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Early stopping: when a training ends, which model it gives, and that nothing depends on how it was carried out. */
class EarlyStoppingTest {

    private static final int EPOCHS = 30;

    @TempDir
    private Path folder;

    private final MutableDataset<Label> data = TinyImages.dataset(60, 1);

    private static final class Recorder implements TrainingListener {
        private final List<EpochReport> epochs = new ArrayList<>();
        private TrainingSummary summary;
        private long steps;

        @Override
        public void trainingStarted(TrainingSummary started) {
            summary = started;
        }

        @Override
        public void stepFinished(StepReport report) {
            steps = report.step();
        }

        @Override
        public void epochFinished(EpochReport report) {
            epochs.add(report);
        }

        /** The first epoch after which no later one of the training was better. */
        int best() {
            int best = 0;
            for (int i = 1; i < epochs.size(); i++) {
                if (epochs.get(i).validationError().getAsDouble()
                        < epochs.get(best).validationError().getAsDouble()) {
                    best = i;
                }
            }
            return best + 1;
        }
    }

    private static TrainerBuilder builder(EarlyStopping stopping) {
        TrainerBuilder builder = TrainerBuilder.baseline().network(TrainerBuilder.NORMALISED);
        // With a constant rate the first epochs of a long training are a short training.
        builder.schedule = new ConstantSchedule();
        builder.epochs = EPOCHS;
        builder.earlyStopping = stopping;
        return builder;
    }

    private static EarlyStopping patience(int patience, boolean restoreBest) {
        return EarlyStopping.builder()
                .patience(patience)
                .restoreBest(restoreBest)
                .heldOut(0.2)
                .seed(3)
                .build();
    }

    private MatModel train(EarlyStopping stopping, TrainingRun run) {
        return builder(stopping).train(data, run);
    }

    @Test
    void theTrainingEndsAfterThePatienceWithTheBestModel() {
        Recorder recorder = new Recorder();
        Map<KeptModel, Model<Label>> others = new EnumMap<>(KeptModel.class);
        MatModel best = train(
                patience(3, true), new TrainingRun().withListener(recorder).withOtherModel(others::put));
        int bestEpoch = recorder.best();
        assertEquals(bestEpoch + 3, recorder.epochs.size());
        assertTrue(recorder.epochs.size() < EPOCHS, "it stops early");
        assertEquals(List.of(KeptModel.LAST), List.copyOf(others.keySet()));

        // The same epochs without stopping early.
        Map<KeptModel, Model<Label>> none = new EnumMap<>(KeptModel.class);
        TrainerBuilder shorter = builder(patience(EPOCHS, false));
        shorter.epochs = bestEpoch;
        MatTrainer trainer = shorter.build();
        trainer.setRun(new TrainingRun().withOtherModel(none::put));
        assertSameBits(trainer.train(data), best);
        assertTrue(none.isEmpty(), "the last epoch was the best");
    }

    @Test
    void withoutRestoringTheLastModelIsGivenAndTheBestIsBesideIt() {
        Map<KeptModel, Model<Label>> others = new EnumMap<>(KeptModel.class);
        Map<KeptModel, Model<Label>> reverse = new EnumMap<>(KeptModel.class);
        MatModel best = train(patience(3, true), new TrainingRun().withOtherModel(others::put));
        MatModel last = train(patience(3, false), new TrainingRun().withOtherModel(reverse::put));
        assertSameBits((MatModel) others.get(KeptModel.LAST), last);
        assertSameBits(best, (MatModel) reverse.get(KeptModel.BEST));
    }

    @Test
    void whatIsHeldOutIsNotTrainedOn() {
        Recorder recorder = new Recorder();
        train(patience(1, true), new TrainingRun().withListener(recorder));
        assertEquals(48, recorder.summary.examples());
        MutableDataset<Label> few = TinyImages.dataset(9, 1);
        MatTrainer trainer = builder(patience(1, true)).build();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> trainer.train(few));
        assertTrue(e.getMessage().contains("hold out"), e.getMessage());
        assertEquals(0, trainer.getInvocationCount());
    }

    @Test
    void anImprovementHasToExceedMinDelta() {
        Recorder recorder = new Recorder();
        EarlyStopping demanding = EarlyStopping.builder()
                .monitor(StoppingMonitor.OBJECTIVE)
                .minDelta(1e6)
                .patience(2)
                .restoreBest(false)
                .seed(1)
                .build();
        train(demanding, new TrainingRun().withListener(recorder));
        assertEquals(3, recorder.epochs.size());
        assertEquals(60, recorder.summary.examples(), "nothing is held out when no validation error is monitored");
    }

    @Test
    void aCutDoesNotChangeWhenItStops() {
        MatModel expected = train(patience(3, true), new TrainingRun());
        for (long step : new long[] {7, 18, 25}) {
            Recorder recorder = new Recorder();
            TrainingRun cut = saved().withListener(recorder).withStop(() -> recorder.steps == step);
            assertThrows(TrainingInterruptedException.class, () -> train(patience(3, true), cut));
        }
        assertSameBits(expected, train(patience(3, true), saved()));
        Recorder again = new Recorder();
        assertSameBits(expected, train(patience(3, true), saved().withListener(again)));
        assertEquals(0, again.steps, "a training that was stopped early is finished");
    }

    private TrainingRun saved() {
        return new TrainingRun().withCheckpoints(new CheckpointSettings(folder, 0, Duration.ZERO, true));
    }

    @Test
    void theSourceOfValidationExamplesIsPartOfTheProvenance() throws IOException {
        TinyImages.writeIdx(folder.resolve("images"), folder.resolve("labels"), 30, 8);
        EarlyStopping stopping = EarlyStopping.builder()
                .minDelta(0.01)
                .patience(2)
                .validationSource(new IdxImageSource(folder.resolve("images"), folder.resolve("labels")))
                .seed(1)
                .build();
        MutableDataset<Label> train =
                new MutableDataset<>(new IdxImageSource(folder.resolve("images"), folder.resolve("labels")));
        MatModel model = builder(stopping).build().train(train);
        List<ConfigurationData> configuration =
                ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance());
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(configuration);
        String name = configuration.stream()
                .filter(c -> c.getClassName().equals(MatTrainer.class.getName()))
                .findFirst()
                .orElseThrow()
                .getName();
        assertSameBits(model, ((MatTrainer) manager.lookup(name)).train(train));
        assertFalse(configuration.stream().noneMatch(c -> c.getClassName().equals(IdxImageSource.class.getName())));
    }

    /** The loss of validation examples for which outputs are infinite is not a number, and no epoch is better by less. */
    @Test
    void anEpochWhoseLossIsNoNumberIsWorseThanAnyOther() {
        EarlyStopping stopping =
                EarlyStopping.builder().monitor(StoppingMonitor.VALIDATION_LOSS).build();
        OptionalDouble nothing = OptionalDouble.of(Double.NaN);
        assertTrue(stopping.isBetter(withLoss(Double.NaN), OptionalDouble.empty()));
        assertTrue(stopping.isBetter(withLoss(5), nothing));
        assertFalse(stopping.isBetter(withLoss(Double.NaN), nothing));
        assertFalse(stopping.isBetter(withLoss(Double.NaN), OptionalDouble.of(5)));
    }

    private static EpochReport withLoss(double loss) {
        return new EpochReport(
                1, 2, Map.of(), Map.of(), 1, 0, OptionalDouble.of(0), OptionalDouble.of(loss), 0.1, 1, 1, 1);
    }

    @Test
    void settingsAreChecked() {
        refused(
                "minDelta",
                () -> EarlyStopping.builder()
                        .monitor(StoppingMonitor.OBJECTIVE)
                        .minDelta(-1)
                        .patience(1)
                        .seed(1)
                        .build());
        refused(
                "patience",
                () -> EarlyStopping.builder()
                        .monitor(StoppingMonitor.OBJECTIVE)
                        .patience(0)
                        .seed(1)
                        .build());
        refused(
                "heldOut",
                () -> EarlyStopping.builder()
                        .monitor(StoppingMonitor.OBJECTIVE)
                        .patience(1)
                        .heldOut(1)
                        .seed(1)
                        .build());
        refused(
                "monitor",
                () -> EarlyStopping.builder().monitor(null).patience(1).seed(1).build());
    }

    private static void refused(String field, Runnable construction) {
        PropertyException e = assertThrows(PropertyException.class, construction::run);
        assertTrue(e.getMessage().contains(field), e.getMessage());
    }
}
