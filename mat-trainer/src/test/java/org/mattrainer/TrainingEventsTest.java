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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TribuoOptimiser;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.math.optimisers.SGD;

/** What listeners hear, and how a training ends before its time. */
class TrainingEventsTest {

    private final MutableDataset<Label> data = TinyImages.dataset(29, 1);

    /** Keeps what it hears. */
    private static final class Recorder implements TrainingListener {
        private final List<TrainingSummary> summaries = new ArrayList<>();
        private final List<StepReport> steps = new ArrayList<>();
        private final List<EpochReport> epochs = new ArrayList<>();

        @Override
        public void trainingStarted(TrainingSummary summary) {
            summaries.add(summary);
        }

        @Override
        public void stepFinished(StepReport report) {
            steps.add(report);
        }

        @Override
        public void epochFinished(EpochReport report) {
            epochs.add(report);
        }
    }

    @Test
    void everyStepAndEpochIsReported() {
        Recorder recorder = new Recorder();
        MatTrainer trainer = TrainerBuilder.mat().build();
        trainer.setRun(new TrainingRun().withThreads(2).withListener(recorder));
        MatModel model = trainer.train(data);

        TrainingSummary summary = recorder.summaries.get(0);
        assertEquals(1, recorder.summaries.size());
        assertEquals(model.network().notation(), summary.network());
        assertEquals(model.network().parameterCount(), summary.parameters());
        assertEquals(29, summary.examples());
        assertEquals(0, summary.unlabelled());
        assertEquals(3, summary.classes());
        assertEquals(4, summary.stepsPerEpoch());
        assertEquals(2, summary.threads());

        assertEquals(8, recorder.steps.size());
        for (int i = 0; i < 8; i++) {
            StepReport step = recorder.steps.get(i);
            assertEquals(i + 1, step.step());
            assertEquals(i / 4 + 1, step.epoch());
            assertEquals(i % 4 + 1, step.stepInEpoch());
            assertEquals(i % 4 == 3 ? 5 : 8, step.examples());
            assertEquals(
                    List.of("ce", "smooth", "gmm"), List.copyOf(step.terms().keySet()));
            double sum = step.terms().values().stream().mapToDouble(v -> v).sum();
            assertEquals(sum, step.total(), 1e-12);
            assertTrue(step.gradientNorm() > 0);
        }

        assertEquals(2, recorder.epochs.size());
        EpochReport last = recorder.epochs.get(1);
        List<StepReport> lastSteps = recorder.steps.subList(4, 8);
        assertEquals(2, last.epoch());
        assertEquals(2, last.epochs());
        assertEquals(8, last.steps());
        assertEquals(
                lastSteps.stream().mapToDouble(s -> s.total() * s.examples()).sum() / 29, last.total(), 1e-12);
        assertEquals(
                lastSteps.stream()
                                .mapToDouble(s -> s.terms().get("ce") * s.examples())
                                .sum()
                        / 29,
                last.terms().get("ce"),
                1e-12);
        assertEquals(
                List.of("smooth_L_KL", "smooth_M_KL"),
                List.copyOf(last.measures().keySet()));
        assertEquals(
                lastSteps.stream()
                                .mapToDouble(s -> s.measures().get("smooth_M_KL") * s.examples())
                                .sum()
                        / 29,
                last.measures().get("smooth_M_KL"),
                1e-12);
        assertEquals(lastSteps.stream().mapToInt(StepReport::errors).sum() / 29.0, last.trainingError(), 1e-12);
        assertTrue(last.validationError().isEmpty());
        assertEquals(0.05 * (1 - 0.98 * (7 / 8.0 - 0.5) / 0.5), last.learningRate(), 1e-12);
        assertTrue(last.seconds() > 0 && last.imagesPerSecond() > 0);
    }

