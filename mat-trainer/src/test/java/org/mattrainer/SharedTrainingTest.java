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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.adversarial.Target;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.fixture.WorkersHere;
import org.mattrainer.image.GaussianNoise;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.RandomShift;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.MixtureInitialisation;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.EntropyMinimisation;
import org.mattrainer.objective.FixMatch;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.Mart;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.SmoothnessForm;
import org.mattrainer.objective.SquaredHinge;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.StepExamples;
import org.mattrainer.objective.Term;
import org.mattrainer.objective.Trades;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Steps that several processes share have the bits of steps of one, for any number of shares and whoever computes them. */
class SharedTrainingTest {

    /** Wide enough for every kind of convolution, with what acts on channels and draws random numbers. */
    private static final String WIDE = "C3x16n-L-C3x16-R-O0.8-E-C5x8-P-M2-F-D12wgr0.5-R-D2-P-Z";

    @TempDir
    private Path folder;

    private static TrainerBuilder with(Term... terms) {
        return with(List.of(terms));
    }

    private static TrainerBuilder with(List<Term> terms) {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.terms = terms;
        builder.augmentations = List.of(new RandomShift(1), new HorizontalFlip(), new GaussianNoise(0.1));
        builder.minibatchSize = 19;
        return builder;
    }

    private static final Smoothness VAT =
            new Smoothness(0.3, 1, 0, 0.5, new PowerIteration(2, Target.OUTPUT, 0, PowerMethod.EXACT, false));

    private static MatModel alone(TrainerBuilder builder, MutableDataset<Label> data) {
        MatTrainer trainer = builder.build();
        trainer.setRun(new TrainingRun().withThreads(2));
        return trainer.train(data);
    }

