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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.RandomBinarisation;
import org.mattrainer.image.Standardise;
import org.mattrainer.nn.SkipGenerativeNetwork;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Likelihood;
import org.mattrainer.objective.SkipGenerative;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Adam;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Trainings of skip deep generative models: what they hand over, what is refused, and what changes no bit. */
class SkipGenerativeTrainingTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(TinyImages.partlyLabelled(40, 9, 1));

    @TempDir
    private Path folder;

    private enum Method {
        BERNOULLI(Likelihood.BERNOULLI, 1, true),
        SAMPLES(Likelihood.BERNOULLI, 3, true),
        GAUSSIAN(Likelihood.GAUSSIAN, 1, false);

        private final Likelihood likelihood;
        private final int samples;
        private final boolean normalise;

        Method(Likelihood likelihood, int samples, boolean normalise) {
            this.likelihood = likelihood;
            this.samples = samples;
            this.normalise = normalise;
        }
    }

    private static TrainerBuilder builder(Method method, int predicted) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.architecture = new SkipGenerativeNetwork(3, method.normalise, predicted, 8, 6);
        builder.terms = List.of(SkipGenerative.builder()
                .units(7)
                .latentSize(2)
                .normalise(method.normalise)
                .likelihood(method.likelihood)
                .samples(method.samples)
                .classWeight(5)
                .build());
        builder.augmentations = List.of(new RandomBinarisation());
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.optimiser = Adam.builder().learningRate(0.002).build();
        return builder;
    }

    private static MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(DATA, run);
    }

    @ParameterizedTest
    @EnumSource
    void threadsAndWhatIsMeasuredChangeNoBit(Method method) {
        MatModel one = train(builder(method, 0), new TrainingRun().withThreads(1));
        assertSameBits(one, train(builder(method, 0), new TrainingRun().withThreads(2)));
        assertSameBits(one, train(builder(method, 0), new TrainingRun().withThreads(4)));
        assertSameBits(one, train(builder(method, 0), new TrainingRun().withTermGradients(2)));
        assertFalse(
                one.network().taps().containsKey(new Tap("a_mean")),
                one.network().notation());
    }

    @ParameterizedTest
    @EnumSource
    void aTrainingThatIsCutOffGoesOnBitForBit(Method method) {
        MatModel whole = train(builder(method, 0), new TrainingRun());
        for (long step : new long[] {3, 7}) {
            AtomicBoolean stop = new AtomicBoolean();
            TrainingRun cut = checkpointed().withStop(stop::get).withListener(new TrainingListener() {
                @Override
                public void stepFinished(StepReport report) {
                    stop.set(report.step() == step);
                }
            });
            assertThrows(TrainingInterruptedException.class, () -> train(builder(method, 0), cut));
        }
        assertSameBits(whole, train(builder(method, 0), checkpointed()));
    }

    private TrainingRun checkpointed() {
        return new TrainingRun().withCheckpoints(new CheckpointSettings(folder, 2, Duration.ZERO, true));
    }

    @Test
    void theModelPredictsWithSamplesIfAsked() {
        MatModel mean = train(builder(Method.BERNOULLI, 0), new TrainingRun());
        MatModel sampled = train(builder(Method.BERNOULLI, 20), new TrainingRun());
        assertArrayEquals(mean.parameters(), sampled.parameters());
        Example<Label> example = DATA.getExample(0);
        double one = score(mean, example);
        double averaged = score(sampled, example);
        assertFalse(one == averaged);
        assertEquals(one, averaged, 0.2);
        // The same alone, and among others.
        assertEquals(
                averaged,
                sampled.predict(List.of(DATA.getExample(3), example))
                        .get(1)
                        .getOutputScores()
                        .get("corner")
                        .getScore());
    }

    /** Histories and early stopping are about the model as it predicts. */
    @Test
    void theValidationLossIsThatOfTheModelWithItsSamples() {
        MutableDataset<Label> validation = TinyImages.dataset(30, 7);
        double[] loss = new double[1];
        TrainingRun run = new TrainingRun().withValidation(validation).withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                loss[0] = report.validationLoss().orElseThrow();
            }
        });
        MatModel model = train(builder(Method.BERNOULLI, 20), run);
        double expected = 0;
        for (Example<Label> example : validation) {
            String label = example.getOutput().getLabel();
            expected -=
                    Math.log(model.predict(example).getOutputScores().get(label).getScore()) / validation.size();
        }
        assertEquals(expected, loss[0], 1e-5);
    }

    private static double score(MatModel model, Example<Label> example) {
        return model.predict(example).getOutputScores().get("corner").getScore();
    }

    @Test
    void gradientsAreThoseOfTheMeanOverSamples() {
        MatModel model = train(builder(Method.GAUSSIAN, 5), new TrainingRun());
        int size = TinyImages.SIDE * TinyImages.SIDE;
        try (GradientSession session = model.open(2)) {
            float[] x = new float[2 * size];
            session.read(DATA.getExample(1), x, 0);
            session.read(DATA.getExample(2), x, 1);
            int m = session.network().classes();
            float[] dLogits = new float[2 * m];
            float[] dLatent = new float[2 * session.network().latentSize()];
            dLogits[1] = 1;
            dLogits[m + 2] = -0.5f;
            dLatent[3] = 0.25f;
            session.forward(x, 2);
            float[] gradient = new float[2 * size];
            session.inputGradient(dLatent, dLogits, gradient);
            float[] dx = new float[2 * size];
            for (int i = 0; i < dx.length; i++) {
                dx[i] = (i * 7 % 11 - 5) / 10f;
            }
            float[] latentChange = new float[dLatent.length];
            float[] logitChange = new float[dLogits.length];
            session.tangent(dx, latentChange, logitChange);
            double forward = dot(dLogits, logitChange) + dot(dLatent, latentChange);
            assertEquals(forward, dot(gradient, dx), 1e-5 * (1 + Math.abs(forward)));
            double step = 1e-2;
            double difference =
                    (value(session, x, dx, step, dLatent, dLogits) - value(session, x, dx, -step, dLatent, dLogits))
                            / (2 * step);
            assertEquals(difference, forward, 2e-3 * (1 + Math.abs(forward)));
        }
    }

    private static double value(
            GradientSession session, float[] x, float[] dx, double step, float[] dLatent, float[] dLogits) {
        float[] moved = x.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * dx[i]);
        }
        session.forward(moved, 2);
        return dot(dLogits, session.logits()) + dot(dLatent, session.latent());
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void labelledExamplesAloneAreEnough() {
        MatModel model = builder(Method.BERNOULLI, 0).build().train(TinyImages.dataset(20, 1));
        assertEquals(3, model.network().classes());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        TrainerBuilder plain = builder(Method.BERNOULLI, 0);
        plain.architecture = TrainerBuilder.baseline().architecture;
        refused("Expected the values [a, a_mean, a_logvar] of a sample", plain);
        TrainerBuilder grey = builder(Method.BERNOULLI, 0);
        grey.augmentations = List.of();
        grey.preprocessing = new Standardise();
        refused("Expected images of values from 0 to 1 for the likelihood BERNOULLI", grey);
    }

    private static void refused(String expected, TrainerBuilder builder) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> train(builder, new TrainingRun()));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void itLearns() {
        TrainerBuilder builder = builder(Method.BERNOULLI, 0);
        builder.architecture = new SkipGenerativeNetwork(3, true, 0, 20);
        builder.optimiser = Adam.builder().learningRate(0.01).build();
        builder.epochs = 15;
        MatModel model = builder.build().train(TinyImages.dataset(120, 1));
        MutableDataset<Label> test = TinyImages.dataset(60, 7);
        long right = test.getData().stream()
                .filter(example -> model.predict(example).getOutput().equals(example.getOutput()))
                .count();
        assertTrue(right > 45, right + " of 60");
    }

    /** It would weigh the classes more than the setting says. */
    @Test
    void aSecondCrossEntropyIsRefused() {
        TrainerBuilder builder = builder(Method.BERNOULLI, 0);
        Term whole = builder.terms.get(0);
        builder.terms = List.of(new CrossEntropy(), whole);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> train(builder, new TrainingRun()));
        assertTrue(refused.getMessage().contains("no CrossEntropy beside " + whole), refused.getMessage());
        Term weightless =
                SkipGenerative.builder().units(7).latentSize(2).classWeight(0).build();
        builder.terms = List.of(new CrossEntropy(), weightless);
        train(builder, new TrainingRun());
    }
}
