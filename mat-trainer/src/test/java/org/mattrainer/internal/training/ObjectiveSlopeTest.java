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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.EntropyMinimisation;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.Mart;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.SmoothnessForm;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.objective.Trades;

/** The gradient of each term is the slope of its value: along the gradient g the slope is |g|. */
class ObjectiveSlopeTest {

    private static Smoothness smoothness(
            LatentKind kind,
            Direction direction,
            SmoothnessForm form,
            boolean detachClean,
            RegulariseOn on,
            boolean fresh) {
        return Smoothness.builder()
                .smoothnessWeight(0.7)
                .outputWeight(0.5)
                .latentWeight(1.5)
                .latentKind(kind)
                .sigma(1)
                .direction(direction)
                .form(form)
                .delta(0.3)
                .detachClean(detachClean)
                .regulariseOn(on)
                .freshMasks(fresh)
                .build();
    }

    private static double value(
            StepFixture fixture, GaussianMixture mixture, Term term, float[] parameters, float[] g) {
        StepContext context = new StepContext(fixture.engine, mixture, new SeededDraws(3));
        Batch batch = fixture.batch;
        fixture.engine.load(parameters);
        fixture.engine.clearGradient();
        context.begin(0.5);
        context.labelled().set(0, batch.x, batch.y, batch.weights, batch.exampleIds, batch.labelled);
        context.unlabelled()
                .set(0, batch.unlabelledX, null, batch.unlabelledWeights, batch.unlabelledIds, batch.unlabelled);
        double value = term.apply(context);
        context.backward();
        if (g != null) {
            fixture.engine.gradient(g);
        }
        return value;
    }

