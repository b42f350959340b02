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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackEnsemble;
import org.mattrainer.evaluation.attack.AttackObjective;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.FastGradientMethod;
import org.mattrainer.evaluation.attack.ManifoldAttack;
import org.mattrainer.evaluation.attack.Outcome;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.attack.SquareAttack;
import org.mattrainer.evaluation.attack.VirtualAdversarialAttack;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.evaluation.DescriptiveStats;
import org.tribuo.evaluation.EvaluationAggregator;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;
import org.tribuo.impl.ArrayExample;

class RobustnessEvaluatorTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final MutableDataset<Label> DATA = SmallImages.dataset(60, 5);
    private static MatModel model;

    @BeforeAll
    static void train() {
        model = SmallModels.mat();
    }

    private static RobustnessEvaluator evaluator(Attack... attacks) {
        return RobustnessEvaluator.builder(List.of(attacks))
                .maxExamples(0)
                .seed(1)
                .smoothness(new SmoothnessMetric())
                .checkExamples(0)
                .build();
    }

    private static ProjectedGradientDescent pgd(double norm, double... radii) {
        return ProjectedGradientDescent.builder()
                .norm(norm)
                .radii(radii)
                .steps(10)
                .restarts(2)
                .seed(1)
                .build();
    }

    private static List<Attack> everyAttack(double norm, double... radii) {
        return List.of(
                new FastGradientMethod(norm, radii, false, true),
                pgd(norm, radii),
                ProjectedGradientDescent.builder()
                        .norm(norm)
                        .radii(radii)
                        .steps(10)
                        .objective(AttackObjective.DLR)
                        .seed(1)
                        .build(),
                VirtualAdversarialAttack.builder()
                        .norm(norm)
                        .radii(radii)
                        .powerIterations(2)
                        .seed(1)
                        .build(),
                ManifoldAttack.builder()
                        .norm(norm)
                        .radii(radii)
                        .xi(0.01)
                        .seed(1)
                        .build(),
                new RandomNoise(norm, radii, true, 1),
                SquareAttack.builder()
                        .norm(norm)
                        .radii(radii)
                        .queries(40)
                        .firstShare(0.3)
                        .seed(1)
                        .build(),
                new AttackEnsemble(
                        "ensemble",
                        List.of(
                                pgd(norm),
                                SquareAttack.builder()
                                        .norm(norm)
                                        .queries(9)
                                        .firstShare(0.3)
                                        .seed(1)
                                        .build()),
                        radii));
    }

    private static MetricID<Label> id(String name) {
        MetricTarget<Label> target = MetricTarget.microAverageTarget();
        return new MetricID<>(target, name);
    }

    @Test
    void cleanAccuracyIsThatOfTheHost() {
        RobustnessEvaluation evaluation = evaluator(pgd(2, 0, 1)).evaluate(model, DATA);
        double expected = new LabelEvaluator().evaluate(model, DATA).accuracy();
        assertEquals(expected, evaluation.labelEvaluation().accuracy());
        assertEquals(expected, evaluation.findings().clean().share());
        assertEquals(expected, evaluation.results().get(0).robustAccuracy().share());
        assertEquals(DATA.size(), evaluation.getPredictions().size());
        assertEquals(model.getProvenance(), evaluation.getProvenance().getModelProvenance());
        assertTrue(expected > 0.9, "accuracy " + expected);
    }

    @Test
    void attacksKeepWithinTheirRadiusAndNeverRaiseTheAccuracy() {
        for (double norm : new double[] {2, INFINITE}) {
            double[] radii = norm == 2 ? new double[] {0.25, 0.5, 1, 2} : new double[] {0.01, 0.05, 0.1, 0.3};
            for (Attack attack : everyAttack(norm, radii)) {
                RobustnessEvaluation evaluation = evaluator(attack).evaluate(model, DATA);
                long last = evaluation.findings().clean().count();
                for (AttackResult result : evaluation.results()) {
                    assertTrue(result.maxDistortion() <= result.radius() * (1 + 1e-6), result.attack());
                    assertTrue(
                            result.robustCount()
                                    <= evaluation.findings().clean().count(),
                            result.attack());
                    if (attack.nested()) {
                        assertTrue(result.robustCount() <= last, result.attack() + " at " + result.radius());
                        last = result.robustCount();
                    }
                }
            }
        }
    }

    @Test
    void gradientsAreStrongerThanNoise() {
        RobustnessEvaluation evaluation = evaluator(pgd(2, 1.5), new RandomNoise(2, new double[] {1.5}, true, 1))
                .evaluate(model, DATA);
        AttackResult found = evaluation.results().get(0);
        assertTrue(found.robustCount() < evaluation.results().get(1).robustCount(), evaluation.toString());
        assertTrue(found.gradients() > 0);
        assertEquals(0, found.zeroGradientShare());
        assertEquals(0, evaluation.results().get(1).gradients());
    }

    @Test
    void threadsAndBatchesDoNotChangeResults() {
        List<Attack> attacks = everyAttack(2, 0.5, 1.5);
        RobustnessEvaluator one = RobustnessEvaluator.builder(attacks)
                .maxExamples(30)
                .seed(1)
                .smoothness(new SmoothnessMetric())
                .checkExamples(15)
                .build();
        one.setThreads(1);
        RobustnessEvaluator three = RobustnessEvaluator.builder(attacks)
                .maxExamples(30)
                .seed(1)
                .smoothness(new SmoothnessMetric())
                .checkExamples(15)
                .build();
        three.setThreads(3);
        three.setBatchSize(7);
        RobustnessFindings first = one.evaluate(model, DATA).findings();
        assertEquals(first.results(), three.evaluate(model, DATA).findings().results());
        assertEquals(first.results(), one.evaluate(model, DATA).findings().results());
        RobustnessEvaluator other = RobustnessEvaluator.builder(attacks)
                .maxExamples(30)
                .seed(2)
                .checkExamples(0)
                .build();
        assertFalse(
                first.examples().equals(other.evaluate(model, DATA).findings().examples()));
    }

    @Test
    void examplesStayAsTheyAre() {
        List<Example<Label>> before = new ArrayList<>();
        DATA.forEach(example -> before.add(new ArrayExample<>(example)));
        evaluator(pgd(2, 1), new FastGradientMethod(2, new double[] {1}, false, false))
                .evaluate(model, DATA);
        for (int i = 0; i < before.size(); i++) {
            assertEquals(before.get(i), DATA.getExample(i));
        }
    }

    @Test
    void choosesAsManyOfEachClass() {
        RobustnessEvaluator ten = RobustnessEvaluator.builder(List.of(pgd(2, 1)))
                .maxExamples(9)
                .seed(1)
                .checkExamples(0)
                .build();
        RobustnessFindings findings = ten.evaluate(model, DATA).findings();
        int[] counts = new int[3];
        for (int position : findings.examples()) {
            counts[position % 3]++;
        }
        assertEquals(List.of(3, 3, 3), List.of(counts[0], counts[1], counts[2]));
        assertEquals(9, findings.results().get(0).examples());
    }

    @Test
    void everyFigureIsInTheMap() {
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(everyAttack(2, 0.5))
                .maxExamples(30)
                .seed(1)
                .smoothness(new SmoothnessMetric())
                .checkExamples(15)
                .build();
        RobustnessEvaluation evaluation = evaluator.evaluate(model, DATA);
        Map<MetricID<Label>, Double> map = evaluation.asMap();
        for (Map.Entry<String, Double> scalar : evaluation.findings().scalars().entrySet()) {
            MetricID<Label> id = id(scalar.getKey());
            assertEquals(scalar.getValue(), evaluation.get(id));
        }
        assertTrue(map.keySet().containsAll(evaluation.labelEvaluation().asMap().keySet()));
        assertEquals(10, evaluation.checks().size());
        assertTrue(evaluation.smoothness().orElseThrow().mKl() > 0);
        assertTrue(evaluation.toString().contains("ensemble L2"), evaluation.toString());
    }

    @Test
    void refusesWhatItCannotJudge() {
        MutableDataset<Label> unknown =
                SmallImages.dataset(List.of(new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, DATA.getExample(0), 1f)));
        assertThrows(IllegalArgumentException.class, () -> evaluator(pgd(2, 1)).evaluate(model, unknown));
        MutableDataset<Label> foreign =
                SmallImages.dataset(List.of(new ArrayExample<>(new Label("foreign"), DATA.getExample(0), 1f)));
        assertThrows(IllegalArgumentException.class, () -> evaluator(pgd(2, 1)).evaluate(model, foreign));
    }

    @Test
    void modelsOfTheHostMeetAttacksWithoutGradients() {
        Model<Label> logistic = SmallModels.logistic();
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> evaluator(pgd(2, 1)).evaluate(logistic, DATA));
        assertTrue(refused.getMessage().contains(logistic.getClass().getName()), refused.getMessage());
        double[] radii = {0.2, 1};
        RobustnessEvaluation evaluation = evaluator(
                        new RandomNoise(INFINITE, radii, true, 1),
                        SquareAttack.builder()
                                .norm(INFINITE)
                                .radii(radii)
                                .queries(60)
                                .firstShare(0.3)
                                .seed(1)
                                .build())
                .evaluate(logistic, DATA);
        assertTrue(evaluation.smoothness().isEmpty());
        AttackResult square = evaluation.results().get(3);
        assertTrue(square.robustCount() < evaluation.results().get(1).robustCount(), evaluation.toString());
        assertEquals(1, square.maxDistortion(), 0.01);
    }

    @Test
    void worksInTheProgramsOfTheHost() {
        RobustnessEvaluator evaluator = evaluator(new FastGradientMethod(2, new double[] {0, 0.5}, false, true));
        CrossValidation<Label, RobustnessEvaluation> validation = new CrossValidation<>(
                SmallModels.trainer(List.of(new CrossEntropy()), 1), SmallImages.dataset(30, 3), evaluator, 2, 1);
        Map<MetricID<Label>, DescriptiveStats> stats =
                EvaluationAggregator.summarizeCrossValidation(validation.evaluate());
        MetricID<Label> id = id("ROBUST_ACCURACY[FGM L2 box,eps=0.5]");
        assertEquals(2, stats.get(id).getN());
    }

    @Test
    void theHostGivesMeanAndDeviationOverSeeds() {
        RobustnessEvaluator evaluator = evaluator(new FastGradientMethod(2, new double[] {1}, false, true));
        List<RobustnessEvaluation> seeds = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            MatModel trained =
                    SmallModels.trainer(List.of(new CrossEntropy()), seed).train(DATA);
            seeds.add(evaluator.evaluate(trained, DATA));
        }
        DescriptiveStats stats = EvaluationAggregator.summarize(seeds).get(id("ROBUST_ACCURACY[FGM L2 box,eps=1.0]"));
        double[] shares = seeds.stream()
                .mapToDouble(e -> e.results().get(0).robustAccuracy().share())
                .toArray();
        double mean = (shares[0] + shares[1] + shares[2]) / 3;
        double squares = 0;
        for (double share : shares) {
            squares += (share - mean) * (share - mean);
        }
        assertEquals(3, stats.getN());
        assertEquals(mean, stats.getMean(), 1e-12);
        assertEquals(Math.sqrt(squares / 2), stats.getStandardDeviation(), 1e-12);
    }

    @Test
    void outcomesAreWhatTheModelPredicts() {
        AttackResult result = evaluator(new FastGradientMethod(2, new double[] {1}, false, true))
                .evaluate(model, DATA)
                .results()
                .get(0);
        for (int i = 0; i < DATA.size(); i++) {
            Outcome outcome = result.outcomes().get(i);
            String label = DATA.getExample(i).getOutput().getLabel();
            assertEquals(outcome.robust(), outcome.predicted().equals(label));
        }
    }
}
