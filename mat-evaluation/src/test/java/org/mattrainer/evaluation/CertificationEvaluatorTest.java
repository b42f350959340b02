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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.SmoothedModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.attack.SmoothedGradientDescent;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

class CertificationEvaluatorTest {

    private static final double[] RADII = {0, 0.1, 0.2, 0.3, 0.5, 0.75, 1};
    private static final MutableDataset<Label> DATA = SmallImages.dataset(45, 5);
    private static final RandomisedSmoothing SMOOTHING = RandomisedSmoothing.builder()
            .sigma(0.3)
            .selectionSamples(40)
            .samples(300)
            .seed(1)
            .build();
    private static MatModel model;

    @BeforeAll
    static void train() {
        model = SmallModels.noisy(0.3);
    }

    private static Attack descent(boolean box, double... radii) {
        return SmoothedGradientDescent.builder()
                .radii(radii)
                .steps(10)
                .draws(8)
                .box(box)
                .seed(1)
                .build();
    }

    private static CertificationEvaluator evaluator(Attack attack) {
        return new CertificationEvaluator(SMOOTHING, RADII, attack, 0, 1);
    }

    /** From below and from above: for each radius and each single example. */
    @Test
    void theCertifiedIsAtMostTheAttacked() {
        CertifiedFindings findings =
                evaluator(descent(false, RADII)).evaluate(model, DATA).findings();
        assertEquals(RADII.length, findings.attacked().size());
        int lastCertified = DATA.size();
        int lastAttacked = DATA.size();
        for (AttackResult attacked : findings.attacked()) {
            double radius = attacked.radius();
            int certified = (int) findings.certified(radius).count();
            assertTrue(certified <= attacked.robustCount(), "radius " + radius);
            for (int i = 0; i < DATA.size(); i++) {
                boolean robust = attacked.outcomes().get(i).robust();
                assertTrue(robust || !findings.isCertified(i, radius), "example " + i + ", radius " + radius);
            }
            assertTrue(attacked.maxDistortion() <= radius * (1 + 1e-6));
            assertTrue(certified <= lastCertified && attacked.robustCount() <= lastAttacked);
            lastCertified = certified;
            lastAttacked = attacked.robustCount();
        }
        // Neither bound says nothing.
        assertTrue(findings.certified(0.2).share() > 0.5, findings.scalars().toString());
        assertTrue(lastAttacked < DATA.size() / 2, findings.scalars().toString());
        assertTrue(findings.right().share() > 0.9);
    }

    @Test
    void theAttackIsStrongerThanNoiseAndThanOneThatKnowsNoNoise() {
        double[] radius = {0.8};
        int noise = robust(new RandomNoise(2, radius, false, 1));
        int smoothed = robust(descent(false, radius));
        int plain = robust(ProjectedGradientDescent.builder()
                .radii(radius)
                .steps(10)
                .randomStart(false)
                .box(false)
                .seed(1)
                .build());
        assertTrue(smoothed < noise - 5, smoothed + " and " + noise);
        assertTrue(smoothed <= plain, smoothed + " and " + plain);
    }

    private static int robust(Attack attack) {
        return evaluator(attack)
                .evaluate(model, DATA)
                .findings()
                .attacked()
                .get(0)
                .robustCount();
    }

    @Test
    void trainingWithNoiseIsWhatCertifies() {
        CertifiedFindings plain =
                evaluator(null).evaluate(SmallModels.baseline(), DATA).findings();
        CertifiedFindings noisy = evaluator(null).evaluate(model, DATA).findings();
        assertTrue(noisy.averageRadius() > plain.averageRadius(), noisy.averageRadius() + ", " + plain.averageRadius());
    }

    @Test
    void threadsAndBatchesDoNotChangeResults() {
        CertificationEvaluator one = new CertificationEvaluator(SMOOTHING, RADII, descent(true, 0.2, 0.5), 12, 1);
        one.setThreads(1);
        CertificationEvaluator three = new CertificationEvaluator(SMOOTHING, RADII, descent(true, 0.2, 0.5), 12, 1);
        three.setThreads(3);
        three.setBatchSize(7);
        CertifiedFindings first = one.evaluate(model, DATA).findings();
        CertifiedFindings second = three.evaluate(model, DATA).findings();
        assertEquals(first.certificates(), second.certificates());
        assertEquals(first.attacked(), second.attacked());
        assertEquals(12, first.certificates().size());
    }

