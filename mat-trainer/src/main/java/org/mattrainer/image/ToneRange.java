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

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/**
 * Where black and white lie in the numbers that are fed to the network, so that changes of tone, which are defined for pixels
 * in [0, 1], work in any affine units.
 *
 * @param black the number of a black pixel
 * @param white the number of a white pixel, above it
 */
record ToneRange(double black, double white) {

    /**
     * Checks the order.
     *
     * @throws PropertyException if white is not above black or one is not finite
     */
    ToneRange {
        if (!(Double.isFinite(black) && Double.isFinite(white) && white > black)) {
            throw new PropertyException(
                    "", "white", "expected a finite number above black, " + black + ", found " + white);
        }
    }

    /** The tone of a number, 0 for black and 1 for white. */
    double tone(double value) {
        return (value - black) / (white - black);
    }

    /** The number of a tone, which is brought into [0, 1] before. */
    float number(double tone) {
        return (float) (black + Math.min(1, Math.max(0, tone)) * (white - black));
    }
}
