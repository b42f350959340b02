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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.TemporalEnsembling;
import org.mattrainer.objective.Term;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.StoppingMonitor;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;

/** A training says of settings that they do nothing in it, or twice what they say. */
class UselessSettingsTest {

    private final MutableDataset<Label> data = TinyImages.dataset(20, 1);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTermThatIsListedTwice(boolean twice) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.terms = twice ? List.of(new CrossEntropy(), new CrossEntropy()) : List.of(new CrossEntropy());
        assertEquals(twice, warned(builder, "twice, so that it weighs twice as much as it says"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void batchesOfUnlabelledExamplesWhereThereAreNone(boolean unlabelled) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.unlabelledMinibatchSize = 4;
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        if (unlabelled) {
            ArrayExample<Label> example = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL);
            data.getExample(0).forEach(example::add);
            data.add(example);
        }
        assertEquals(!unlabelled, warned(builder, "all 20 training examples are labelled: it changes nothing"));
    }

    @ParameterizedTest
    @MethodSource
    void stoppingByAnObjectiveOfGrowingWeights(Term term, StoppingMonitor monitor, boolean doubtful) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.terms = List.of(new CrossEntropy(), term);
        builder.earlyStopping = EarlyStopping.builder().monitor(monitor).build();
        assertEquals(
                doubtful, warned(builder, "the weight of the term " + term.name() + " grows over 0.5 of the training"));
    }

    static List<Arguments> stoppingByAnObjectiveOfGrowingWeights() {
        return List.of(
                arguments(smoothness(1, 0.5), StoppingMonitor.OBJECTIVE, true),
                arguments(
                        new GaussianLikelihood(0.1, InfoForm.LIKELIHOOD, false, 0.5), StoppingMonitor.OBJECTIVE, true),
                arguments(new PiModel(1, 0.5, 0.1, RegulariseOn.BOTH), StoppingMonitor.OBJECTIVE, true),
                arguments(new MeanTeacher(1, 0.5, 0.5, RegulariseOn.BOTH), StoppingMonitor.OBJECTIVE, true),
                arguments(new TemporalEnsembling(1, 0.5, 0.5), StoppingMonitor.OBJECTIVE, true),
                arguments(smoothness(1, 0.5), StoppingMonitor.TRAINING_ERROR, false),
                arguments(smoothness(1, 0), StoppingMonitor.OBJECTIVE, false),
                arguments(smoothness(0, 0.5), StoppingMonitor.OBJECTIVE, false));
    }

    private static Smoothness smoothness(double weight, double warmUp) {
        return Smoothness.builder()
                .smoothnessWeight(weight)
                .latentWeight(0)
                .direction(new RandomDirection())
                .warmUp(warmUp)
                .build();
    }

    private boolean warned(TrainerBuilder builder, String sentence) {
        builder.epochs = 1;
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            builder.build().train(data);
            return log.text().contains(sentence);
        }
    }
}
