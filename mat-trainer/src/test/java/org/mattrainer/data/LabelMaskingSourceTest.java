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
package org.mattrainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.data.SourceRoundTrip.list;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

class LabelMaskingSourceTest {

    @TempDir
    Path folder;

    private IdxImageSource source;

    @BeforeEach
    void makeSource() {
        source = NumberedImages.source(folder, 300, 3);
    }

    private LabelMaskingSource mask(int perClass, int count, long seed) {
        return new LabelMaskingSource(source, perClass, count, seed);
    }

    private static Map<String, Long> counts(Iterable<Example<Label>> examples) {
        return list(examples).stream()
                .collect(Collectors.groupingBy(e -> e.getOutput().getLabel(), Collectors.counting()));
    }

    @Test
    void soManyOfEachClassKeepTheirLabel() {
        assertEquals(Map.of("0", 4L, "1", 4L, "2", 4L, Label.UNKNOWN, 288L), counts(mask(4, 0, 1)));
        assertEquals(Map.of("0", 100L, "1", 100L, "2", 100L), counts(mask(100, 0, 1)));
    }

    @Test
    void soManyOfAllKeepTheirLabel() {
        assertEquals(250L, counts(mask(0, 50, 1)).get(Label.UNKNOWN));
    }

    @Test
    void labelsStayTrueAndFeaturesUntouched() {
        List<Example<Label>> original = list(source);
        List<Example<Label>> masked = list(mask(4, 0, 1));
        assertEquals(300, masked.size());
        for (int i = 0; i < 300; i++) {
            Label label = masked.get(i).getOutput();
            if (label != LabelFactory.UNKNOWN_LABEL) {
                assertEquals(original.get(i).getOutput(), label);
            }
            assertEquals(features(original.get(i)), features(masked.get(i)));
        }
    }

    private static List<Feature> features(Example<Label> example) {
        List<Feature> list = new ArrayList<>();
        example.forEach(list::add);
        return list;
    }

    @Test
    void theHostCountsTheHiddenLabelsAsUnknown() {
        MutableDataset<Label> dataset = new MutableDataset<>(mask(4, 0, 1));
        assertEquals(288, dataset.getOutputInfo().getUnknownCount());
        assertEquals(3, dataset.getOutputs().size());
    }

    @Test
    void theSeedDecides() {
        assertArrayEquals(
                mask(4, 0, 1).labelled().toArray(), mask(4, 0, 1).labelled().toArray());
        assertFalse(Arrays.equals(
                mask(4, 0, 1).labelled().toArray(), mask(4, 0, 2).labelled().toArray()));
    }

    @Test
    void labelledSaysWhichTheyAre() {
        LabelMaskingSource masked = mask(0, 50, 9);
        List<Example<Label>> examples = list(masked);
        assertEquals(50, masked.labelled().count());
        masked.labelled()
                .forEach(i -> assertTrue(examples.get(i).getOutput() != LabelFactory.UNKNOWN_LABEL, "example " + i));
    }

    /** Each of 300 examples should be chosen in about 1000 * 60 / 300 = 200 of 1000 draws (deviation 13). */
    @Test
    void everyExampleHasTheSameChance() {
        int[] chosen = new int[300];
        for (long seed = 0; seed < 1000; seed++) {
            mask(20, 0, seed).labelled().forEach(i -> chosen[i]++);
        }
        int least = Arrays.stream(chosen).min().orElseThrow();
        int most = Arrays.stream(chosen).max().orElseThrow();
        assertTrue(least > 140 && most < 260, least + " to " + most);
    }

    @Test
    void whatIsAlreadyUnknownStaysSoAndDoesNotCount() {
        LabelMaskingSource twice = new LabelMaskingSource(mask(10, 0, 1), 4, 0, 2);
        assertEquals(Map.of("0", 4L, "1", 4L, "2", 4L, Label.UNKNOWN, 288L), counts(twice));
        assertSame(LabelFactory.UNKNOWN_LABEL, firstUnknown(twice));
    }

    private static Label firstUnknown(Iterable<Example<Label>> examples) {
        return list(examples).stream()
                .map(Example::getOutput)
                .filter(label -> label.getLabel().equals(Label.UNKNOWN))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsThatCannotBeMetAreRefused() {
        assertRefused(0, 0, "either labelledPerClass or labelledCount above 0, found 0 and 0");
        assertRefused(1, 1, "either labelledPerClass or labelledCount above 0, found 1 and 1");
        assertRefused(-1, 0, "either labelledPerClass or labelledCount above 0, found -1 and 0");
        assertRefused(101, 0, "at least 101 examples of each class, found 100 of class '0'");
        assertRefused(0, 301, "at least 301 labelled examples, found 300");
        assertRefused(0, 2, "a labelled example of each class, found none of class");
    }

    private void assertRefused(int perClass, int count, String message) {
        Exception e = assertThrows(PropertyException.class, () -> mask(perClass, count, 1));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void survivesARoundTrip() {
        SourceRoundTrip.check(mask(4, 0, 5));
        SourceRoundTrip.check(new LabelMaskingSource(new SplitSource(source, 0.8, 2, DataPart.TRAIN), 0, 40, 5));
    }
}
