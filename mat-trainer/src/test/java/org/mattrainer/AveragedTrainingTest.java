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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.Models;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.Cutout;
import org.mattrainer.image.GaussianNoise;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.FixMatch;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.Term;
import org.mattrainer.objective.Trades;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.optimise.LastEpochsAverage;
import org.mattrainer.optimise.ParameterAverage;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TribuoOptimiser;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.math.optimisers.ParameterAveraging;
import org.tribuo.math.optimisers.SGD;

/** A model whose parameters are an average over the steps of its training. */
class AveragedTrainingTest {

    private static final int IMAGES = 24;

    private final MutableDataset<Label> data = TinyImages.dataset(IMAGES, 1);
    private final MutableDataset<Label> validation = TinyImages.dataset(30, 2);

    /** One step an epoch, so that shorter trainings are the beginnings of longer ones. */
    private static TrainerBuilder oneStepAnEpoch(int epochs, ParameterAverage average) {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.schedule = new ConstantSchedule();
        builder.minibatchSize = IMAGES;
        builder.epochs = epochs;
        builder.average = average;
        return builder;
    }

    @Test
    void theExponentialAverageIsThatOfThePlainTrainings() {
        double[] expected = null;
        for (int epochs = 1; epochs <= 6; epochs++) {
            float[] w = oneStepAnEpoch(epochs, null).build().train(data).parameters();
            if (expected == null) {
                expected = new double[w.length];
            }
            double kept = epochs == 1 ? 0 : Math.min(0.6, 1 - 1.0 / epochs);
            for (int i = 0; i < w.length; i++) {
                expected[i] = kept * expected[i] + (1 - kept) * w[i];
            }
        }
        float[] found = oneStepAnEpoch(6, new ExponentialAverage(0.6))
                .build()
                .train(data)
                .parameters();
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected[i], found[i], 1e-6);
        }
    }

    @Test
    void theAverageOfTheLastEpochsIsTheirMean() {
        float[] fifth = oneStepAnEpoch(5, null).build().train(data).parameters();
        float[] sixth = oneStepAnEpoch(6, null).build().train(data).parameters();
        float[] found =
                oneStepAnEpoch(6, new LastEpochsAverage(2)).build().train(data).parameters();
        for (int i = 0; i < found.length; i++) {
            assertEquals((fifth[i] + sixth[i]) / 2, found[i], 1e-6);
        }
        float[] last =
                oneStepAnEpoch(6, new LastEpochsAverage(1)).build().train(data).parameters();
        assertArrayEquals(sixth, last, 0f);
    }

    /** A training that stops before the last epochs gives its parameters as they are. */
    @Test
    void anAverageOfTheLastEpochsBesideEarlyStoppingIsWarnedOf() {
        for (ParameterAverage average : List.of(new LastEpochsAverage(1), new ExponentialAverage(0.9))) {
            TrainerBuilder builder = oneStepAnEpoch(2, average);
            builder.earlyStopping = EarlyStopping.builder()
                    .monitor(StoppingMonitor.TRAINING_ERROR)
                    .build();
            try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
                builder.build().train(data);
                boolean warned = log.text().contains("beside LastEpochsAverage(epochs=1.0)");
                assertEquals(average instanceof LastEpochsAverage, warned, log.text());
            }
        }
    }

    /** What early stopping watches, and the model that it restores, are without the average. */
    @Test
    void anAverageOfTheHostBesideEarlyStoppingIsWarnedOf() {
        TrainerBuilder builder = oneStepAnEpoch(2, null);
        builder.optimiser = new TribuoOptimiser(new ParameterAveraging(SGD.getSimpleSGD(0.1)));
        builder.earlyStopping =
                EarlyStopping.builder().monitor(StoppingMonitor.TRAINING_ERROR).build();
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            builder.build().train(data);
            assertTrue(log.text().contains("beside " + builder.optimiser + ", whose average"), log.text());
        }
        builder.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.1));
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            builder.build().train(data);
            assertFalse(log.text().contains("average"), log.text());
        }
    }

    private List<EpochReport> reports(TrainerBuilder builder, List<MatModel> models) {
        List<EpochReport> reports = new ArrayList<>();
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withValidation(validation).withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                reports.add(report);
            }
        }));
        models.add(trainer.train(data));
        return reports;
    }

    @ParameterizedTest
    @ValueSource(strings = {TrainerBuilder.PLAIN, TrainerBuilder.NORMALISED})
    void theTrainingIsTheSameAndTheValidationErrorThatOfTheModel(String network) {
        TrainerBuilder builder = TrainerBuilder.mat().network(network);
        builder.epochs = 5;
        List<MatModel> models = new ArrayList<>();
        List<EpochReport> plain = reports(builder, models);
        builder.average = new ExponentialAverage(0.9);
        List<EpochReport> averaged = reports(builder, models);
        for (int epoch = 0; epoch < 5; epoch++) {
            assertEquals(plain.get(epoch).terms(), averaged.get(epoch).terms());
            assertEquals(plain.get(epoch).trainingError(), averaged.get(epoch).trainingError());
        }
        assertEquals(averaged.get(4).validationError().getAsDouble(), error(models.get(1)), 1e-12);
    }

    /** Running statistics are those of the average, however slowly they move and however few steps there were. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void slowRunningStatisticsAreThoseOfTheAverageToo(int microBatches) {
        List<float[]> found = new ArrayList<>();
        for (String decay : List.of("0.99", "0.9999")) {
            for (List<Term> terms : List.of(
                    List.<Term>of(new CrossEntropy()),
                    // Two passes of each step move the statistics.
                    List.of(new CrossEntropy(), new AdversarialCrossEntropy(1, 0.2, new FastGradient(), true)))) {
                TrainerBuilder builder = TrainerBuilder.baseline().network("C3x4n-B1.0E-6d" + decay + "-L-M2-F-D2-P-Z");
                builder.terms = terms;
                builder.microBatches = microBatches;
                builder.average = new ExponentialAverage(0.8);
                found.add(builder.build().train(data).statistics());
            }
        }
        for (int k = 0; k < 2; k++) {
            float[] usual = found.get(k);
            float[] slow = found.get(k + 2);
            for (int i = 0; i < usual.length; i++) {
                assertEquals(usual[i], slow[i], 0.05 * Math.abs(usual[i]) + 0.01, "statistic " + i + " of " + k);
            }
        }
    }

    /** What is left of a variance of 0 when its earlier values are taken out is rounding, and no negative variance. */
    @ParameterizedTest
    @ValueSource(strings = {"0.9992", "0.9995", "0.9998", "0.9999"})
    void slowVariancesOfEqualExamplesAreNotNegative(String decay) {
        List<Example<Label>> equal = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int[] image = TinyImages.image(2, new SplittableRandom(1));
            equal.add(TinyImages.example(image, new Label(TinyImages.LABELS.get(i % 3))));
        }
        TrainerBuilder builder = TrainerBuilder.baseline().network("F-D4n-B1.0E-6d" + decay + "-L-D2-P-Z");
        builder.average = new ExponentialAverage(0.8);
        MatModel model = builder.build().train(TinyImages.dataset(equal));
        for (ParameterSpec spec : model.network().statistics()) {
            for (int i = spec.offset();
                    spec.tensor().name().equals("variance") && i < spec.offset() + spec.size();
                    i++) {
                assertEquals(0.005, model.statistics()[i], 0.005, "variance " + i);
            }
        }
    }

    private double error(MatModel model) {
        long wrong = validation.getData().stream()
                .filter(e -> !model.predict(e)
                        .getOutput()
                        .getLabel()
                        .equals(e.getOutput().getLabel()))
                .count();
        return wrong / (double) validation.size();
    }

    @Test
    void theBestModelOfEarlyStoppingIsTheAverageOfThatTime() {
        TrainerBuilder builder = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        builder.schedule = new ConstantSchedule();
        builder.average = new ExponentialAverage(0.8);
        builder.epochs = 4;
        builder.earlyStopping = heldOutHalf(true);
        List<MatModel> models = new ArrayList<>();
        List<EpochReport> reports = reports(builder, models);
        int best = 0;
        for (int i = 1; i < reports.size(); i++) {
            if (reports.get(i).validationError().getAsDouble()
                    < reports.get(best).validationError().getAsDouble()) {
                best = i;
            }
        }
        builder.epochs = best + 1;
        builder.earlyStopping = heldOutHalf(false);
        Models.assertSameBits(builder.build().train(data), models.get(0));
    }

    private static EarlyStopping heldOutHalf(boolean restoreBest) {
        return EarlyStopping.builder()
                .patience(4)
                .restoreBest(restoreBest)
                .heldOut(0.5)
                .seed(3)
                .build();
    }

    /** Running mean of the first channel of the convolution in front of the normalisation, from its definition. */
    private static double meanOfFirstChannel(MatModel model, Iterable<Example<Label>> images) {
        int side = TinyImages.SIDE;
        float[] kernel = model.parameters();
        double sum = 0;
        int count = 0;
        for (Example<Label> image : images) {
            double[] x = new double[side * side];
            image.forEach(f -> x[Integer.parseInt(f.getName())] = f.getValue() / 255);
            for (int i = 0; i < side * side; i++) {
                for (int k = 0; k < 9; k++) {
                    int row = i / side + k / 3 - 1;
                    int column = i % side + k % 3 - 1;
                    if (row >= 0 && row < side && column >= 0 && column < side) {
                        sum += kernel[k] * x[row * side + column];
                    }
                }
                count++;
            }
        }
        return sum / count;
    }

    @Test
    void runningStatisticsAndMixtureAreThoseOfTheAverage() {
        TrainerBuilder builder = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        builder.epochs = 30;
        builder.average = new LastEpochsAverage(25);
        MatModel model = builder.build().train(data);
        assertEquals(meanOfFirstChannel(model, data), model.statistics()[0], 0.01 * Math.abs(model.statistics()[0]));
        builder.average = null;
        MatModel last = builder.build().train(data);
        double difference = Math.abs(meanOfFirstChannel(model, data) - last.statistics()[0]);
        assertTrue(difference > 0.03 * Math.abs(last.statistics()[0]), () -> "the test sees nothing: " + difference);
    }

    /** An optimiser of the host that averages does so when the last step is made. */
    @Test
    void runningStatisticsAndMixtureAreThoseOfTheAverageOfAnOptimiser() {
        TrainerBuilder builder = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        builder.schedule = new ConstantSchedule();
        builder.epochs = 30;
        builder.optimiser = new TribuoOptimiser(new ParameterAveraging(SGD.getSimpleSGD(0.1)));
        MatModel model = builder.build().train(data);
        assertEquals(meanOfFirstChannel(model, data), model.statistics()[0], 0.01 * Math.abs(model.statistics()[0]));
        builder.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.1));
        MatModel last = builder.build().train(data);
        double difference = Math.abs(meanOfFirstChannel(model, data) - last.statistics()[0]);
        assertTrue(difference > 0.03 * Math.abs(last.statistics()[0]), () -> "the test sees nothing: " + difference);
    }

    /** The passes that move the running statistics in a step. */
    private enum Mover {
        CLEAN(1, new CrossEntropy()),
        PERTURBED(1, new AdversarialCrossEntropy(1, 0.5, new ProjectedAscent(), true)),
        BOTH(1, new CrossEntropy(), new Trades(1, 0.5, new ProjectedAscent())),
        JOINT(1, new FixMatch(1, 0.4, List.of(new Cutout(4, 1)), RegulariseOn.UNLABELLED, true)),
        PARTS(3, new CrossEntropy(), new GaussianLikelihood()),
        PARTS_OF_BOTH(3, new CrossEntropy(), new Trades(1, 0.5, new ProjectedAscent()));

        private final int microBatches;
        private final List<Term> terms;

        Mover(int microBatches, Term... terms) {
            this.microBatches = microBatches;
            this.terms = List.of(terms);
        }
    }

    /** Where the parameters stay as they are the average is the model of the last step, and so are its statistics. */
    @ParameterizedTest
    @EnumSource
    void runningStatisticsMoveAsInTheSteps(Mover mover) {
        TrainerBuilder builder = TrainerBuilder.baseline().network("C3x4n-B1.0E-6d0.5-L-M2-F-D2-P-Z");
        builder.terms = mover.terms;
        builder.microBatches = mover.microBatches;
        builder.augmentations = List.of(new GaussianNoise(0.2));
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.optimiser = new Sgd(1e-30, 0, 0, WeightDecayScope.WEIGHTS);
        builder.schedule = new ConstantSchedule();
        builder.epochs = 12;
        MutableDataset<Label> some = TinyImages.dataset(TinyImages.partlyLabelled(IMAGES, 18, 1));
        MatModel last = builder.build().train(some);
        builder.average = new ExponentialAverage(0);
        MatModel averaged = builder.build().train(some);
        assertArrayEquals(last.parameters(), averaged.parameters());
        assertArrayEquals(last.statistics(), averaged.statistics(), 1e-6f);
        assertEquals(last.mixture().isPresent(), averaged.mixture().isPresent());
        if (last.mixture().isPresent()) {
            assertArrayEquals(
                    last.mixture().get().state(), averaged.mixture().get().state(), 0.05);
        }
    }

    @Test
    void anOptimiserWithoutAStateIsRefused() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.1));
        builder.average = new ExponentialAverage();
        PropertyException e = assertThrows(PropertyException.class, builder::build);
        assertTrue(e.getMessage().contains("average"), e.getMessage());
    }
}
