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
package org.mattrainer.evaluation.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Whether examples are of the kind that a model knows. */
class DataKindTest {

    private static Optional<String> doubt(MatModel model, List<Example<Label>> examples) {
        return DataKind.doubt(model, model.predict(SmallImages.dataset(examples)));
    }

    private static List<Example<Label>> ofThisKind(int count) {
        List<Example<Label>> examples = new ArrayList<>();
        SmallImages.dataset(count, 5).forEach(examples::add);
        return examples;
    }

    /** A chequerboard of black and white with the labels of the thirds. */
    private static List<Example<Label>> ofAnotherKind(int count) {
        List<Example<Label>> examples = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < count; i++) {
            Example<Label> example = new ArrayExample<>(new Label("third-" + i % 3));
            for (int pixel = 1; pixel < SmallImages.SIDE * SmallImages.SIDE; pixel++) {
                boolean white = (pixel % SmallImages.SIDE + pixel / SmallImages.SIDE) % 2 == 0;
                example.add(new Feature(String.format("%02d", pixel), white ? 255 - random.nextInt(9) : 1));
            }
            examples.add(example);
        }
        return examples;
    }

    @Test
    void examplesOfTheSameKindRaiseNoDoubt() {
        assertEquals(Optional.empty(), doubt(SmallModels.mat(), ofThisKind(90)));
        assertEquals(Optional.empty(), doubt(SmallModels.baseline(), ofThisKind(90)));
    }

    @Test
    void aMixtureTellsOutliers() {
        String doubt = doubt(SmallModels.mat(), ofAnotherKind(90)).orElseThrow();
        assertTrue(doubt.contains("of the test examples are outliers to it"), doubt);
    }

    @Test
    void aModelWithoutAMixtureIsDoubtedWhereItsLabelsAreRightByChance() {
        String doubt = doubt(SmallModels.baseline(), ofAnotherKind(90)).orElseThrow();
        assertTrue(doubt.contains("right, and one label for all would 33.33 %"), doubt);
    }

    /** Labels that mean something else, on images of the same kind. */
    @Test
    void labelsOfAnotherMeaningAreDoubtedToo() {
        SplittableRandom random = new SplittableRandom(7);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            Example<Label> example = new ArrayExample<>(new Label("third-" + (i + 1) % 3));
            SmallImages.example(i % 3, random).forEach(example::add);
            examples.add(example);
        }
        String doubt = doubt(SmallModels.mat(), examples).orElseThrow();
        assertTrue(doubt.contains("one label for all"), doubt);
    }

    @Test
    void fewExamplesAndOneClassSayNothing() {
        assertEquals(Optional.empty(), doubt(SmallModels.baseline(), ofAnotherKind(49)));
        List<Example<Label>> one = new ArrayList<>();
        for (Example<Label> example : ofThisKind(180)) {
            if (example.getOutput().getLabel().equals("third-1")) {
                one.add(example);
            }
        }
        assertEquals(Optional.empty(), doubt(SmallModels.baseline(), one));
    }

    /** Where nearly all examples are of one class, one label for all is right nearly as often as a model that knows them. */
    @Test
    void rareClassesThatAreToldApartRaiseNoDoubt() {
        SplittableRandom random = new SplittableRandom(11);
        List<Example<Label>> right = new ArrayList<>();
        List<Example<Label>> turned = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int kind = i < 94 ? 0 : 1 + i % 2;
            right.add(SmallImages.example(kind, random));
            // The same labels, of which the rare ones are those of frequent images.
            Example<Label> other = new ArrayExample<>(new Label("third-" + kind));
            SmallImages.example(i < 94 ? i % 3 : 0, random).forEach(other::add);
            turned.add(other);
        }
        assertEquals(Optional.empty(), doubt(SmallModels.baseline(), right));
        String doubt = doubt(SmallModels.baseline(), turned).orElseThrow();
        assertTrue(doubt.contains("one label for all would 94.00 %"), doubt);
    }
}
