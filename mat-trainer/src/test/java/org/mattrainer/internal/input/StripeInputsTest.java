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
package org.mattrainer.internal.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.Preprocessing;
import org.mattrainer.image.UnfitDataException;
import org.mattrainer.image.UnitScale;
import org.mattrainer.image.ZcaWhitening;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.training.UnlabelledPolicy;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Images are read when they are asked for, stripe by stripe, and are those of the whole data. */
class StripeInputsTest {

    private static final int COUNT = 43;
    private static final int SIZE = TinyImages.SIDE * TinyImages.SIDE;
    private static final ImageShape SHAPE = new ImageShape(1, TinyImages.SIDE, TinyImages.SIDE);

    private final List<Example<Label>> examples = new ArrayList<>(TinyImages.examples(COUNT, 1));
    private final MutableDataset<Label> dataset = TinyImages.dataset(examples);
    private final ExampleReader reader = new ExampleReader(
            new PixelMap(1, TinyImages.SIDE, TinyImages.SIDE).index(dataset.getFeatureIDMap()), UnseenPixels.IGNORE);
    private TrainingData data;
    private PixelTransform transform;
    private int passes;

    private StripeInputs inputs(int shards, Preprocessing preprocessing, long memory) {
        BitSet heldOut = new BitSet();
        heldOut.set(3);
        heldOut.set(40, 42);
        data = TrainingData.of(
                dataset, dataset.getOutputIDInfo(), reader, UnlabelledPolicy.REJECT, Long.MAX_VALUE, heldOut);
        transform = preprocessing.fit(SHAPE, data.images());
        Iterable<Example<Label>> source = () -> {
            passes++;
            return examples.iterator();
        };
        return new StripeInputs(source, reader, data.outline(shards), transform, memory, 2);
    }

    private StripeInputs inputs(int shards) {
        return inputs(shards, new UnitScale(), Long.MAX_VALUE);
    }

    private float[] expected(int[] indices) {
        try (Workers workers = new Workers(1)) {
            float[] x = new float[indices.length * SIZE];
            data.inputs(transform, workers).read(indices, indices.length, x);
            return x;
        }
    }

    private static float[] read(StripeInputs inputs, int[] indices) {
        float[] x = new float[indices.length * SIZE];
        inputs.read(indices, indices.length, x);
        return x;
    }

    private int[] inStripes(int shards, int... wanted) {
        DataStripes stripes = data.outline(shards).stripes();
        BitSet set = new BitSet();
        IntStream.of(wanted).forEach(set::set);
        return IntStream.range(0, data.examples().count())
                .filter(i -> set.get(stripes.of(i)))
                .toArray();
    }

    @Test
    void onlyWhatWasAskedForIsKept() {
        StripeInputs inputs = inputs(4);
        assertEquals(0, passes);
        int[] second = inStripes(4, 1);
        assertEquals(10, second.length);
        assertArrayEquals(expected(second), read(inputs, second));
        assertEquals("{1}", inputs.held().toString());
        assertEquals(second.length * (long) SIZE, inputs.size());
        assertEquals(1, passes);
        read(inputs, second);
        assertEquals(1, passes);
        int[] others = inStripes(4, 1, 3);
        assertArrayEquals(expected(others), read(inputs, others));
        assertEquals("{1, 3}", inputs.held().toString());
        assertEquals(others.length * (long) SIZE, inputs.size());
        assertEquals(2, passes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void imagesAreThoseOfTheWholeData(int shards) {
        StripeInputs inputs = inputs(shards, new ZcaWhitening(), Long.MAX_VALUE);
        int[] all = IntStream.range(0, data.examples().count()).toArray();
        assertArrayEquals(expected(all), read(inputs, all));
        assertEquals(1, passes);
        assertEquals(5L * SIZE * all.length, inputs.size(), "bytes of raw images and floats of whitened ones");
    }

    /** Two stripes of 20 images: raw ones take 20 units each, whitened ones 80 more. */
    @ParameterizedTest
    @CsvSource({"200,100,200", "130,100,120", "100,100,40", "90,20,40"})
    void whatDoesNotFitIsPreprocessedAgain(int memory, int ofOne, int ofBoth) {
        StripeInputs inputs = inputs(2, new ZcaWhitening(), (long) memory * SIZE);
        int[] first = inStripes(2, 0);
        int[] all = IntStream.range(0, data.examples().count()).toArray();
        assertArrayEquals(expected(first), read(inputs, first));
        assertEquals((long) ofOne * SIZE, inputs.size());
        assertArrayEquals(expected(all), read(inputs, all));
        assertEquals((long) ofBoth * SIZE, inputs.size());
    }

    @Test
    void imagesThatNeedTooMuchMemoryAreRefused() {
        StripeInputs inputs = inputs(2, new UnitScale(), 30L * SIZE);
        read(inputs, inStripes(2, 0));
        Exception e = assertThrows(IllegalArgumentException.class, () -> read(inputs, inStripes(2, 1)));
        assertTrue(e.getMessage().contains("more than the " + 30 * SIZE + " bytes"), e.getMessage());
        assertEquals("{0}", inputs.held().toString());
    }

    @Test
    void anotherSourceIsRefused() {
        StripeInputs inputs = inputs(2);
        examples.set(1, examples.get(4));
        Exception e = assertThrows(UnfitDataException.class, () -> read(inputs, inStripes(2, 0, 1)));
        assertTrue(e.getMessage().contains("of 2 have the SHA-256"), e.getMessage());
        examples.remove(COUNT - 1);
        e = assertThrows(UnfitDataException.class, () -> read(inputs, inStripes(2, 0, 1)));
        assertTrue(e.getMessage().contains("Expected the 43 training examples"), e.getMessage());
        assertTrue(e.getMessage().contains("found 42"), e.getMessage());
        assertTrue(inputs.held().isEmpty());
    }

    @Test
    void aLongerSourceIsRefused() {
        StripeInputs inputs = inputs(2);
        examples.add(examples.get(0));
        Exception e = assertThrows(UnfitDataException.class, () -> read(inputs, inStripes(2, 0)));
        assertTrue(e.getMessage().contains("found 44"), e.getMessage());
    }
}