    private static MatModel shared(TrainerBuilder builder, MutableDataset<Label> data, int shares) {
        try (WorkersHere place = new WorkersHere(builder, data, shares)) {
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withThreads(1).withGradientPlace(place));
            MatModel model = trainer.train(data);
            assertEquals(shares, place.most, "shares of a full batch");
            return model;
        }
    }

    private static final List<Term> MAT =
            List.of(new CrossEntropy(), new Smoothness(0.1, 1, 1, 0.5, new PowerIteration()), new GaussianLikelihood());

    static Stream<TrainerBuilder> methods() {
        TrainerBuilder full = with(MAT).network(WIDE);
        full.average = new ExponentialAverage(0.8);
        full.mixture = MixtureSettings.builder()
                .covarianceType(CovarianceType.FULL)
                .initialisation(MixtureInitialisation.DATA)
                .build();
        TrainerBuilder logarithmic = with(
                new CrossEntropy(),
                Smoothness.builder()
                        .sigma(0.5)
                        .form(SmoothnessForm.LOG)
                        .freshMasks(true)
                        .build(),
                new GaussianLikelihood());
        logarithmic.optimiser = new Adam();
        return Stream.of(
                with(new CrossEntropy()),
                with(new CrossEntropy(), VAT).network(WIDE),
                full,
                logarithmic.network(WIDE),
                with(new SquaredHinge(), new EntropyMinimisation(0.1, RegulariseOn.BOTH)),
                with(new CrossEntropy(), new PiModel()).network(WIDE),
                with(new AdversarialCrossEntropy(1, 0.1, new FastGradient())),
                with(new CrossEntropy(), new Trades()),
                with(new Mart(2, 0.1, new ProjectedAscent())));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyNumberOfSharesHasTheBitsOfOneProcess(TrainerBuilder builder) {
        // The last batch has 6 examples, and so 6 groups.
        MutableDataset<Label> data = TinyImages.dataset(44, 1);
        MatModel expected = alone(builder, data);
        for (int shares : new int[] {1, 2, 3, 7}) {
            assertSameBits(expected, shared(builder, data, shares));
        }
    }

    /** A user's term: the size of the outputs of a pass with draws of its own. */
    public static final class SampledOutputs implements Term {

        @Override
        public String name() {
            return "sampled";
        }

        @Override
        public int sampledPasses() {
            return 3;
        }

        @Override
        public boolean sumsOverExamples() {
            return true;
        }

        @Override
        public double apply(StepContext step) {
            StepExamples batch = step.labelled();
            double sum = 0;
            for (int sample = 1; sample < sampledPasses(); sample++) {
                GradientPass pass = batch.sample(sample);
                for (int i = 0; i < batch.size() * pass.classes(); i++) {
                    sum += pass.logits()[i] * pass.logits()[i] / (2 * batch.batchSize());
                    pass.logitGradient()[i] += pass.logits()[i] / batch.batchSize();
                }
            }
            return sum;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "Term");
        }
    }

    @Test
    void passesWithDrawsOfTheirOwnHaveTheBitsOfOneProcess() {
        TrainerBuilder builder = with(new CrossEntropy(), new SampledOutputs()).network(WIDE);
        MutableDataset<Label> data = TinyImages.dataset(44, 1);
        MatModel expected = alone(builder, data);
        assertSameBits(expected, shared(builder, data, 2));
        assertSameBits(expected, shared(builder, data, 7));
    }

    @Test
    void wideConvolutionsHaveTheBitsOfOneProcess() {
        TrainerBuilder builder = with(new CrossEntropy()).network("C3x256-R-C3x256-R-G-D2-Z");
        builder.epochs = 1;
        builder.minibatchSize = 64;
        MutableDataset<Label> data = TinyImages.dataset(64, 1);
        MatModel expected = alone(builder, data);
        assertSameBits(expected, shared(builder, data, 3));
        assertSameBits(expected, shared(builder, data, 8));
    }

    @ParameterizedTest
    @MethodSource("semiSupervised")
    void everyNumberOfSharesHasTheBitsOfOneProcessWithUnlabelledExamples(List<Term> terms) {
        TrainerBuilder builder = with(terms).network(WIDE);
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.minibatchSize = 8;
        builder.unlabelledMinibatchSize = 23;
        MutableDataset<Label> data = TinyImages.dataset(TinyImages.partlyLabelled(50, 9, 1));
        MatModel expected = alone(builder, data);
        for (int shares : new int[] {2, 4, 8}) {
            assertSameBits(expected, shared(builder, data, shares));
        }
    }

    static Stream<List<Term>> semiSupervised() {
        return Stream.of(
                MAT,
                List.of(
                        new CrossEntropy(),
                        Smoothness.builder()
                                .regulariseOn(RegulariseOn.BOTH)
                                .sigma(0.5)
                                .build()),
                List.of(new CrossEntropy(), new FixMatch(1, 0.4, List.of(new GaussianNoise(0.3)))));
    }

    @Test
    void fewLabelledExamplesAreFewShares() {
        TrainerBuilder builder = with(MAT);
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.minibatchSize = 3;
        builder.unlabelledMinibatchSize = 23;
        MutableDataset<Label> data = TinyImages.dataset(TinyImages.partlyLabelled(50, 9, 1));
        try (WorkersHere place = new WorkersHere(builder, data, 8)) {
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withGradientPlace(place));
            assertSameBits(alone(builder, data), trainer.train(data));
            assertEquals(3, place.most);
        }
    }

    @Test
    void reportsAreThoseOfOneProcessButForRounding() {
        TrainerBuilder builder = with(MAT);
        MutableDataset<Label> data = TinyImages.dataset(44, 1);
        List<EpochReport> expected = epochs(builder, data, new TrainingRun());
        List<EpochReport> found;
        try (WorkersHere place = new WorkersHere(builder, data, 4)) {
            found = epochs(builder, data, new TrainingRun().withGradientPlace(place));
        }
        for (int i = 0; i < expected.size(); i++) {
            EpochReport one = expected.get(i);
            EpochReport other = found.get(i);
            assertEquals(one.trainingError(), other.trainingError());
            assertEquals(one.total(), other.total(), 1e-12 * one.total());
            assertEquals(one.terms().keySet(), other.terms().keySet());
            assertEquals(one.measures().keySet(), other.measures().keySet());
            one.terms()
                    .forEach((name, value) -> assertEquals(value, other.terms().get(name), 1e-12 * value));
            one.measures()
                    .forEach((name, value) ->
                            assertEquals(value, other.measures().get(name), 1e-12 * value));
        }
    }

    private static List<EpochReport> epochs(TrainerBuilder builder, MutableDataset<Label> data, TrainingRun run) {
        ResumeWatcher watcher = new ResumeWatcher(0);
        MatTrainer trainer = builder.build();
        trainer.setRun(run.withListener(watcher));
        trainer.train(data);
        return watcher.epochs;
    }

    @Test
    void workersMayBeLost() {
        TrainerBuilder builder = with(MAT).network(WIDE);
        MutableDataset<Label> data = TinyImages.dataset(44, 1);
        try (WorkersHere place = new WorkersHere(builder, data, 3)) {
            place.lostAfter = 2;
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withGradientPlace(place));
            assertSameBits(alone(builder, data), trainer.train(data));
        }
    }

    private CheckpointSettings checkpoints() {
        return new CheckpointSettings(folder, 1, Duration.ZERO, true);
    }

    /** Cut off among the workers, then on one process, then with another number of shares. */
    @Test
    void aTrainingGoesOnWithAnyNumberOfShares() {
        TrainerBuilder builder = with(MAT).network(WIDE);
        builder.average = new ExponentialAverage(0.8);
        MutableDataset<Label> data = TinyImages.dataset(44, 1);
        MatModel expected = alone(builder, data);
        try (WorkersHere place = new WorkersHere(builder, data, 3)) {
            place.stopAfter = 2;
            stopped(
                    builder,
                    data,
                    new TrainingRun().withStop(() -> place.stopped()).withGradientPlace(place));
        }
        ResumeWatcher watcher = new ResumeWatcher(3);
        stopped(builder, data, new TrainingRun().withStop(() -> watcher.stop).withListener(watcher));
        assertEquals(2, watcher.resumed.get(0).steps());
        try (WorkersHere place = new WorkersHere(builder, data, 8)) {
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withGradientPlace(place).withCheckpoints(checkpoints()));
            assertSameBits(expected, trainer.train(data));
        }
    }

    private void stopped(TrainerBuilder builder, MutableDataset<Label> data, TrainingRun run) {
        MatTrainer trainer = builder.build();
        trainer.setRun(run.withCheckpoints(checkpoints()));
        assertThrows(TrainingInterruptedException.class, () -> trainer.train(data));
    }

    @Test
    void whatIsNoSumOverExamplesIsRefused() {
        assertRefused("batch normalisation", with(new CrossEntropy()).network(TrainerBuilder.NORMALISED), 2, 0);
        assertRefused("sums over examples", with(new CrossEntropy(), new MeanTeacher()), 2, 0);
        assertRefused(
                "sums over examples",
                with(
                        new CrossEntropy(),
                        Smoothness.builder()
                                .latentWeight(0)
                                .form(SmoothnessForm.LOG_OF_MEAN)
                                .build()),
                2,
                0);
        TrainerBuilder watching = with(new CrossEntropy());
        watching.earlyStopping =
                EarlyStopping.builder().monitor(StoppingMonitor.OBJECTIVE).build();
        assertRefused("the last digits of the objective", watching, 2, 0);
        assertRefused("gradients of single terms", with(new CrossEntropy()), 2, 1);
        assertRefused("1 to 8 shares", with(new CrossEntropy()), 9, 0);
        assertRefused("1 to 8 shares", with(new CrossEntropy()), 0, 0);
    }

    private static void assertRefused(String why, TrainerBuilder builder, int shares, int gradientPeriod) {
        MutableDataset<Label> data = TinyImages.dataset(29, 1);
        try (WorkersHere place = new WorkersHere(builder, data, shares)) {
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withTermGradients(gradientPeriod).withGradientPlace(place));
            Exception e = assertThrows(IllegalArgumentException.class, () -> trainer.train(data));
            assertTrue(e.getMessage().contains(why), e.getMessage());
        }
    }

    @Test
    void aWorkerWithOtherDataIsRefused() {
        TrainerBuilder builder = TrainerBuilder.mat();
        try (WorkersHere place = new WorkersHere(builder, TinyImages.dataset(29, 2), 2)) {
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withGradientPlace(place));
            Exception e = assertThrows(IllegalArgumentException.class, () -> trainer.train(TinyImages.dataset(29, 1)));
            assertTrue(e.getMessage().contains("have the SHA-256"), e.getMessage());
        }
    }

    @Test
    void aWorkerThatIsToldSomethingElseIsRefused() {
        MatTrainer trainer = TrainerBuilder.mat().build();
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> new GradientWorker(trainer, TinyImages.dataset(29, 1), new byte[] {1, 2, 3}));
        assertTrue(e.getMessage().contains("what workers are told of a training"), e.getMessage());
    }
}
