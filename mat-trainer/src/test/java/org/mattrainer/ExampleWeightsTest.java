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

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.objective.CatGan;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.FeatureMatching;
import org.mattrainer.objective.Term;
import org.tribuo.Example;
import org.tribuo.WeightedExamples;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Weights count by their ratios; weight 0 leaves an example out. */
class ExampleWeightsTest {

    private static List<Example<Label>> weighted(int count, float... weights) {
        List<Example<Label>> examples = TinyImages.examples(count, 1);
        for (int i = 0; i < count; i++) {
            examples.get(i).setWeight(weights[i % weights.length]);
        }
        return examples;
    }

    private static MatModel train(List<Example<Label>> examples) {
        return TrainerBuilder.mat().network(TrainerBuilder.NORMALISED).build().train(TinyImages.dataset(examples));
    }

    @Test
    void theHostIsToldThatWeightsCount() {
        assertInstanceOf(WeightedExamples.class, TrainerBuilder.baseline().build());
    }

    @ParameterizedTest
    @ValueSource(floats = {2f, 0.125f, 1f / 30})
    void aCommonFactorChangesNothing(float factor) {
        assertSameBits(train(weighted(30, 1f)), train(weighted(30, factor)));
    }

    @Test
    void ratiosCount() {
        assertFalse(Arrays.equals(
                train(weighted(30, 1f)).parameters(),
                train(weighted(30, 1f, 3f)).parameters()));
    }

    @Test
    void weightZeroLeavesAnExampleOut() {
        List<Example<Label>> all = weighted(30, 1f);
        List<Example<Label>> withSpare = new ArrayList<>(all);
        for (Example<Label> example : TinyImages.examples(9, 99)) {
            withSpare.add(0, new ArrayExample<>(example.getOutput(), example, 0f));
        }
        assertSameBits(train(all), train(withSpare));
    }

    static Stream<Term> termsWithMeansOverABatch() {
        return Stream.of(
                CatGan.builder("D4-R-D36-S").noise(2).build(),
                FeatureMatching.builder("D4-R-D36-S").noise(2).build());
    }

    /** Beside the largest ones they are below all that is above 0. */
    @ParameterizedTest
    @MethodSource("termsWithMeansOverABatch")
    void aBatchOfWeightsThatAreLostBesideOthersHasAMean(Term term) {
        List<Example<Label>> examples = weighted(30, 1e-30f);
        examples.subList(24, 30).forEach(example -> example.setWeight(1e30f));
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.terms = List.of(new CrossEntropy(), term);
        builder.minibatchSize = 2;
        assertDoesNotThrow(() -> builder.build().train(TinyImages.dataset(examples)));
    }

    @ParameterizedTest
    @ValueSource(floats = {-1f, Float.NaN, Float.POSITIVE_INFINITY})
    void otherWeightsAreRefused(float weight) {
        List<Example<Label>> examples = weighted(12, 1f);
        examples.get(7).setWeight(weight);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> train(examples));
        assertTrue(e.getMessage().contains("Example 7") && e.getMessage().contains("" + weight), e.getMessage());
    }

    @Test
    void allZeroIsRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> train(weighted(12, 0f)));
        assertEquals("Expected at least one labelled example with a weight above 0, found none", e.getMessage());
    }
}