    @Test
    void validationMeasuresTheModelAndChangesNothing() {
        Recorder recorder = new Recorder();
        MutableDataset<Label> validation = TinyImages.dataset(23, 9);
        TrainerBuilder builder = TrainerBuilder.baseline().network(TrainerBuilder.NORMALISED);
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withListener(recorder).withValidation(validation));
        MatModel model = trainer.train(data);
        double error = recorder.epochs.get(1).validationError().getAsDouble();
        assertEquals(1 - new LabelEvaluator().evaluate(model, validation).accuracy(), error, 1e-12);
        double loss = validation.getData().stream()
                .mapToDouble(example -> -Math.log(model.predict(example)
                        .getOutputScores()
                        .get(example.getOutput().getLabel())
                        .getScore()))
                .average()
                .orElseThrow();
        assertEquals(loss, recorder.epochs.get(1).validationLoss().getAsDouble(), 1e-6);
        assertTrue(recorder.epochs.get(0).validationLoss().getAsDouble() != loss);
        assertSameBits(builder.build().train(data), model);
    }

    @Test
    void validationNeedsLabelsOfTheTrainingData() {
        MatTrainer trainer = TrainerBuilder.baseline().build();
        trainer.setRun(new TrainingRun().withValidation(TinyImages.dataset(TinyImages.partlyLabelled(9, 6, 1))));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> trainer.train(data));
        assertTrue(e.getMessage().contains("Validation example 6"), e.getMessage());
        assertEquals(0, trainer.getInvocationCount());
    }

    @Test
    void unlabelledImagesAreCountedApart() {
        Recorder recorder = new Recorder();
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.unlabelledMinibatchSize = 10;
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withListener(recorder));
        trainer.train(TinyImages.dataset(TinyImages.partlyLabelled(44, 6, 1)));
        assertEquals(6, recorder.summaries.get(0).examples());
        assertEquals(38, recorder.summaries.get(0).unlabelled());
        assertEquals(5, recorder.summaries.get(0).stepsPerEpoch());
        assertTrue(recorder.steps.stream().allMatch(step -> step.examples() == 6));
    }

    @Test
    void anInterruptEndsTheTrainingAndIsKept() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.epochs = 1_000_000;
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withThreads(3).withListener(new TrainingListener() {
            @Override
            public void stepFinished(StepReport report) {
                if (report.step() == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        try {
            TrainingInterruptedException e =
                    assertThrows(TrainingInterruptedException.class, () -> trainer.train(data));
            assertTrue(Thread.currentThread().isInterrupted());
            assertTrue(e.getMessage().contains("after 3 steps"), e.getMessage());
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertTrue(workers().isEmpty(), () -> "left running: " + workers());
    }

    @Test
    void noThreadOutlivesATraining() {
        Set<Thread> before = workers();
        MatTrainer trainer = TrainerBuilder.baseline().build();
        trainer.setRun(new TrainingRun().withThreads(4));
        MatModel model = trainer.train(data);
        model.setPredictionThreads(4);
        model.predict(data);
        trainer.setRun(new TrainingRun().withThreads(4).withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                throw new IllegalStateException("enough");
            }
        }));
        assertThrows(IllegalStateException.class, () -> trainer.train(data));
        assertTrue(before.containsAll(workers()), () -> "left running: " + workers());
    }

    private static Set<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mattrainer"))
                .collect(Collectors.toSet());
    }

    @Test
    void divergenceIsAnError() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.optimiser = new Sgd(1e20, 0.9, 0, WeightDecayScope.ALL);
        builder.schedule = new ConstantSchedule();
        builder.gradientClip = 0;
        builder.epochs = 50;
        DivergedException e =
                assertThrows(DivergedException.class, () -> builder.build().train(data));
        assertTrue(e.getMessage().contains("diverged"), e.getMessage());
    }

    @Test
    void theHostsOptimisersTrainToo() {
        TrainerBuilder builder = TrainerBuilder.baseline().untilItLearns();
        builder.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.05, 0.9, SGD.Momentum.STANDARD));
        MatModel model = builder.build().train(TinyImages.dataset(90, 1));
        assertTrue(
                new LabelEvaluator().evaluate(model, TinyImages.dataset(30, 2)).accuracy() > 0.8);
        assertSameBits(model, builder.build().train(TinyImages.dataset(90, 1)));
    }

    @Test
    void imagesThatNeedTooMuchMemoryAreRefused() {
        MatTrainer trainer = TrainerBuilder.baseline().build();
        trainer.setRun(new TrainingRun().withImageMemory(29 * 36 - 1));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> trainer.train(data));
        assertTrue(e.getMessage().contains("" + (29 * 36 - 1)), e.getMessage());
        trainer.setRun(new TrainingRun().withImageMemory(29 * 36));
        assertFalse(trainer.train(data).predict(data).isEmpty());
    }

    @Test
    void aRunIsChecked() {
        assertThrows(IllegalArgumentException.class, () -> new TrainingRun().withThreads(0));
        assertThrows(IllegalArgumentException.class, () -> new TrainingRun().withImageMemory(0));
        assertThrows(NullPointerException.class, () -> new TrainingRun().withListener(null));
        assertThrows(NullPointerException.class, () -> new TrainingRun().withValidation(null));
        assertEquals(Runtime.getRuntime().availableProcessors(), new TrainingRun().threads());
    }

    @Test
    void batchNormalisationNeedsTwoExamples() {
        TrainerBuilder builder = TrainerBuilder.baseline().network(TrainerBuilder.NORMALISED);
        builder.minibatchSize = 1;
        MatTrainer trainer = builder.build();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> trainer.train(data));
        assertTrue(e.getMessage().contains("minibatchSize 1"), e.getMessage());
        assertEquals(0, trainer.getInvocationCount());
        builder.minibatchSize = 28;
        Recorder recorder = new Recorder();
        MatTrainer dropsTheLast = builder.build();
        dropsTheLast.setRun(new TrainingRun().withListener(recorder));
        dropsTheLast.train(data);
        assertEquals(1, recorder.summaries.get(0).stepsPerEpoch());
    }
}
