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
package org.mattrainer.evaluation.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.image.Standardise;
import org.mattrainer.image.UnitScale;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.ensemble.WeightedEnsembleModel;

/** Ensembles that average the probabilities of networks, as attacks see them. */
class EnsembleNetworkTest {

    private static final int N = 5;

    private static Model<Label> ensemble;
    private static AttackTarget target;
    private static float[] x;

    @BeforeAll
    static void train() {
        Model<Label> bagged = new BaggingTrainer<>(
                        SmallModels.trainer(List.of(new CrossEntropy()), 1), new FullyWeightedVotingCombiner(), 3)
                .train(SmallImages.dataset(60, 1));
        ensemble = WeightedEnsembleModel.createEnsembleFromExistingModels(
                "weighted",
                ((EnsembleModel<Label>) bagged).getModels(),
                new FullyWeightedVotingCombiner(),
                new float[] {1, 2, 0.5f});
        target = new AttackTarget(ensemble, SmallModels.SETTINGS);
        List<Example<Label>> examples = SmallImages.dataset(N, 2).getData();
        x = target.read(examples, new long[N]).x();
    }

    @AfterAll
    static void close() {
        target.close();
    }

    private static double[] softmax(double[] logits, int row, int classes) {
        double[] p = new double[classes];
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            p[j] = Math.exp(logits[row * classes + j]);
            sum += p[j];
        }
        for (int j = 0; j < classes; j++) {
            p[j] /= sum;
        }
        return p;
    }

    @Test
    void itsProbabilitiesAreThoseOfTheHost() {
        Outputs outputs = target.whiteBox().forward(x, N);
        List<Prediction<Label>> predictions = target.predict(x, N);
        for (int i = 0; i < N; i++) {
            double[] p = softmax(outputs.logits(), i, outputs.classes());
            double sum = predictions.get(i).getOutputScores().values().stream()
                    .mapToDouble(Label::getScore)
                    .sum();
            for (int j = 0; j < p.length; j++) {
                double expected = predictions
                                .get(i)
                                .getOutputScores()
                                .get(target.label(j).getLabel())
                                .getScore()
                        / sum;
                assertEquals(expected, p[j], 1e-5);
            }
        }
    }

    @Test
    void tangentsAreDifferencesAndGradientsTheirTransposes() {
        WhiteBox box = target.whiteBox();
        Random random = new Random(3);
        float[] direction = new float[x.length];
        float[] above = x.clone();
        float[] below = x.clone();
        float step = 2e-4f;
        for (int k = 0; k < N * box.size(); k++) {
            direction[k] = target.isUsed(k % box.size()) ? (float) random.nextGaussian() : 0;
            above[k] += step * direction[k];
            below[k] -= step * direction[k];
        }
        Outputs up = box.newOutputs();
        up.take(box.forward(above, N), N);
        Outputs down = box.newOutputs();
        down.take(box.forward(below, N), N);
        box.forward(x, N);
        Outputs change = box.newOutputs();
        box.tangent(direction, N, change);
        int classes = change.classes();
        double[] upstream = new double[N * classes];
        double[] upstreamLatent = new double[N * change.latentSize()];
        for (int i = 0; i < N; i++) {
            // The white box scales the upstream gradient of each image to a largest value of 1, so that is what they
            // have.
            upstream[i * classes] = 1;
            upstream[i * classes + 1] = -0.5;
            upstreamLatent[i * change.latentSize() + 3] = 0.25;
            for (int j = 0; j < classes; j++) {
                int k = i * classes + j;
                double difference = (up.logits()[k] - down.logits()[k]) / (2 * step);
                assertEquals(difference, change.logits()[k], 0.02 * Math.max(1, Math.abs(difference)));
            }
        }
        float[] gradient = new float[x.length];
        box.inputGradient(upstreamLatent, upstream, N, gradient);
        for (int i = 0; i < N; i++) {
            double expected = change.logits()[i * classes]
                    - 0.5 * change.logits()[i * classes + 1]
                    + 0.25 * change.latent()[i * change.latentSize() + 3];
            double found = 0;
            for (int k = 0; k < box.size(); k++) {
                found += (double) direction[i * box.size() + k] * gradient[i * box.size() + k];
            }
            assertEquals(expected, found, 1e-3 * Math.max(1, Math.abs(expected)));
        }
    }

    @Test
    void anAttackByGradientFindsMoreThanNoise() {
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(
                        new FastGradientMethod(2, new double[] {2}, false, true),
                        new RandomNoise(2, new double[] {2}, true, 1)))
                .maxExamples(30)
                .build();
        RobustnessEvaluation evaluation = evaluator.evaluate(ensemble, SmallImages.dataset(30, 2));
        int byGradient = evaluation.results().get(0).robustCount();
        int byNoise = evaluation.results().get(1).robustCount();
        assertTrue(byGradient < byNoise, byGradient + " of 30 against " + byNoise);
    }

    @Test
    void membersThatAreFedDifferentlyAreRefused() {
        Model<Label> bagged = new BaggingTrainer<>(
                        SmallModels.trainer(List.of(new CrossEntropy()), new Standardise(), 1),
                        new FullyWeightedVotingCombiner(),
                        2)
                .train(SmallImages.dataset(60, 1));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new AttackTarget(bagged, SmallModels.SETTINGS))
                .getMessage();
        assertTrue(message.contains("fed the same image") && message.contains("UnitScale"), message);
    }

    @Test
    void aPreprocessingOfFixedNumbersIsTheSameInAllMembers() {
        Model<Label> bagged = new BaggingTrainer<>(
                        SmallModels.trainer(List.of(new CrossEntropy()), new UnitScale(100, 50), 1),
                        new FullyWeightedVotingCombiner(),
                        2)
                .train(SmallImages.dataset(60, 1));
        try (AttackTarget scaled = new AttackTarget(bagged, SmallModels.SETTINGS)) {
            assertTrue(scaled.hasGradients());
        }
    }
}
