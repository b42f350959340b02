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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.PreprocessingChain;
import org.mattrainer.image.UnitScale;
import org.mattrainer.image.WhiteningRegularisation;
import org.mattrainer.image.ZcaWhitening;
import org.mattrainer.internal.engine.Workers;

/** Images preprocessed once are, bit for bit, those preprocessed for each batch. */
class NetworkInputsTest {

    private static final ImageShape SHAPE = new ImageShape(1, 3, 3);
    private static final int SIZE = 9;
    private static final int COUNT = 75;

    private static ImageStore images() {
        SplittableRandom random = new SplittableRandom(3);
        ImageStore images = new ImageStore(SIZE, COUNT);
        for (int i = 0; i < COUNT; i++) {
            float[] image = new float[SIZE];
            for (int k = 0; k < SIZE; k++) {
                image[k] = random.nextInt(256);
            }
            images.add(image);
        }
        return images;
    }

    private static PixelTransform whitening(ImageStore images) {
        return new PreprocessingChain(
                        List.of(new UnitScale(), new ZcaWhitening(0.1, WhiteningRegularisation.ADDED_TO_VARIANCE)))
                .fit(SHAPE, images);
    }

    private static float[] read(NetworkInputs inputs) {
        float[] x = new float[4 * SIZE];
        inputs.read(new int[] {74, 0, 33, 33, 5}, 4, x);
        return x;
    }

    @Test
    void keptImagesAreTheSame() {
        ImageStore images = images();
        PixelTransform transform = whitening(images);
        assertTrue(transform.isSlow());
        float[] expected = new float[4 * SIZE];
        images.read(74, expected, 0);
        images.read(0, expected, SIZE);
        images.read(33, expected, 2 * SIZE);
        images.read(33, expected, 3 * SIZE);
        transform.apply(expected, 4);
        for (int threads = 1; threads <= 3; threads++) {
            try (Workers workers = new Workers(threads)) {
                NetworkInputs kept = NetworkInputs.of(images, transform, 4L * SIZE * COUNT, workers);
                assertTrue(kept.isKept());
                assertArrayEquals(expected, read(kept));
            }
        }
    }

    @Test
    void withoutMemoryTheyArePreprocessedEachTime() {
        ImageStore images = images();
        PixelTransform transform = whitening(images);
        Logger logger = Logger.getLogger(NetworkInputs.class.getName());
        List<String> messages = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                messages.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try (Workers workers = new Workers(1)) {
            NetworkInputs kept = NetworkInputs.of(images, transform, 4L * SIZE * COUNT, workers);
            NetworkInputs fresh = NetworkInputs.of(images, transform, 4L * SIZE * COUNT - 1, workers);
            assertFalse(fresh.isKept());
            assertArrayEquals(read(kept), read(fresh));
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(1, messages.size());
        assertTrue(messages.get(0).contains("2700 bytes, 2699 are left"), messages.get(0));
    }

    @Test
    void aQuickPreprocessingIsNotKept() {
        ImageStore images = images();
        PixelTransform transform = new UnitScale().fit(SHAPE, images);
        assertFalse(transform.isSlow());
        try (Workers workers = new Workers(1)) {
            NetworkInputs inputs = NetworkInputs.of(images, transform, Long.MAX_VALUE, workers);
            assertFalse(inputs.isKept());
            float[] first = new float[SIZE];
            images.read(74, first, 0);
            assertEquals(first[4] / 255, read(inputs)[4]);
        }
    }
}
