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
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.PreprocessingChain;
import org.mattrainer.image.Standardise;
import org.mattrainer.image.UnitScale;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.input.ExampleReader;
import org.mattrainer.internal.input.ExampleTable;
import org.mattrainer.internal.input.SourceOutline;
import org.mattrainer.internal.input.TrainingData;
import org.mattrainer.training.UnlabelledPolicy;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

class TrainingOrderTest {

    private static final MutableDataset<Label> DATASET = TinyImages.dataset(TinyImages.partlyLabelled(29, 9, 1));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everythingIsReadAsItWasWritten(boolean flat) {
        PixelMap pixels = flat ? PixelMap.flat() : new PixelMap(1, TinyImages.SIDE, TinyImages.SIDE);
        ExampleReader reader = new ExampleReader(pixels.index(DATASET.getFeatureIDMap()), UnseenPixels.IGNORE);
        BitSet heldOut = new BitSet();
        heldOut.set(4);
        TrainingData data = TrainingData.of(
                DATASET, DATASET.getOutputIDInfo(), reader, UnlabelledPolicy.USE, Long.MAX_VALUE, heldOut);
        ImageShape shape = reader.shape();
        PixelTransform transform =
                new PreprocessingChain(List.of(new UnitScale(), new Standardise())).fit(shape, data.images());
        TrainingOrder order = new TrainingOrder(
                -7, pixels, DATASET.getFeatureIDMap(), 3, transform, new ValueRange(0, 255), data.outline(2));
        TrainingOrder read = TrainingOrder.of(order.toBytes());
        assertEquals(-7, read.seed());
        assertEquals(3, read.labels());
        assertEquals(order.range(), read.range());
        assertEquals(pixels.notation(), read.pixels().notation());
        assertArrayEquals(order.index().pixelOfFeatureId(), read.index().pixelOfFeatureId());
        float[] expected = new float[5 * shape.size()];
        data.images().read(3, 5, expected);
        float[] found = expected.clone();
        transform.apply(expected, 5);
        read.transform().apply(found, 5);
        assertArrayEquals(expected, found);
        assertSame(order.source(), read.source());
    }

    private static void assertSame(SourceOutline expected, SourceOutline found) {
        assertEquals(expected.size(), found.size());
        assertEquals(expected.used(), found.used());
        assertEquals(expected.hashes(), found.hashes());
        ExampleTable examples = expected.examples();
        assertEquals(examples.count(), found.examples().count());
        for (int i = 0; i < examples.count(); i++) {
            assertEquals(examples.classOf(i), found.examples().classOf(i));
            assertEquals(examples.weight(i), found.examples().weight(i));
        }
    }

    @Test
    void otherBytesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TrainingOrder.of(new byte[] {1, 2, 3}));
        byte[] empty = {};
        assertThrows(IllegalArgumentException.class, () -> TrainingOrder.of(empty));
    }
}
