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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.image.UnitScale;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** Ensembles of networks and networks behind transformations of the host under attack. */
class ComposedModelsTest {

    private static final Attack FAST = new FastGradientMethod(2, new double[] {0.1}, false, true);

    private static Model<Label> bagged;
    private static Model<Label> transformed;
    private static Model<Label> network;

    @BeforeAll
    static void train() {
        Trainer<Label> trainer = SmallModels.trainer(List.of(new CrossEntropy()), new UnitScale(), 1);
        bagged = new BaggingTrainer<>(trainer, new VotingCombiner(), 3).train(SmallImages.dataset(60, 1));
        transformed = new TransformTrainer<>(
                        trainer, new TransformationMap(List.of(new LinearScalingTransformation(0, 200))))
                .train(SmallImages.dataset(60, 1));
        network = trainer.train(SmallImages.dataset(60, 1));
    }

    private static String refusal(Model<Label> model) {
        RobustnessEvaluator evaluator =
                RobustnessEvaluator.builder(List.of(FAST)).build();
        return assertThrows(IllegalArgumentException.class, () -> evaluator.requireFit(model))
                .getMessage();
    }

    @Test
    void gradientsOfAnEnsembleThatVotesAreRefusedWithWhatCanBeDone() {
        String message = refusal(bagged);
        assertTrue(message.contains("WeightedEnsembleModel of 3 models, 3 of them MatModels"), message);
        assertTrue(message.contains("counts votes") && message.contains("FullyWeightedVotingCombiner"), message);
        assertTrue(message.contains("getModels()") && message.contains("TransferAttack"), message);
    }

    @Test
    void gradientsBehindTransformationsAreRefusedWithWhatCanBeDone() {
        String message = refusal(transformed);
        assertTrue(message.contains("TransformedModel around a MatModel"), message);
        assertTrue(message.contains("preprocessing") && message.contains("SquareAttack"), message);
    }

    /** A vote of a model of the host was told to use the attack that it was asked about. */
    @Test
    void gradientsOfAVoteAreThoseOfTheModelThatVotes() {
        RandomisedSmoothing smoothing = new RandomisedSmoothing(0.5);
        String votes = refusal(smoothing.smooth(network));
        assertTrue(votes.contains("a vote over noise: attack its base model, or use a SmoothedGradientDescent"), votes);
        String host = refusal(smoothing.smooth(SmallModels.logistic()));
        assertTrue(host.contains("a vote over noise of org.tribuo.") && host.contains("SquareAttack"), host);
        assertFalse(host.contains("SmoothedGradientDescent"), host);
    }

    @Test
    void membersAndTheWholeCanBeAttacked() {
        RobustnessEvaluator byGradient =
                RobustnessEvaluator.builder(List.of(FAST)).checkExamples(0).build();
        byGradient.requireFit(((EnsembleModel<Label>) bagged).getModels().get(0));
        RobustnessEvaluator byQueries = RobustnessEvaluator.builder(
                        List.of(new RandomNoise(2, new double[] {0.5}, true, 1)))
                .maxExamples(9)
                .checkExamples(0)
                .build();
        for (Model<Label> model : List.of(bagged, transformed)) {
            RobustnessEvaluation evaluation = byQueries.evaluate(model, SmallImages.dataset(9, 2));
            assertEquals(9, evaluation.results().get(0).examples());
        }
    }
}
