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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.adversarial.AscentStart;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.adversarial.Target;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.Cutout;
import org.mattrainer.image.RandomShift;
import org.mattrainer.internal.training.TrainingLoop;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.LadderNetwork;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CatGan;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.EntropyMinimisation;
import org.mattrainer.objective.FixMatch;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.Ladder;
import org.mattrainer.objective.Mart;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.SquaredHinge;
import org.mattrainer.objective.TemporalEnsembling;
import org.mattrainer.objective.Term;
import org.mattrainer.objective.Trades;
import org.mattrainer.optimise.AverageStart;
import org.mattrainer.optimise.ConstantSchedule;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.optimise.LastEpochsAverage;
import org.mattrainer.optimise.ParameterAverage;
import org.mattrainer.optimise.StepSchedule;
import org.mattrainer.optimise.WarmUpSchedule;
import org.mattrainer.optimise.WarmUpUnit;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Settings that are allowed and with which no training comes to what was meant: they are warned of. */
class DoubtfulSettingsTest {

    /** Two epochs of five steps. */
    private static final MutableDataset<Label> DATA = TinyImages.dataset(40, 1);

    private static String warnings(TrainerBuilder builder) {
        return warnings(builder, DATA);
    }

    private static String warnings(TrainerBuilder builder, MutableDataset<Label> data) {
        try (CapturedLog log = new CapturedLog(TrainingLoop.class.getName())) {
            builder.train(data, new TrainingRun().withThreads(1));
            return log.text();
        }
    }

