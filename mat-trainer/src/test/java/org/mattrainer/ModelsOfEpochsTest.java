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
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.optimise.TribuoOptimiser;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingEnd;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.math.optimisers.SGD;

/** The models that listeners may ask for, and what they hear of the end. */
class ModelsOfEpochsTest {

    private final MutableDataset<Label> data = TinyImages.dataset(29, 1);

    /** Keeps the models of all epochs and the end. */
    private static final class Keeper implements TrainingListener {
        private final List<MatModel> models = new ArrayList<>();
        private final List<EpochReport> epochs = new ArrayList<>();
        private final List<TrainingEnd> ends = new ArrayList<>();
        private Supplier<Model<Label>> later;
        private Model<Label> returned;

        @Override
        public void epochFinished(EpochReport report, Supplier<Model<Label>> model) {
            epochs.add(report);
            models.add((MatModel) model.get());
            assertSame(model.get(), models.get(models.size() - 1), "made once");
            later = model;
        }

        @Override
        public void trainingFinished(TrainingEnd end, Model<Label> model) {
            ends.add(end);
            returned = model;
        }
    }

    private static TrainerBuilder builder() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.epochs = 3;
        return builder;
    }

    /** A mixture, running statistics and an average, which all take part in a model; the rate does not know the length. */
    private static TrainerBuilder averaged(int epochs) {
        TrainerBuilder builder = TrainerBuilder.mat().network("C3x4n-B-L-M2-F-D2-P-Z");
        builder.schedule = new ConstantSchedule();
        builder.average = new ExponentialAverage(0.8);
        builder.epochs = epochs;
        return builder;
    }

    @Test
    void theModelOfAnEpochIsThatOfATrainingOfAsManyEpochsAndChangesNothing() {
        Keeper keeper = new Keeper();
        MutableDataset<Label> validation = TinyImages.dataset(23, 9);
        MatTrainer trainer = averaged(2).build();
        trainer.setRun(new TrainingRun().withListener(keeper).withValidation(validation));
        assertSameBits(averaged(2).build().train(data), trainer.train(data));
        assertEquals(2, keeper.models.size());
        for (int epoch = 1; epoch <= 2; epoch++) {
            MatModel then = keeper.models.get(epoch - 1);
            assertSameBits(averaged(epoch).build().train(data), then);
            double error = keeper.epochs.get(epoch - 1).validationError().getAsDouble();
            assertEquals(1 - new LabelEvaluator().evaluate(then, validation).accuracy(), error, 1e-12);
            assertTrue(then.latentSpace().outlierThreshold().isPresent());
            assertEquals(epoch < 2, then.getProvenance().toString().contains("after 4 of 8 steps"));
        }
    }

    @Test
    void aModelIsNotMadeAfterItsEpoch() {
        Keeper keeper = new Keeper();
        MatTrainer trainer = builder().build();
        trainer.setRun(new TrainingRun().withListener(keeper));
        trainer.train(data);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> keeper.later.get());
        assertTrue(e.getMessage().contains("epochFinished"), e.getMessage());
    }

    @Test
    void theModelBeforeTheFirstStepChangesNothing() {
        List<MatModel> starts = new ArrayList<>();
        TrainingListener keeper = new TrainingListener() {
            @Override
            public void trainingStarted(TrainingSummary summary, Supplier<Model<Label>> model) {
                assertEquals(2, summary.epochs());
                starts.add((MatModel) model.get());
            }
        };
        for (int epochs : new int[] {2, 2}) {
            MatTrainer trainer = averaged(epochs).build();
            trainer.setRun(new TrainingRun().withListener(keeper));
            assertSameBits(averaged(epochs).build().train(data), trainer.train(data));
        }
        assertSameBits(starts.get(0), starts.get(1));
        assertTrue(starts.get(0).mixture().isPresent(), "attacks may ask for it");
        assertEquals(
                data.getOutputInfo().size(), starts.get(0).getOutputIDInfo().size());
    }

    /** The state of such an optimiser cannot be copied. */
    @Test
    void anOptimiserOfTheHostHasAModelBeforeTheFirstStep() {
        TrainerBuilder host = builder();
        host.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.1));
        List<Model<Label>> starts = new ArrayList<>();
        MatTrainer trainer = host.build();
        trainer.setRun(new TrainingRun().withListener(new TrainingListener() {
            @Override
            public void trainingStarted(TrainingSummary summary, Supplier<Model<Label>> model) {
                starts.add(model.get());
            }
        }));
        MatModel model = trainer.train(data);
        assertEquals(1, starts.size());
        assertFalse(Arrays.equals(((MatModel) starts.get(0)).parameters(), model.parameters()));
    }

    @Test
    void theEndIsToldOnceWithTheModelThatIsReturned() {
        Keeper keeper = new Keeper();
        MatTrainer trainer = builder().build();
        trainer.setRun(new TrainingRun().withListener(keeper));
        MatModel model = trainer.train(data);
        assertSame(model, keeper.returned);
        assertEquals(List.of(new TrainingEnd(TrainingEnd.Cause.LAST_EPOCH, 3, 12, OptionalInt.empty())), keeper.ends);
    }

    @Test
    void theEndTellsWhyThereAreNoMoreEpochs() {
        TrainerBuilder builder = builder();
        builder.epochs = 50;
        // No epoch is better than the first by more than all of it.
        builder.earlyStopping = EarlyStopping.builder()
                .patience(2)
                .minDelta(1)
                .validationSource(TinyImages.dataset(12, 9))
                .build();
        Keeper keeper = new Keeper();
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withListener(keeper));
        trainer.train(data);
        assertEquals(List.of(new TrainingEnd(TrainingEnd.Cause.NO_IMPROVEMENT, 3, 12, OptionalInt.of(1))), keeper.ends);

        Keeper stopped = new Keeper();
        trainer.setRun(new TrainingRun()
                .withListener(stopped)
                .withStop(() -> stopped.epochs.size() == 2)
                .withModelWhenStopped());
        MatModel model = trainer.train(data);
        assertSame(model, stopped.returned);
        assertEquals(List.of(new TrainingEnd(TrainingEnd.Cause.REQUESTED, 2, 8, OptionalInt.of(1))), stopped.ends);
    }

    @Test
    void aTrainingThatThrowsHasNoEnd() {
        Keeper keeper = new Keeper();
        MatTrainer trainer = builder().build();
        trainer.setRun(new TrainingRun().withListener(keeper).withStop(() -> keeper.epochs.size() == 1));
        assertThrows(RuntimeException.class, () -> trainer.train(data));
        assertFalse(keeper.epochs.isEmpty());
        assertTrue(keeper.ends.isEmpty());
    }
}
