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

import org.junit.jupiter.api.Test;

/** Images come back as they were, bytes packed. */
class ImageStoreTest {

    @Test
    void bytesArePackedAndOtherValuesKept() {
        float[][] images = {{0, 1, 127}, {128, 255, 3}, {0.5f, 2, 3}, {-1, 0, 0}, {256, 0, 0}, {0, 9, 9}};
        ImageStore store = new ImageStore(3, images.length);
        for (float[] image : images) {
            store.add(image);
        }
        assertEquals(6, store.count());
        assertEquals(3 * (3 + 3 * 4), store.size());
        float[] x = new float[5 * 3];
        store.read(1, 5, x);
        for (int i = 0; i < 15; i++) {
            assertEquals(images[1 + i / 3][i % 3], x[i]);
        }
        float[] one = {7, 7, 7, 7, 7};
        store.read(0, one, 1);
        assertArrayEquals(new float[] {7, 0, 1, 127, 7}, one);
    }
}
