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
 * Changes the contrast of an image by a random factor: {@code m + f (v - m)}, m the mean tone over all pixels and channels.
 * The factor is uniform between two bounds, the same for all channels; pixels stay between black and white. Where
 * images are fed to the network in other units than those of [0, 1], {@code black} and {@code white} say which;
 * behind a whitening there are none.
 */
public final class RandomContrast extends RandomFactor {

    private static final long POSITION = 0x636F6E74726173L;

    /** Factors of 0.1 to 1.9 on pixels of [0, 1], those of FixMatch (Sohn et al., 2020). */
    public RandomContrast() {}

    /**
     * Any factors.
     *
     * @param minimum least factor, at least 0
     * @param maximum greatest factor, at least the least one
     * @param black the number of a black pixel as it is fed to the network
     * @param white the number of a white pixel as it is fed to the network, above that of a black one
     * @throws PropertyException if a value is out of range
     */
    public RandomContrast(double minimum, double maximum, double black, double white) {
        super(minimum, maximum, black, white);
    }

    @Override
    long position() {
        return POSITION;
    }

    @Override
    void change(float[] x, int start, int size, double factor, ToneRange tones) {
        double mean = 0;
        for (int i = start; i < start + size; i++) {
            mean += tones.tone(x[i]) / size;
        }
        for (int i = start; i < start + size; i++) {
            x[i] = tones.number(mean + factor * (tones.tone(x[i]) - mean));
        }
    }
}
