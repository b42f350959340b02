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
package org.mattrainer.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.adversarial.Target;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.Term;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.StepReport;

class TrainingStepTest {

    private static final Term CE = new CrossEntropy();
    private static final Term GMM = new GaussianLikelihood();

    private static Direction power(int iterations, Target target) {
        return new PowerIteration(iterations, target, 0, PowerMethod.FINITE_DIFFERENCE, false);
    }

    private static GaussianMixture mixture() {
        return new GaussianMixture(new MixtureSettings(), 3, 2);
    }

    /** Counts what is drawn. */
    private static final class CountingDraws implements Draws {

        private final Draws draws = new SeededDraws(1);
        private final List<StreamPurpose> drawn = new ArrayList<>();

        @Override
        public void gaussians(StreamPurpose purpose, long step, long[] examples, int n, int size, float[] out) {
            drawn.add(purpose);
            draws.gaussians(purpose, step, examples, n, size, out);
        }

        @Override
        public long stream(StreamPurpose purpose, long step, long example) {
            throw new AssertionError("Expected no changes of images");
        }

        @Override
        public void masks(StreamPurpose purpose, long step, long[] examples, int n, DropoutMasks masks) {
            drawn.add(purpose);
            draws.masks(purpose, step, examples, n, masks);
        }
    }

    @Test
    void weightsOfZeroGiveTheBaselineBitForBit() {
        float[] baseline = StepFixture.train(StepFixture.DROPOUT, 5, 1, null, CE);
        Term smoothness = new Smoothness(0, 1, 1, 2, power(3, Target.SUM));
        Term likelihood = new GaussianLikelihood(0, InfoForm.LIKELIHOOD, false, 0);
        assertArrayEquals(baseline, StepFixture.train(StepFixture.DROPOUT, 5, 1, null, CE, smoothness, likelihood));
        assertFalse(smoothness.usesMixture() || likelihood.usesMixture());
    }

    @Test
    void weightsOfZeroDrawNothingAndRunNoFurtherPass() {
        try (StepFixture fixture = new StepFixture(StepFixture.DROPOUT, 6, 5)) {
            CountingDraws draws = new CountingDraws();
            Term smoothness = new Smoothness(0, 1, 1, 2, power(3, Target.SUM));
            fixture.step(null, draws, 0, CE, smoothness).run(fixture.batch);
            assertEquals(List.of(StreamPurpose.DROPOUT), draws.drawn);
        }
    }

    @Test
    void allPassesOfABatchShareTheirMasks() {
        try (StepFixture fixture = new StepFixture(StepFixture.DROPOUT, 6, 5)) {
            CountingDraws draws = new CountingDraws();
            Term smoothness = new Smoothness(0.1, 1, 1, 2, power(1, Target.SUM));
            fixture.step(mixture(), draws, 0, CE, smoothness).run(fixture.batch);
            assertEquals(List.of(StreamPurpose.DROPOUT, StreamPurpose.DROPOUT, StreamPurpose.DIRECTION), draws.drawn);
        }
    }

    @Test
    void thePiModelDrawsOtherMasks() {
        try (StepFixture fixture = new StepFixture(StepFixture.DROPOUT, 6, 0)) {
            CountingDraws draws = new CountingDraws();
            StepReport report = fixture.step(null, draws, 0, CE, new PiModel()).run(fixture.batch);
            assertEquals(List.of(StreamPurpose.DROPOUT, StreamPurpose.FRESH_DROPOUT), draws.drawn);
            assertTrue(report.terms().get("pi") > 0);
        }
    }

    @Test
    void randomPerturbationIsThePowerIterationWithoutIterations() {
        float[] random =
                StepFixture.train(StepFixture.PLAIN, 0, 1, null, CE, new Smoothness(1, 1, 0, 1, new RandomDirection()));
        float[] vat = StepFixture.train(
                StepFixture.PLAIN, 0, 1, null, CE, new Smoothness(1, 1, 0, 1, power(0, Target.OUTPUT)));
        assertArrayEquals(random, vat);
        float[] mat = StepFixture.train(
                StepFixture.PLAIN, 0, 1, mixture(), CE, new Smoothness(1, 1, 1, 1, power(0, Target.LATENT)));
        float[] matRandom = StepFixture.train(
                StepFixture.PLAIN, 0, 1, mixture(), CE, new Smoothness(1, 1, 1, 1, new RandomDirection()));
        assertArrayEquals(matRandom, mat);
    }

    @Test
    void withoutLatentWeightTheMixtureHasNoInfluence() {
        Term vat = new Smoothness(1, 1, 0, 1, power(1, Target.OUTPUT));
        assertArrayEquals(
                StepFixture.train(StepFixture.PLAIN, 4, 1, null, CE, vat),
                StepFixture.train(StepFixture.PLAIN, 4, 1, mixture(), CE, vat));
    }