    private static String warnings(Term... terms) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.terms = List.of(terms);
        return warnings(builder);
    }

    private static void assertSays(String expected, String found) {
        assertTrue(found.contains(expected), () -> "expected '" + expected + "' in '" + found + "'");
    }

    @Test
    void usualSettingsAreSilent() {
        assertEquals("", warnings(TrainerBuilder.baseline()));
        assertEquals("", warnings(TrainerBuilder.mat()));
        for (Term whole : List.of(
                new SquaredHinge(),
                new Mart(),
                new AdversarialCrossEntropy(),
                new FixMatch(1, 0.5, List.of(new Cutout(2, 0)), RegulariseOn.UNLABELLED, true))) {
            assertEquals("", warnings(whole));
        }
    }

    @Test
    void termsThatTeachNoClassesNeedOneThatDoes() {
        for (Term beside : List.of(
                new Trades(),
                new Smoothness(),
                new GaussianLikelihood(),
                new EntropyMinimisation(),
                new MeanTeacher(),
                new TemporalEnsembling(),
                new PiModel(1, 0, 0.1, RegulariseOn.BOTH),
                new FixMatch(1, 0.5, List.of(new Cutout(2, 0))),
                CatGan.builder("D36-S").build(),
                SideCrossEntropy.builder("latent").build())) {
            assertSays("No term teaches the network the classes", warnings(beside));
            assertEquals("", warnings(new CrossEntropy(), beside));
            assertSays("No term teaches the network the classes", warnings(new CrossEntropy(0), beside));
        }
    }

    @Test
    void aLossInThePlaceOfCrossEntropyNeedsNoneBeside() {
        assertSays("A CrossEntropy stands beside Mart(beta=5.0", warnings(new CrossEntropy(), new Mart()));
        assertEquals("", warnings(new CrossEntropy(0), new Mart()));
    }

    /** Three classes. */
    @ParameterizedTest
    @CsvSource({"2, 0, true", "3, 0, false", "8, 2, true", "2, 3, false"})
    void meansOverBatchesNeedExamples(int labelled, int unlabelled, boolean few) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.minibatchSize = labelled;
        builder.unlabelledMinibatchSize = unlabelled;
        builder.unlabelledPolicy = unlabelled > 0 ? UnlabelledPolicy.USE : UnlabelledPolicy.REJECT;
        builder.terms = List.of(new CrossEntropy(), CatGan.builder("D36-S").build());
        MutableDataset<Label> data = unlabelled > 0 ? TinyImages.dataset(TinyImages.partlyLabelled(40, 20, 1)) : DATA;
        String found = warnings(builder, data);
        assertEquals(
                few,
                found.contains("catgan takes means over batches of 2 examples, which say little with 3 classes"),
                found);
        builder.terms =
                List.of(new CrossEntropy(), CatGan.builder("D36-S").weight(0).build());
        assertEquals("", warnings(builder, data));
    }

    @ParameterizedTest
    @CsvSource({"F-D*, false", "F-D*-Q, true", "F-D*-H, true"})
    void logitsOfSideHeadsBehindAnActivationAreDoubted(String head, boolean bounded) {
        Term side = SideCrossEntropy.builder("latent").head(head).build();
        String found = warnings(new CrossEntropy(), side);
        assertEquals(bounded, found.contains("The logits of the head of side_latent are what the layer"), found);
        assertEquals(bounded, !found.isEmpty(), found);
    }

    @Test
    void twoPassesHaveToDiffer() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.augmentations = List.of(new RandomShift(1));
        builder.terms = List.of(new CrossEntropy(), new PiModel());
        assertSays("The two passes of PiModel(weight=1.0", warnings(builder));
        assertEquals("", warnings(builder.network("C3x4-P-M2-O0.8-F-D2-P-Z")));
        assertEquals("", warnings(builder.network("N0.1-C3x4-P-M2-F-D2-P-Z")));
        builder.terms = List.of(new CrossEntropy(), new PiModel(0, 0, 0, RegulariseOn.BOTH));
        assertEquals("", warnings(builder.network(TrainerBuilder.PLAIN)));
    }

    @ParameterizedTest
    @CsvSource({"Q, Softmax", "S, Sigmoid", "H, Tanh", "R, Relu", "X, Softplus"})
    void logitsBehindAnActivationAreDoubted(String letter, String layer) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.architecture = new NotationArchitecture("F-D4-R-Z-D*-" + letter);
        assertSays("The logits are what the layer 4." + layer + " gives", warnings(builder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"F-D4-R-Z-D*-B1.0E-6d0.5", "F-D4-R-Z-D*-Eb", "C3x3-R-G-Z-W3x1x1-C1x3-F"})
    void logitsOfOtherLayersAreNot(String layers) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.architecture = new NotationArchitecture(layers);
        assertEquals("", warnings(builder));
    }

    @Test
    void layersThatNothingReadsAreDoubted() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        String block = "C3x4-R-@1-C3x4-R-C3x4-@2-<1-C1x4";
        assertSays(
                "Nothing reads what the layers [2.Conv2d, 3.Relu, 4.Conv2d]",
                warnings(builder.network(block + "-R-F-D2-P-Z")));
        assertEquals("", warnings(builder.network(block + "-+2-R-F-D2-P-Z")));
        builder.architecture = new NotationArchitecture("F-D4-R-Z-D3-@logits-D2-Q");
        assertSays("[4.Linear, 5.Softmax]", warnings(builder));
        // What has a name can be read of the model.
        assertEquals("", warnings(builder.network("C3x4-R-@1-C3x4-@beside-<1-F-D2-P-Z")));
    }

    @Test
    void runningStatisticsHaveToForgetTheirStart() {
        TrainerBuilder builder = TrainerBuilder.baseline().network("C3x4n-B1.0E-6d0.5-R-C3x4n-B-R-F-D2-P-Z");
        assertSays(
                "keep 0.99 of themselves in a step: after 10 steps 90 % of them are the mean of 0 and the variance of 1",
                warnings(builder));
        builder.average = new ExponentialAverage(0.9);
        assertEquals("", warnings(builder), "an average has statistics of its own");
        builder.average = null;
        builder.frozenLayers = List.of("4.BatchNorm2d");
        assertEquals("", warnings(builder));
        builder.frozenLayers = List.of();
        builder.network("C3x4n-B1.0E-6d0.5-R-C3x4n-B1.0E-6d0.7-R-F-D2-P-Z");
        assertEquals("", warnings(builder));
        TrainerBuilder tuned = TrainerBuilder.baseline().network("C3x4n-B-R-F-D2-P-Z");
        MatModel slow = tuned.train(DATA, new TrainingRun().withThreads(1));
        try (CapturedLog log = new CapturedLog(TrainingLoop.class.getName())) {
            tuned.builder().initialModel(slow).build().train(DATA);
            assertEquals("", log.text());
        }
    }

    @Test
    void averagesHaveToForgetTheUntrainedNetwork() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.average = new ExponentialAverage(0.99, AverageStart.COPY);
        assertSays("90 % of the parameters of the model will be those before the first of 10 steps", warnings(builder));
        builder.average = new ExponentialAverage(0.99, AverageStart.WARM_UP);
        assertSays("9 % of the parameters of the model", warnings(builder));
        for (ParameterAverage forgetting : List.of(
                new ExponentialAverage(0.5, AverageStart.COPY),
                new ExponentialAverage(0.5, AverageStart.WARM_UP),
                new ExponentialAverage(0.99, AverageStart.ZERO_CORRECTED),
                new ExponentialAverage(0.99),
                new LastEpochsAverage(1))) {
            builder.average = forgetting;
            assertEquals("", warnings(builder));
        }
    }

    @Test
    void theMixtureOfAnAverageHasToBeThatOfTheAverage() {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.average = new ExponentialAverage(0.5);
        assertEquals("", warnings(builder));
        builder.mixture = MixtureSettings.builder().alpha(0.9).beta(0.999).build();
        assertSays("The mixture keeps 0.999 of itself in a step", warnings(builder));
        builder.average = null;
        assertEquals("", warnings(builder));
    }

    @Test
    void ladderNetworksNeedNoise() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.terms = List.of(new CrossEntropy(), new Ladder(1, 1, 0.1));
        builder.epochs = 8;
        builder.architecture = new LadderNetwork(0.3f, 0, 6);
        assertEquals("", warnings(builder));
        builder.architecture = new LadderNetwork(0, 0, 6);
        assertSays("The network of Ladder(costs=[1.0, 1.0, 0.1],detachTargets=false) has no noise", warnings(builder));
    }

    /** Images of 36 pixels in [0, 1]. */
    @ParameterizedTest
    @CsvSource({"2.9, 2, false", "3.1, 2, true", "0.4, Infinity, false", "0.6, Infinity, true", "8, Infinity, true"})
    void perturbationsHaveToLeaveSomethingOfTheImage(double sigma, double norm, boolean large) {
        ProjectedAscent ascent = new ProjectedAscent(1, 0, norm, Target.CROSS_ENTROPY, AscentStart.BALL);
        List<Term> terms = new ArrayList<>(List.of(
                new AdversarialCrossEntropy(1, sigma, new FastGradient(norm)),
                new AdversarialCrossEntropy(1, sigma, ascent),
                new Mart(5, sigma, ascent),
                new Trades(6, sigma, ascent)));
        if (norm == 2) {
            terms.add(new Smoothness(0.1, 1, 0, sigma, new RandomDirection()));
        }
        for (Term term : terms) {
            TrainerBuilder builder = TrainerBuilder.baseline();
            builder.terms = List.of(new CrossEntropy(), term);
            try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
                builder.train(DATA, new TrainingRun().withThreads(1));
                assertEquals(large, log.text().contains("can make every image the same grey"), log.text());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1e-6, true", "1, 1e-4, false", "1, 0, false", "0, 1e-6, false"})
    void stepsOfDifferencesHaveToBeLargerThanRounding(int iterations, double xi, boolean small) {
        PowerIteration direction =
                new PowerIteration(iterations, Target.OUTPUT, xi, PowerMethod.FINITE_DIFFERENCE, false);
        String found = warnings(new CrossEntropy(), new Smoothness(0.1, 1, 0, 0.5, direction));
        assertEquals(small, found.startsWith("The xi of PowerIteration(powerIterations=1"), found);
        assertEquals(small, !found.isEmpty(), found);
    }

    @Test
    void schedulesHaveToHappenWithinTheTraining() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.schedule = new StepSchedule(List.of(9), 0.1);
        assertEquals("", warnings(builder));
        builder.schedule = new StepSchedule(List.of(5, 10, 20), 0.1);
        assertSays(
                "The training has 10 steps, so that the learning rate does not change at [10, 20] of",
                warnings(builder));
        builder.schedule = new WarmUpSchedule(builder.schedule, 2, WarmUpUnit.EPOCHS, 0);
        assertSays("does not change at [10, 20]", warnings(builder));
        builder.schedule = new WarmUpSchedule(new ConstantSchedule(), 2.5, WarmUpUnit.EPOCHS, 0);
        assertSays("The training has 2 epochs and ends within the warm-up of", warnings(builder));
    }
}