    private static void check(Term term) {
        try (StepFixture fixture = new StepFixture(StepFixture.DROPOUT, 6, 4)) {
            fixture.batch.weights = new float[] {1, 2, 0.5f, 1, 3, 1};
            fixture.batch.unlabelledWeights = new float[] {0.5f, 1, 2, 1};
            GaussianMixture mixture = new GaussianMixture(new MixtureSettings(), 3, 2);
            mixture.setMoments(
                    new double[] {1, 0, -1, 0.5, 0, 1}, new double[] {1, 0.2, 0.2, 2, 1, 0, 0, 1, 3, -1, -1, 2});
            float[] gradient = new float[fixture.parameters.length];
            value(fixture, mixture, term, fixture.parameters, gradient);
            double norm = Gradients.norm(gradient);
            assertTrue(norm > 1e-3, term + ": gradient of length " + norm);
            double step = 2e-3;
            double[] values = new double[2];
            for (int s = 0; s < 2; s++) {
                float[] moved = fixture.parameters.clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += (float) ((s == 0 ? -step : step) * gradient[i] / norm);
                }
                values[s] = value(fixture, mixture, term, moved, null);
            }
            assertEquals(norm, (values[1] - values[0]) / (2 * step), 0.01 * norm, term.toString());
        }
    }

    @Test
    void crossEntropy() {
        check(new CrossEntropy(0.8));
    }

    @Test
    void likelihood() {
        check(new GaussianLikelihood(0.8, InfoForm.LIKELIHOOD, true, 0));
        check(new GaussianLikelihood(0.8, InfoForm.POSTERIOR, false, 0.8));
    }

    @Test
    void entropy() {
        check(new EntropyMinimisation(0.8, RegulariseOn.UNLABELLED));
        check(new EntropyMinimisation(0.8, RegulariseOn.BOTH));
    }

    @Test
    void piModel() {
        check(new PiModel(0.8, 0.9, 0.15, RegulariseOn.BOTH));
    }

    /** Perturbations that do not depend on the parameters, so that the slope is that of the losses alone. */
    @Test
    void robustLosses() {
        check(new AdversarialCrossEntropy(0.8, 1, new RandomDirection()));
        check(new Trades(0.8, 1, new RandomDirection()));
        check(new Mart(0.8, 1, new RandomDirection()));
    }

    @Test
    void smoothnessInEveryFormWithGradientsOfBothSides() {
        for (SmoothnessForm form : SmoothnessForm.values()) {
            check(smoothness(LatentKind.MAHALANOBIS, new RandomDirection(), form, false, RegulariseOn.BOTH, true));
        }
        for (LatentKind kind : new LatentKind[] {LatentKind.POSTERIOR, LatentKind.DENSITY}) {
            check(smoothness(kind, new RandomDirection(), SmoothnessForm.PLAIN, false, RegulariseOn.UNLABELLED, false));
        }
    }

    private static double value(Term term, int labelled, int unlabelled, boolean same) {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, labelled, unlabelled)) {
            if (same) {
                System.arraycopy(fixture.batch.x, 0, fixture.batch.unlabelledX, 0, fixture.batch.x.length);
                System.arraycopy(fixture.batch.exampleIds, 0, fixture.batch.unlabelledIds, 0, labelled);
            }
            return value(fixture, new GaussianMixture(new MixtureSettings(), 3, 2), term, fixture.parameters, null);
        }
    }

    @Test
    void bothBatchesAreOneMean() {
        Term both = smoothness(
                LatentKind.MAHALANOBIS, new RandomDirection(), SmoothnessForm.PLAIN, true, RegulariseOn.BOTH, false);
        Term one = smoothness(
                LatentKind.MAHALANOBIS,
                new RandomDirection(),
                SmoothnessForm.PLAIN,
                true,
                RegulariseOn.UNLABELLED,
                false);
        assertEquals(value(one, 5, 0, false), value(both, 5, 5, true), 1e-12);
        assertEquals(value(one, 5, 0, false), value(one, 5, 5, true), 1e-12);
    }

    @Test
    void weightsWarmUpLinearly() {
        Term full = new GaussianLikelihood(0.2, InfoForm.LIKELIHOOD, false, 0);
        Term half = new GaussianLikelihood(0.2, InfoForm.LIKELIHOOD, false, 1);
        assertEquals(0.5 * value(full, 5, 0, false), value(half, 5, 0, false), 1e-12);
    }

    @Test
    void logOfMeanIsTheLogarithmOfTheMean() {
        Term plain = smoothness(
                LatentKind.MAHALANOBIS, new RandomDirection(), SmoothnessForm.PLAIN, true, RegulariseOn.BOTH, false);
        Term log = smoothness(
                LatentKind.MAHALANOBIS,
                new RandomDirection(),
                SmoothnessForm.LOG_OF_MEAN,
                true,
                RegulariseOn.BOTH,
                false);
        double mean = value(plain, 5, 0, false) / 0.7;
        assertEquals(0.7 * Math.log(mean + 0.3), value(log, 5, 0, false), 1e-12);
    }

    @Test
    void exactAndSmallFiniteStepsFindTheSameDirection() {
        for (Target target : List.of(Target.LATENT, Target.OUTPUT, Target.SUM)) {
            double exact = value(
                    smoothness(
                            LatentKind.MAHALANOBIS,
                            new PowerIteration(2, target, 0, PowerMethod.EXACT, false),
                            SmoothnessForm.PLAIN,
                            true,
                            RegulariseOn.BOTH,
                            false),
                    5,
                    0,
                    false);
            double finite = value(
                    smoothness(
                            LatentKind.MAHALANOBIS,
                            new PowerIteration(2, target, 1e-3, PowerMethod.FINITE_DIFFERENCE, false),
                            SmoothnessForm.PLAIN,
                            true,
                            RegulariseOn.BOTH,
                            false),
                    5,
                    0,
                    false);
            assertEquals(exact, finite, 0.02 * exact, target.name());
        }
    }

    @Test
    void adversarialDirectionsBeatRandomOnesAndBetterSignsBeatGivenOnes() {
        double random = value(new Smoothness(1, 1, 1, 1, new RandomDirection()), 5, 0, false);
        double power = value(new Smoothness(1, 1, 1, 1, new PowerIteration()), 5, 0, false);
        Direction signs = new PowerIteration(1, Target.SUM, 0, PowerMethod.FINITE_DIFFERENCE, true);
        Direction given = new PowerIteration(1, Target.SUM, 0, PowerMethod.FINITE_DIFFERENCE, false);
        double better = value(new Smoothness(1, 1, 1, 1, signs), 5, 0, false);
        double same = value(new Smoothness(1, 1, 1, 1, given), 5, 0, false);
        assertTrue(power > random, power + " and " + random);
        assertTrue(better >= same, better + " and " + same);
    }
}