    @Test
    void theLatentTermsDoHaveInfluence() {
        float[] baseline = StepFixture.train(StepFixture.PLAIN, 0, 1, null, CE);
        assertFalse(Arrays.equals(baseline, StepFixture.train(StepFixture.PLAIN, 0, 1, mixture(), CE, GMM)));
        Term mat = new Smoothness(0.1, 0, 1, 1, power(1, Target.LATENT));
        assertFalse(Arrays.equals(baseline, StepFixture.train(StepFixture.PLAIN, 0, 1, mixture(), CE, mat)));
    }

    @Test
    void numberOfThreadsChangesNothing() {
        Term mat = new Smoothness(0.1, 1, 1, 1, power(1, Target.SUM));
        assertArrayEquals(
                StepFixture.train(StepFixture.DROPOUT, 5, 1, mixture(), CE, mat, GMM),
                StepFixture.train(StepFixture.DROPOUT, 5, 2, mixture(), CE, mat, GMM));
    }

    @Test
    void onlyTheCleanLabelledPassMovesTheRunningStatistics() {
        try (StepFixture baseline = new StepFixture(StepFixture.BATCH_NORM, 6, 5);
                StepFixture mat = new StepFixture(StepFixture.BATCH_NORM, 6, 5)) {
            baseline.step(null, CE).run(baseline.batch);
            Term smoothness = new Smoothness(0.1, 1, 1, 2, power(2, Target.LATENT));
            mat.step(mixture(), CE, smoothness, GMM).run(mat.batch);
            assertArrayEquals(baseline.engine.statistics(), mat.engine.statistics());
        }
    }

