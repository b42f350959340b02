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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.adversarial.FastGradient;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackObjective;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.fixture.ExampleSource;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

class SmoothnessMetricTest {

    private static final MutableDataset<Label> DATA = SmallImages.dataset(30, 5);
    private static final MixtureFit FIT =
            new MixtureFit(new ExampleSource(SmallImages.dataset(90, 1)), 60, new MixtureSettings(), false);
    private static MatModel baseline;
    private static MatModel mat;

    @BeforeAll
    static void train() {
        baseline = SmallModels.baseline();
        mat = SmallModels.mat();
    }

    private static SmoothnessResult measure(MatModel model, SmoothnessMetric metric, MixtureFit fit) {
        return RobustnessEvaluator.builder(List.of())
                .maxExamples(0)
                .seed(1)
                .smoothness(metric)
                .mixtureFit(fit)
                .checkExamples(0)
                .build()
                .evaluate(model, DATA)
                .smoothness()
                .orElseThrow();
    }

    @Test
    void aModelWithoutMixtureHasItFitted() {
        SmoothnessResult bare = measure(baseline, new SmoothnessMetric(), null);
        assertTrue(bare.lKl() > 0);
        assertEquals(Double.NaN, bare.mKl());
        assertTrue(bare.direction().contains("OUTPUT"), bare.direction());
        assertFalse(bare.fittedMixture());
        SmoothnessResult fitted = measure(baseline, new SmoothnessMetric(), FIT);
        assertTrue(fitted.mKl() > 0);
        assertTrue(fitted.direction().contains("SUM"), fitted.direction());
        assertTrue(fitted.fittedMixture());
        assertEquals((fitted.lKl() + fitted.mKl()) / 2, fitted.rSmooth());
        assertEquals(DATA.size(), fitted.examples());
    }

    @Test
    void theMixtureOfAModelIsFittedOnce() {
        GaussianMixture first = FIT.fit(baseline, 1);
        assertSame(first, FIT.fit(baseline, 2));
        GaussianMixture other = FIT.fit(mat, 1);
        assertNotSame(first, other);
        assertArrayEquals(first.state(), FIT.fit(baseline, 1).state());
    }

    @Test
    void aModelKeepsItsOwnMixtureUnlessToldOtherwise() {
        SmoothnessResult own = measure(mat, new SmoothnessMetric(), null);
        assertEquals(own, measure(mat, new SmoothnessMetric(), FIT));
        MixtureFit replacing =
                new MixtureFit(new ExampleSource(SmallImages.dataset(90, 1)), 0, new MixtureSettings(), true);
        SmoothnessResult replaced = measure(mat, new SmoothnessMetric(), replacing);
        assertTrue(replaced.fittedMixture());
        assertFalse(own.mKl() == replaced.mKl());
    }

    /** As the images of a folder are: class after class. */
    @Test
    void aMixtureNeedsExamplesOfEveryLabel() {
        List<Example<Label>> sorted = new ArrayList<>(SmallImages.dataset(90, 1).getData());
        sorted.sort(Comparator.comparing(example -> example.getOutput().getLabel()));
        MixtureFit fit =
                new MixtureFit(new ExampleSource(SmallImages.dataset(sorted)), 50, new MixtureSettings(), true);
        Exception e = assertThrows(IllegalArgumentException.class, () -> fit.fit(baseline, 1));
        assertTrue(e.getMessage().contains("among the first 50 of"), e.getMessage());
    }

    @Test
    void largerAndDirectedPerturbationsChangeMore() {
        double usual = measure(mat, new SmoothnessMetric(), null).rSmooth();
        SmoothnessMetric half = new SmoothnessMetric(0.5, new RandomDirection(), LatentKind.MAHALANOBIS, 1);
        SmoothnessMetric one = new SmoothnessMetric(1, new RandomDirection(), LatentKind.MAHALANOBIS, 1);
        assertTrue(measure(mat, half, null).rSmooth() < measure(mat, one, null).rSmooth());
        assertTrue(measure(mat, one, null).rSmooth() < usual);
        assertThrows(
                PropertyException.class, () -> new SmoothnessMetric(1, new FastGradient(2), LatentKind.MAHALANOBIS, 1));
    }

    @Test
    void theFittedMixtureHasTheMeansOfTheClasses() {
        GaussianMixture mixture = FIT.fit(baseline, 1);
        double[] sums = new double[6];
        int[] counts = new int[3];
        try (var session = baseline.open(1)) {
            float[] x = new float[36];
            for (int i = 0; i < 60; i++) {
                Example<Label> example = SmallImages.dataset(90, 1).getExample(i);
                session.read(example, x, 0);
                session.forward(x, 1);
                int id = baseline.getOutputIDInfo().getID(example.getOutput());
                counts[id]++;
                sums[2 * id] += session.latent()[0];
                sums[2 * id + 1] += session.latent()[1];
            }
        }
        for (int k = 0; k < 6; k++) {
            assertEquals(sums[k] / counts[k / 2], mixture.means()[k], 1e-9);
        }
    }

    @Test
    void anAttackThroughTheMixtureNeedsOne() {
        double[] radii = {1};
        Attack attack = ProjectedGradientDescent.builder()
                .radii(radii)
                .steps(5)
                .objective(AttackObjective.MIXTURE)
                .seed(1)
                .build();
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> RobustnessEvaluator.builder(List.of(attack))
                        .maxExamples(0)
                        .seed(1)
                        .checkExamples(0)
                        .build()
                        .evaluate(baseline, DATA));
        assertTrue(refused.getMessage().contains("mixture"), refused.getMessage());
        RobustnessFindings findings = RobustnessEvaluator.builder(List.of(attack))
                .maxExamples(0)
                .seed(1)
                .mixtureFit(FIT)
                .checkExamples(0)
                .build()
                .evaluate(baseline, DATA)
                .findings();
        assertTrue(findings.results().get(0).robustCount() < findings.clean().count());
    }

    @Test
    void theTextHasNoNumbersThatThereAreNot() {
        assertEquals("L_KL 0.5000, no M_KL without a mixture; direction d, sigma 1.000", text(Double.NaN));
        assertEquals("R_smooth 0.3750, L_KL 0.5000, M_KL 0.2500; direction d, sigma 1.000", text(0.25));
    }

    private static String text(double mKl) {
        SmoothnessResult result = new SmoothnessResult(0.5, mKl, "d", 1, 9, false);
        return RobustnessText.of(new RobustnessFindings(
                        List.of(), new Proportion(1, 2), List.of(), List.of(), List.of(), Optional.of(result)))
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
