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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.CapturedLog;

/** Changes of tones tell when the images are in other units than black and white say. */
class ToneWatchTest {

    private static final ImageShape SHAPE = new ImageShape(1, 2, 2);

    private static String logged(Augmentation change, float... image) {
        try (CapturedLog log = new CapturedLog(ToneWatch.class.getName())) {
            for (int i = 0; i < 3; i++) {
                change.augment(SHAPE, image.clone(), 0, i);
            }
            return log.text();
        }
    }

    private static List<Augmentation> changes(double black, double white) {
        return List.of(
                new RandomBrightness(0.1, 1.9, black, white),
                new RandomContrast(0.1, 1.9, black, white),
                new RandomSolarise(0, 1, black, white),
                new RandomPosterise(4, 8, black, white));
    }

    @Test
    void otherUnitsAreWarnedOfOnce() {
        for (Augmentation change : changes(0, 1)) {
            assertEquals("", logged(change, 0, 0.5f, 1, 1.05f));
            String text = logged(change, -1, 0, 0.5f, 1);
            assertTrue(text.contains(change + " expects images of values from 0.0 (black) to 1.0 (white)"), text);
            assertTrue(text.contains("found one of -1.0 to 1.0"), text);
            assertEquals(text.indexOf(" expects "), text.lastIndexOf(" expects "), text);
            assertEquals("", logged(change, -1, 0, 0.5f, 1));
        }
        changes(-1, 1).forEach(change -> assertEquals("", logged(change, -1, 0, 0.5f, 1)));
        changes(0, 1)
                .forEach(change -> assertTrue(logged(change, 0, 2, 200, 255).contains("to 255.0")));
        assertTrue(logged(new RandomBinarisation(), -1, 0, 0, 1).contains("RandomBinarisation() expects"));
    }
}