    @Test
    void theMixtureMovesTowardsTheFeaturesBeforeTheStep() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            fixture.batch.weights = new float[] {1, 2, 1, 1, 0.5f, 3};
            fixture.engine.load(fixture.parameters);
            Pass pass = fixture.engine.newPass();
            fixture.engine.forward(pass, fixture.batch.x, 6, PassMode.EVALUATION);
            double[] z = new double[12];
            for (int i = 0; i < 12; i++) {
                z[i] = pass.latent()[i];
            }
            GaussianMixture expected = mixture();
            expected.update(z, fixture.batch.y, fixture.batch.weights, 6);
            GaussianMixture actual = mixture();
            fixture.step(actual, CE, GMM).run(fixture.batch);
            assertArrayEquals(expected.state(), actual.state());
        }
    }

    @Test
    void longGradientsAreClipped() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            float[] before = fixture.parameters.clone();
            StepReport report = fixture.step(null, new SeededDraws(1), 0.01, new CrossEntropy(5))
                    .run(fixture.batch);
            double moved = 0;
            for (int i = 0; i < before.length; i++) {
                moved += Math.pow(fixture.parameters[i] - before[i], 2);
            }
            assertTrue(report.gradientNorm() > 0.01);
            assertEquals(0.1 * 0.01, Math.sqrt(moved), 1e-7);
        }
    }

    @Test
    void shortGradientsAreNotClipped() {
        float[] free = StepFixture.train(StepFixture.PLAIN, 0, 1, null, CE);
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            TrainingStep step = fixture.step(null, new SeededDraws(1), 1e6, CE);
            for (int i = 0; i < 4; i++) {
                step.run(fixture.batch);
            }
            assertArrayEquals(free, fixture.parameters);
        }
    }

    @Test
    void reportsCountStepsAndEpochsAndNameTheTerms() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            TrainingStep step = fixture.step(null, CE, new CrossEntropy(2));
            step.run(fixture.batch);
            step.run(fixture.batch);
            StepReport report = step.run(fixture.batch);
            assertEquals(3, report.step());
            assertEquals(2, report.epoch());
            assertEquals(1, report.stepInEpoch());
            assertEquals(2, report.stepsPerEpoch());
            assertEquals(List.of("ce", "ce2"), List.copyOf(report.terms().keySet()));
            assertEquals(2 * report.terms().get("ce"), report.terms().get("ce2"), 1e-12);
            assertEquals(report.terms().get("ce") + report.terms().get("ce2"), report.total());
            assertEquals(6, report.examples());
        }
    }

    @Test
    void theDivergencesOfTheSmoothnessAreReportedApartAndWithoutWeights() {
        for (RegulariseOn on : RegulariseOn.values()) {
            try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 4)) {
                Smoothness both = Smoothness.builder()
                        .smoothnessWeight(0.1)
                        .outputWeight(2)
                        .latentWeight(3)
                        .sigma(1)
                        .detachClean(true)
                        .regulariseOn(on)
                        .build();
                Smoothness output = new Smoothness(0.5, 1, 0, 1, new RandomDirection());
                TrainingStep step = fixture.step(new GaussianMixture(new MixtureSettings(), 3, 2), CE, both, output);
                step.run(fixture.batch);
                StepReport report = step.run(fixture.batch);
                Map<String, Double> measures = report.measures();
                assertEquals(List.of("smooth_L_KL", "smooth_M_KL", "smooth2_L_KL"), List.copyOf(measures.keySet()));
                assertTrue(measures.get("smooth_L_KL") > 0 && measures.get("smooth_M_KL") > 0);
                assertEquals(
                        0.1 * (2 * measures.get("smooth_L_KL") + 3 * measures.get("smooth_M_KL")),
                        report.terms().get("smooth"),
                        1e-12);
                assertEquals(0.5 * measures.get("smooth2_L_KL"), report.terms().get("smooth2"), 1e-12);
            }
        }
    }

    @Test
    void gradientsOfSingleTermsAreMeasuredWithoutChangingTheStep() {
        Smoothness smoothness = new Smoothness(0.1, 1, 1, 1, new PowerIteration());
        try (StepFixture plain = new StepFixture(StepFixture.BATCH_NORM, 6, 5);
                StepFixture measured = new StepFixture(StepFixture.BATCH_NORM, 6, 5)) {
            MixtureSettings settings = new MixtureSettings();
            TrainingStep step = plain.step(new GaussianMixture(settings, 3, 2), CE, CE, smoothness);
            TrainingStep other = measured.step(new GaussianMixture(settings, 3, 2), CE, CE, smoothness);
            other.measureGradients(2);
            for (int i = 0; i < 3; i++) {
                StepReport expected = step.run(plain.batch);
                StepReport found = other.run(measured.batch);
                assertEquals(expected.terms(), found.terms());
                assertArrayEquals(plain.parameters, measured.parameters, 0f);
                assertArrayEquals(plain.engine.statistics(), measured.engine.statistics(), 0f);
                Map<String, Double> norms = found.measures();
                assertEquals(i % 2 == 0, norms.containsKey("smooth_gradient"));
                if (i % 2 == 0) {
                    assertEquals(norms.get("ce_gradient"), norms.get("ce2_gradient"));
                    double together = 2 * norms.get("ce_gradient") + norms.get("smooth_gradient");
                    assertTrue(found.gradientNorm() <= together * (1 + 1e-6));
                    assertTrue(norms.get("smooth_gradient") > 0);
                }
            }
        }
    }

    @Test
    void theGradientOfTheOnlyTermIsTheGradient() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            TrainingStep step = fixture.step(null, CE);
            step.measureGradients(1);
            StepReport report = step.run(fixture.batch);
            assertEquals(report.gradientNorm(), report.measures().get("ce_gradient"), 1e-9);
        }
    }

    @Test
    void errorsAreThoseOfTheCleanPass() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            fixture.engine.load(fixture.parameters);
            Pass pass = fixture.engine.newPass();
            fixture.engine.forward(pass, fixture.batch.x, 6, PassMode.EVALUATION);
            int errors = 0;
            for (int i = 0; i < 6; i++) {
                float[] o = Arrays.copyOfRange(pass.logits(), 3 * i, 3 * i + 3);
                errors += o[i % 3] >= Math.max(o[0], Math.max(o[1], o[2])) ? 0 : 1;
            }
            assertTrue(errors > 0);
            assertEquals(errors, fixture.step(null, CE).run(fixture.batch).errors());
        }
    }

    @Test
    void lossesThatAreNotFiniteNameTermStepAndLayer() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            TrainingStep step = fixture.step(null, CE);
            step.run(fixture.batch);
            Arrays.fill(fixture.parameters, 0, 4 * 9, Float.NaN);
            fixture.engine.load(fixture.parameters);
            DivergedException e = assertThrows(DivergedException.class, () -> step.run(fixture.batch));
            assertEquals("ce", e.term());
            assertEquals(2, e.step());
            assertTrue(e.getMessage().contains("0.Conv2d.weight"), e.getMessage());
        }
    }

    @Test
    void inputsThatAreNotFiniteAreFoundInTheFeatures() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            fixture.batch.x[7] = Float.POSITIVE_INFINITY;
            TrainingStep step = fixture.step(null, CE);
            float[] before = fixture.parameters.clone();
            DivergedException e = assertThrows(DivergedException.class, () -> step.run(fixture.batch));
            assertTrue(e.place().contains("latent vectors"), e.place());
            assertArrayEquals(before, fixture.parameters);
        }
    }

    @Test
    void missingMixtureAndWrongParametersAreRefused() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> fixture.step(null, CE, GMM));
            assertTrue(e.getMessage().contains("GaussianLikelihood"), e.getMessage());
        }
    }

    @Test
    void aResumedTrainingGoesOnBitForBit() {
        Term mat = new Smoothness(0.1, 1, 1, 1, power(1, Target.LATENT));
        float[] whole = StepFixture.train(StepFixture.DROPOUT, 5, 1, mixture(), CE, mat, GMM);
        try (StepFixture fixture = new StepFixture(StepFixture.DROPOUT, 6, 5)) {
            GaussianMixture first = mixture();
            TrainingStep before = fixture.step(first, CE, mat, GMM);
            before.run(fixture.batch);
            before.run(fixture.batch);
            GaussianMixture second = mixture();
            second.restore(first.state());
            TrainingStep after = fixture.step(second, CE, mat, GMM);
            after.resume(before.stepsMade());
            after.run(fixture.batch);
            after.run(fixture.batch);
            assertArrayEquals(whole, fixture.parameters);
        }
    }
}
