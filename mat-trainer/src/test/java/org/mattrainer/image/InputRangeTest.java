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
package org.mattrainer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that a network cannot learn from are found, with the setting that fits them. */
class InputRangeTest {

    private static final ImageShape SHAPE = new ImageShape(1, 4, 4);

    /** Images of values that run evenly over a range. */
    private static TrainingImages images(float lowest, float highest) {
        float[] images = new float[70 * 16];
        for (int i = 0; i < images.length; i++) {
            images[i] = lowest + (highest - lowest) * (i * 17 % 256) / 255;
        }
        return new ArrayImages(images, 16);
    }

    private static InputRange range(float lowest, float highest, Preprocessing preprocessing) {
        TrainingImages images = images(lowest, highest);
        return InputRange.of(SHAPE, images, preprocessing, preprocessing.fit(SHAPE, images));
    }

    @ParameterizedTest
    @CsvSource({"0, 255, 255", "3, 200, 255", "0, 1, 1", "-1, 1, 1", "0, 65535, 65535", "0, 40, 255", "-3, 5, 1"})
    void theUsualScalesFit(float lowest, float highest, float scale) {
        InputRange range = range(lowest, highest, new UnitScale(0, scale));
        assertTrue(range.doubt().isEmpty(), () -> range.doubt().orElseThrow());
        assertEquals(new ValueRange(lowest, highest), range.raw());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 255, 1",
        "0, 0.9, 255, 1",
        "-1, 1, 255, 1",
        "0, 16, 255, 16",
        "0, 300, 255, 511",
        "0, 1023, 255, 1023",
        "0, 65535, 255, 65535",
        "0, 255, 1, 255",
        "0, 255, 65535, 255"
    })
    void otherScalesAreDoubtedWithTheOneThatFits(float lowest, float highest, float scale, int fitting) {
        String doubt = range(lowest, highest, new UnitScale(0, scale)).doubt().orElse("none");
        assertTrue(doubt.contains("UnitScale with scale=" + fitting + " "), doubt);
        assertTrue(doubt.contains(new ValueRange(lowest, highest).toString()), doubt);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 255", "0, 65535", "-5, 5"})
    void standardisedInputsFitWhateverTheyWere(float lowest, float highest) {
        assertTrue(range(lowest, highest, new Standardise()).doubt().isEmpty());
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThrows(UnfitDataException.class, () -> range(0, 0, new UnitScale()));
        assertThrows(UnfitDataException.class, () -> range(7, 7, new Standardise()));
        assertThrows(UnfitDataException.class, () -> range(0, 16777215, new UnitScale()));
        assertThrows(UnfitDataException.class, () -> range(0, 1e30f, new UnitScale(0, 1e-20f)));
    }
}
