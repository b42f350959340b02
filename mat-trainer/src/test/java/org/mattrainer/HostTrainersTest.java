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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.dataset.DatasetView;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.evaluation.EvaluationAggregator;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** The trainer inside the host's trainers and on the host's views of data. */
class HostTrainersTest {

    private static final MutableDataset<Label> TRAIN = TinyImages.dataset(90, 1);
    private static final MutableDataset<Label> TEST = TinyImages.dataset(30, 2);

    private static double accuracy(Model<Label> model) {
        return new LabelEvaluator().evaluate(model, TEST).accuracy();
    }

    @Test
    void transformTrainer() {
        TransformationMap scaling = new TransformationMap(List.of(new LinearScalingTransformation(0, 255)));
        MatTrainer inner = TrainerBuilder.baseline().untilItLearns().build();
        Model<Label> model = new TransformTrainer<>(inner, scaling, true).train(TRAIN);
        assertTrue(accuracy(model) > 0.8, () -> "accuracy " + accuracy(model));
        assertEquals(1, inner.getInvocationCount());
    }

    @Test
    void baggingTrainer() {
        MatTrainer inner = TrainerBuilder.baseline().untilItLearns().build();
        Model<Label> model = new BaggingTrainer<>(inner, new VotingCombiner(), 3, 1).train(TRAIN);
        assertTrue(accuracy(model) > 0.8, () -> "accuracy " + accuracy(model));
        assertEquals(3, inner.getInvocationCount());
    }

    @Test
    void adaBoostTrainer() {
        MatTrainer inner = TrainerBuilder.baseline().untilItLearns().build();
        Model<Label> model = new AdaBoostTrainer(inner, 2, 1).train(TRAIN);
        assertTrue(accuracy(model) > 0.8, () -> "accuracy " + accuracy(model));
    }

    @Test
    void crossValidation() {
        MatTrainer trainer = TrainerBuilder.baseline().untilItLearns().build();
        List<Pair<LabelEvaluation, Model<Label>>> folds =
                new CrossValidation<>(trainer, TRAIN, new LabelEvaluator(), 3, 1).evaluate();
        assertEquals(3, folds.size());
        assertFalse(EvaluationAggregator.summarizeCrossValidation(folds).isEmpty());
        folds.forEach(fold -> assertTrue(fold.getA().accuracy() > 0.7));
    }

    @Test
    void aViewWithOneClassOfSeveral() {
        int[] rows = new int[20];
        Arrays.setAll(rows, i -> 3 * i);
        DatasetView<Label> view =
                new DatasetView<>(TRAIN, rows, TRAIN.getFeatureIDMap(), TRAIN.getOutputIDInfo(), "rows only");
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            MatModel model = TrainerBuilder.mat().build().train(view);
            Prediction<Label> prediction = model.predict(TRAIN.getExample(0));
            assertEquals(3, prediction.getOutputScores().size());
            assertTrue(log.text().contains("one of the labels ['corner', 'column'] of the dataset"), log.text());
        }
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            TrainerBuilder.mat().build().train(TRAIN);
            TrainerBuilder.baseline().build().train(view);
            assertFalse(log.text().contains("one of the labels"), log.text());
        }
    }

    @Test
    void aDatasetWithOneClass() {
        MatModel model = TrainerBuilder.mat()
                .build()
                .train(TinyImages.dataset(TinyImages.examples(30, 1).stream()
                        .filter(example -> example.getOutput().getLabel().equals("row"))
                        .toList()));
        assertEquals(1.0, model.predict(TEST.getExample(0)).getOutput().getScore());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 9})
    void anyNumberOfExamples(int count) {
        MatModel model = TrainerBuilder.mat().build().train(TinyImages.dataset(count, 1));
        assertEquals(TEST.size(), model.predict(TEST).size());
    }

    @Test
    void theDatasetsOrderIsTheTrainersOrder() {
        MutableDataset<Label> data = TinyImages.dataset(21, 1);
        MatModel inOrder = TrainerBuilder.baseline().build().train(data);
        data.shuffle(true);
        MatModel shuffled = TrainerBuilder.baseline().build().train(data);
        assertFalse(Arrays.equals(inOrder.parameters(), shuffled.parameters()));
        data.shuffle(false);
        MatModel again = TrainerBuilder.baseline().build().train(data);
        assertArrayEquals(inOrder.parameters(), again.parameters(), 0f);
    }

    @Test
    void runProvenanceIsKept() {
        Map<String, Provenance> run = new HashMap<>();
        run.put("fold", new IntProvenance("fold", 3));
        MatModel model = TrainerBuilder.baseline().build().train(TRAIN, run);
        assertEquals(
                run.get("fold"),
                model.getProvenance().getInstanceProvenance().getMap().get("fold"));
        assertEquals(MatModel.class.getName(), model.getProvenance().getClassName());
    }
}
