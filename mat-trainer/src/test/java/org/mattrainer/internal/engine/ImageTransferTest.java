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
package org.mattrainer.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.internal.kernel.Layout;

class ImageTransferTest {

    private static final int START = 3;

    /** Of fewer channels than go together, of as many, of more, and of one pixel. */
    @ParameterizedTest
    @CsvSource({"3,4,5", "8,3,2", "19,4,5", "40,1,1"})
    void everyValueGoesToItsPlaceAndBack(int channels, int height, int width) {
        Layout layout = Layout.of(channels, height, width, 1, 2);
        float[] image = new float[START + channels * height * width];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        float[] laid = new float[START + layout.imageStride()];
        ImageTransfer.fromCanonical(image, START, laid, START, layout);
        for (int c = 0; c < channels; c++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    float expected = START + (c * height + row) * width + column;
                    assertEquals(expected, laid[START + layout.offset(row, column) + c]);
                }
            }
        }
        float[] back = new float[image.length];
        ImageTransfer.toCanonical(laid, START, layout, back, START);
        System.arraycopy(image, 0, back, 0, START);
        assertArrayEquals(image, back);
    }

    @ParameterizedTest
    @CsvSource({"3,4,5", "19,4,5", "40,1,1"})
    void imagesAreAdded(int channels, int height, int width) {
        Layout layout = Layout.of(channels, height, width, 0, 0);
        float[] image = new float[channels * height * width];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        float[] sum = new float[layout.imageStride()];
        ImageTransfer.addCanonical(image, 0, sum, 0, layout);
        ImageTransfer.addCanonical(image, 0, sum, 0, layout);
        float[] back = new float[image.length];
        ImageTransfer.toCanonical(sum, 0, layout, back, 0);
        for (int i = 0; i < image.length; i++) {
            image[i] *= 2;
        }
        assertArrayEquals(image, back);
    }
}