    @Test
    void anEvaluationIsNotRunTwice(@TempDir Path folder) {
        List<String> lines = new ArrayList<>();
        CertificationEvaluator evaluator = new CertificationEvaluator(SMOOTHING, RADII, descent(false, 0.3, 0.6), 9, 1);
        evaluator.prepare(Optional.of(folder), lines::add);
        CertifiedEvaluation first = evaluator.evaluate(model, DATA);
        assertEquals(3, lines.size(), lines.toString());
        CertifiedEvaluation again = evaluator.evaluate(model, DATA);
        assertEquals(3, lines.size(), "nothing once more: " + lines);
        assertSame(first, again);
    }

    private static void assertSame(CertifiedEvaluation expected, CertifiedEvaluation actual) {
        CertifiedFindings first = expected.findings();
        CertifiedFindings second = actual.findings();
        assertEquals(first.certificates(), second.certificates());
        assertEquals(first.attacked(), second.attacked());
        assertEquals(first.abstained(), second.abstained());
        for (int i = 0; i < expected.getPredictions().size(); i++) {
            Prediction<Label> vote = actual.getPredictions().get(i);
            assertTrue(expected.getPredictions().get(i).distributionEquals(vote));
            assertEquals(expected.getPredictions().get(i).getNumActiveFeatures(), vote.getNumActiveFeatures());
        }
    }

    @Test
    void anEvaluationGoesOnWhereItWasEnded(@TempDir Path folder) throws IOException {
        CertifiedEvaluation whole = evaluator(null).evaluate(model, DATA);
        CertificationEvaluator ended = evaluator(null);
        ended.prepare(Optional.of(folder), line -> {});
        ended.setListener((what, radius, done, total) -> {
            if (done == 40) {
                throw new IllegalStateException("ended");
            }
        });
        assertThrows(IllegalStateException.class, () -> ended.evaluate(model, DATA));
        List<Integer> work = new ArrayList<>();
        CertificationEvaluator resumed = evaluator(null);
        resumed.prepare(Optional.of(folder), line -> {});
        resumed.setListener((what, radius, done, total) -> work.add(done));
        assertSame(whole, resumed.evaluate(model, DATA));
        assertEquals(List.of(DATA.size()), work, "only the last chunk");
        assertAlteredBytesAreNotUsed(folder, resumed, whole);
    }

