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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.impl.ArrayExample;

/** Unlabelled examples are refused by default, on every kind of dataset, and used on request. */
class UnlabelledExamplesTest {

    private static final String HOST_MESSAGE =
            "The supplied Dataset contained unknown Outputs, and this Trainer is supervised.";

    private static final List<Example<Label>> PARTLY = TinyImages.partlyLabelled(30, 12, 1);

    static List<Dataset<Label>> datasets() {
        MutableDataset<Label> mutable = TinyImages.dataset(PARTLY);
        Dataset<?> deserialized = Dataset.deserialize(mutable.serialize());
        return List.of(
                mutable,
                DatasetView.createBootstrapView(mutable, 60, 1),
                new DatasetView<>(mutable, allIndices(mutable), "all"),
                new MinimumCardinalityDataset<>(mutable, 1),
                ImmutableDataset.copyDataset(mutable),
                MutableDataset.createDeepCopy(mutable),
                Dataset.castDataset(deserialized, Label.class));
    }

    private static int[] allIndices(Dataset<Label> data) {
        int[] indices = new int[data.size()];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void theDefaultRefusesThemInTheHostsWords(Dataset<Label> data) {
        MatTrainer trainer = TrainerBuilder.baseline().build();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> trainer.train(data));
        assertEquals(HOST_MESSAGE, e.getMessage());
        assertEquals(0, trainer.getInvocationCount());
    }

    @Test
    void onRequestTheyAreUsed() {
        TrainerBuilder builder = TrainerBuilder.mat().untilItLearns();
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.unlabelledMinibatchSize = 6;
        MatModel model = builder.build().train(TinyImages.dataset(TinyImages.partlyLabelled(90, 30, 1)));
        assertEquals(3, model.getOutputIDInfo().size());
        assertEquals(-1, model.getOutputIDInfo().getID(LabelFactory.UNKNOWN_LABEL));
        LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, TinyImages.dataset(60, 5));
        assertTrue(evaluation.accuracy() > 0.8, () -> "accuracy " + evaluation.accuracy());
    }

    @Test
    void theyChangeTheModelOnlyThroughTermsThatNeedNoLabel() {
        TrainerBuilder supervised = TrainerBuilder.baseline();
        supervised.updatesPerEpoch = 5;
        MatModel alone = supervised.build().train(TinyImages.dataset(PARTLY.subList(0, 12)));
        TrainerBuilder semi = TrainerBuilder.baseline();
        semi.updatesPerEpoch = 5;
        semi.unlabelledPolicy = UnlabelledPolicy.USE;
        MatModel beside = semi.build().train(TinyImages.dataset(PARTLY));
        assertArrayEquals(alone.parameters(), beside.parameters(), 0f);

        TrainerBuilder smooth = TrainerBuilder.mat();
        smooth.updatesPerEpoch = 5;
        MatModel smoothAlone = smooth.build().train(TinyImages.dataset(PARTLY.subList(0, 12)));
        smooth.unlabelledPolicy = UnlabelledPolicy.USE;
        MatModel smoothBeside = smooth.build().train(TinyImages.dataset(PARTLY));
        assertFalse(Arrays.equals(smoothAlone.parameters(), smoothBeside.parameters()));
    }

    @Test
    void aDomainThatHoldsTheUnknownLabelIsRefused() {
        List<Example<Label>> examples = new ArrayList<>(TinyImages.examples(12, 1));
        for (Example<Label> example : TinyImages.examples(6, 2)) {
            examples.add(new ArrayExample<>(new Label(Label.UNKNOWN), example, 1f));
        }
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> builder.build().train(TinyImages.dataset(examples)));
        assertTrue(e.getMessage().contains(Label.UNKNOWN), e.getMessage());
        assertTrue(e.getMessage().contains("rebuild"), e.getMessage());
    }

    @Test
    void everyClassNeedsALabelledExample() {
        MutableDataset<Label> all = TinyImages.dataset(PARTLY);
        int[] withoutCorners = new int[20];
        for (int i = 0, next = 0; next < withoutCorners.length; i++) {
            if (i % 3 != 2 || i >= 12) {
                withoutCorners[next++] = i;
            }
        }
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        Dataset<Label> view =
                new DatasetView<>(all, withoutCorners, all.getFeatureIDMap(), all.getOutputIDInfo(), "without corners");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> builder.build().train(view));
        assertTrue(e.getMessage().contains("'corner'"), e.getMessage());
    }

    /** It is no unlabelled example because the domain lacks its label. */
    @Test
    void aLabelOutsideOfTheDomainIsRefused() {
        MutableDataset<Label> all = TinyImages.dataset(12, 1);
        List<Example<Label>> rowsAndColumns = new ArrayList<>(TinyImages.examples(12, 2));
        rowsAndColumns.removeIf(example -> example.getOutput().getLabel().equals("corner"));
        Dataset<Label> view = new DatasetView<>(
                all,
                allIndices(all),
                all.getFeatureIDMap(),
                TinyImages.dataset(rowsAndColumns).getOutputIDInfo(),
                "a narrow domain");
        for (UnlabelledPolicy policy : UnlabelledPolicy.values()) {
            TrainerBuilder builder = TrainerBuilder.baseline();
            builder.unlabelledPolicy = policy;
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> builder.build().train(view));
            assertEquals(
                    "Example 2: expected one of the 2 labels in the domain of the dataset, found 'corner'",
                    e.getMessage());
        }
    }

    @Test
    void aDatasetWithoutLabelsIsRefused() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        MutableDataset<Label> all = TinyImages.dataset(PARTLY);
        Dataset<Label> unlabelled =
                new DatasetView<>(all, new int[] {20, 21}, all.getFeatureIDMap(), all.getOutputIDInfo(), "unlabelled");
        assertThrows(IllegalArgumentException.class, () -> builder.build().train(unlabelled));
    }
}
