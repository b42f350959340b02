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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Warns once of images in other units than those that a change of tones is made for, which would be cut off unseen. */
final class ToneWatch {

    private static final Logger logger = Logger.getLogger(ToneWatch.class.getName());

    /** What may lie beyond black and white, as a share of their distance: noise and rounding. */
    private static final double TOLERANCE = 0.1;

    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Looks at an image before it is changed.
     *
     * @param tones where black and white are expected
     * @param x holds the image
     * @param start where it begins
     * @param size number of its values
     * @param change what is about to change it
     */
    void look(ToneRange tones, float[] x, int start, int size, Augmentation change) {
        if (warned.get()) {
            return;
        }
        float lowest = x[start];
        float highest = x[start];
        for (int i = start + 1; i < start + size; i++) {
            lowest = Math.min(lowest, x[i]);
            highest = Math.max(highest, x[i]);
        }
        boolean beyond = tones.tone(lowest) < -TOLERANCE || tones.tone(highest) > 1 + TOLERANCE;
        if (beyond && warned.compareAndSet(false, true)) {
            logger.warning(change + " expects images of values from " + tones.black() + " (black) to " + tones.white()
                    + " (white) behind the preprocessing and cuts off what is beyond, found one of " + lowest + " to "
                    + highest);
        }
    }
}