    private static void assertAlteredBytesAreNotUsed(
            Path folder, CertificationEvaluator evaluator, CertifiedEvaluation whole) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        byte[] altered = Files.readAllBytes(file);
        altered[altered.length / 2] ^= 1;
        Files.write(file, altered);
        List<Integer> work = new ArrayList<>();
        evaluator.setListener((what, radius, done, total) -> work.add(done));
        assertSame(whole, evaluator.evaluate(model, DATA));
        assertEquals(List.of(20, 40, DATA.size()), work);
    }

    @Test
    void certificatesOfOtherNoiseAreNotUsed(@TempDir Path folder) {
        evaluatorIn(folder, SMOOTHING).evaluate(model, DATA);
        RandomisedSmoothing other = RandomisedSmoothing.builder()
                .sigma(0.2)
                .selectionSamples(40)
                .samples(300)
                .seed(1)
                .build();
        CertifiedEvaluation fresh = new CertificationEvaluator(other, RADII, null, 0, 1).evaluate(model, DATA);
        assertSame(fresh, evaluatorIn(folder, other).evaluate(model, DATA));
    }

    private static CertificationEvaluator evaluatorIn(Path folder, RandomisedSmoothing smoothing) {
        CertificationEvaluator evaluator = new CertificationEvaluator(smoothing, RADII, null, 0, 1);
        evaluator.prepare(Optional.of(folder), line -> {});
        return evaluator;
    }

    @Test
    void modelsOfTheHostAndSmoothedOnesAreCertifiedToo() {
        Model<Label> logistic = SmallModels.logistic();
        CertifiedEvaluation host =
                evaluator(new RandomNoise(2, new double[] {0.5}, true, 1)).evaluate(logistic, DATA);
        assertTrue(host.findings().certified(0.1).share() > 0.5, host.toString());
        assertEquals(0, host.findings().attacked().get(0).gradients());
        SmoothedModel smoothed = SMOOTHING.smooth(logistic);
        CertificationEvaluator other = new CertificationEvaluator(new RandomisedSmoothing(2), RADII, null, 0, 1);
        CertifiedFindings again = other.evaluate(smoothed, DATA).findings();
        assertEquals(host.findings().certificates(), again.certificates());
        assertEquals(host.findings().base(), again.base(), "without noise, though the model votes");
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> evaluator(descent(true, 0.5)).evaluate(logistic, DATA));
        assertTrue(refused.getMessage().contains(MatModel.class.getName()), refused.getMessage());
    }

    @Test
    void aSmoothedModelMeetsTheOtherEvaluator() {
        SmoothedModel smoothed = SMOOTHING.smooth(model);
        RobustnessEvaluator noise = RobustnessEvaluator.builder(
                        List.of(new RandomNoise(2, new double[] {0.1}, true, 1)))
                .maxExamples(9)
                .seed(1)
                .smoothness(new SmoothnessMetric())
                .checkExamples(6)
                .build();
        RobustnessEvaluation evaluation = noise.evaluate(smoothed, DATA);
        assertTrue(evaluation.results().get(0).robustAccuracy().share() > 0.8, evaluation.toString());
        assertTrue(evaluation.smoothness().isEmpty());
        Attack descent = descent(true, 0.1);
        RobustnessEvaluator gradient = RobustnessEvaluator.builder(List.of(descent))
                .maxExamples(9)
                .seed(1)
                .checkExamples(0)
                .build();
        assertThrows(IllegalArgumentException.class, () -> gradient.evaluate(model, DATA));
    }

    @Test
    void everyFigureIsInTheMap() {
        CertifiedEvaluation evaluation = evaluator(descent(true, 0.5)).evaluate(model, DATA);
        assertEquals(evaluation.findings().scalars().size(), evaluation.asMap().size());
        evaluation.asMap().forEach((id, value) -> {
            assertEquals(evaluation.findings().scalars().get(id.getB()), value);
            assertEquals(value, evaluation.get(id));
        });
        assertEquals(DATA.size(), evaluation.getPredictions().size());
        assertEquals(
                SmoothedModel.class.getName(),
                evaluation.getProvenance().getModelProvenance().getClassName());
        assertTrue(evaluation.toString().contains("certified  radius 0.2"), evaluation.toString());
    }

    @Test
    void whatCannotBeCertifiedIsRefused() {
        Example<Label> unknown = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, DATA.getExample(0), 1f);
        assertThrows(
                IllegalArgumentException.class,
                () -> evaluator(null).evaluate(model, SmallImages.dataset(List.of(unknown))));
        assertEquals("radii", property(() -> new CertificationEvaluator(SMOOTHING, new double[] {1, 0.5}, null, 0, 1)));
        assertEquals("maxExamples", property(() -> new CertificationEvaluator(SMOOTHING, RADII, null, -1, 1)));
        Attack infinite = new RandomNoise(Double.POSITIVE_INFINITY, RADII, true, 1);
        assertEquals("attack", property(() -> evaluator(infinite)));
        assertEquals("attack", property(() -> evaluator(descent(true))));
        assertEquals(
                "draws",
                property(() -> SmoothedGradientDescent.builder()
                        .radii(RADII)
                        .steps(5)
                        .draws(0)
                        .seed(1)
                        .build()));
        assertEquals(
                "steps",
                property(() -> SmoothedGradientDescent.builder()
                        .radii(RADII)
                        .steps(0)
                        .draws(5)
                        .seed(1)
                        .build()));
        assertEquals(
                "stepSize",
                property(() -> SmoothedGradientDescent.builder()
                        .radii(RADII)
                        .steps(5)
                        .stepSize(-1)
                        .draws(5)
                        .seed(1)
                        .build()));
        assertEquals(
                "norm",
                property(() -> SmoothedGradientDescent.builder()
                        .norm(3)
                        .radii(RADII)
                        .steps(5)
                        .draws(5)
                        .seed(1)
                        .build()));
    }

    private static String property(Executable executable) {
        return assertThrows(PropertyException.class, executable).getProperty();
    }

    @Test
    void theProvenanceConfiguresTheEvaluatorAgain() {
        CertificationEvaluator evaluator = evaluator(descent(false, 0.5, 1));
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(ProvenanceUtil.extractConfiguration(evaluator.getProvenance()));
        CertificationEvaluator again =
                manager.lookupAll(CertificationEvaluator.class).get(0);
        assertEquals(evaluator.toString(), again.toString());
        assertEquals(evaluator.getProvenance(), again.getProvenance());
    }
}
