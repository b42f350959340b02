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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.adversarial.AscentStart;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.adversarial.Target;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.ZcaWhitening;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.Mart;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.Term;
import org.mattrainer.objective.Trades;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Trainings against an adversary that takes several steps. */
class AdversarialTrainingTest {

    private final MutableDataset<Label> data = TinyImages.dataset(40, 1);

    @TempDir
    private Path folder;

    private static ProjectedAscent ascent(Target target) {
        return new ProjectedAscent(3, 0, Double.POSITIVE_INFINITY, target, AscentStart.BALL);
    }

    /** The methods by their terms. */
    enum Method {
        PGD_AT,
        TRADES,
        MART,
        MAT;

        List<Term> terms() {
            return switch (this) {
                case PGD_AT -> List.of(new AdversarialCrossEntropy(1, 0.1, ascent(Target.CROSS_ENTROPY), true));
                case TRADES -> List.of(new CrossEntropy(), new Trades(6, 0.1, ascent(Target.OUTPUT)));
                case MART -> List.of(new Mart(5, 0.1, ascent(Target.CROSS_ENTROPY)));
                case MAT ->
                    List.of(
                            new CrossEntropy(),
                            new Smoothness(0.1, 1, 1, 0.1, ascent(Target.SUM)),
                            new GaussianLikelihood());
            };
        }
    }

    private static TrainerBuilder builder(Method method) {
        TrainerBuilder builder = TrainerBuilder.baseline().network(TrainerBuilder.NORMALISED);
        builder.terms = method.terms();
        return builder;
    }

    private MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(data, run);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void threadsAndWhatIsMeasuredChangeNoBit(Method method) {
        MatModel one = train(builder(method), new TrainingRun().withThreads(1));
        assertSameBits(one, train(builder(method), new TrainingRun().withThreads(3)));
        assertSameBits(one, train(builder(method), new TrainingRun().withTermGradients(2)));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aTrainingThatIsCutOffGoesOnBitForBit(Method method) {
        TrainerBuilder builder = builder(method);
        MatModel whole = train(builder, new TrainingRun());
        for (long step : new long[] {3, 7}) {
            ResumeWatcher watcher = new ResumeWatcher(step);
            assertThrows(
                    TrainingInterruptedException.class,
                    () -> train(builder, saved().withListener(watcher).withStop(() -> watcher.stop)));
        }
        assertSameBits(whole, train(builder, saved()));
    }

    private TrainingRun saved() {
        return new TrainingRun().withCheckpoints(new CheckpointSettings(folder, 2, Duration.ZERO, true));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void everyMethodLearns(Method method) {
        TrainerBuilder builder = builder(method).network(TrainerBuilder.PLAIN).untilItLearns();
        builder.epochs = 20;
        MatModel model = train(builder, new TrainingRun());
        long right = data.getData().stream()
                .filter(e -> model.predict(e)
                        .getOutput()
                        .getLabel()
                        .equals(e.getOutput().getLabel()))
                .count();
        // MART is slow to begin with, as its clean examples have no cross-entropy; chance would be 13.
        assertTrue(right >= (method == Method.MART ? 24 : 34), () -> method + ": " + right + " of 40");
    }

    @Test
    void theRunningStatisticsOfPgdTrainingAreThoseOfPerturbedExamples() {
        TrainerBuilder perturbed = builder(Method.PGD_AT);
        perturbed.terms = List.of(new AdversarialCrossEntropy(1, 0.5, ascent(Target.CROSS_ENTROPY), true));
        TrainerBuilder clean = builder(Method.PGD_AT);
        clean.terms = List.of(new AdversarialCrossEntropy(1, 0.5, ascent(Target.CROSS_ENTROPY), false));
        float[] first = train(perturbed, new TrainingRun()).statistics();
        float[] second = train(clean, new TrainingRun()).statistics();
        assertFalse(Arrays.equals(first, second));
    }

    @Test
    void termsOfWeightZeroChangeNoBit() {
        TrainerBuilder builder = TrainerBuilder.baseline().network(TrainerBuilder.NORMALISED);
        MatModel baseline = train(builder, new TrainingRun());
        builder.terms = List.of(
                new CrossEntropy(),
                new Trades(0, 0.1, ascent(Target.OUTPUT)),
                new AdversarialCrossEntropy(0, 0.1, ascent(Target.CROSS_ENTROPY), true));
        assertSameBits(baseline, train(builder, new TrainingRun()));
    }

    @Test
    void aBoxNeedsAPreprocessingThatKeepsPixelsApart() {
        TrainerBuilder builder = builder(Method.TRADES);
        builder.preprocessing = new ZcaWhitening();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> train(builder, new TrainingRun()));
        assertTrue(e.getMessage().contains("set box to false"), e.getMessage());
    }
}
