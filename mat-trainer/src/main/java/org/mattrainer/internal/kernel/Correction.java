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
package org.mattrainer.internal.kernel;

import java.util.Arrays;

/**
 * What batch statistics add to a derivative, per channel: {@code base + tilt x}, where x is the value that was
 * normalised. All zero where statistics are constants.
 *
 * @param base the constant part
 * @param tilt the part that is proportional to x
 */
public record Correction(float[] base, float[] tilt) {

    /**
     * All zero.
     *
     * @param channels channels of a pixel, padding included
     */
    public Correction(int channels) {
        this(new float[channels], new float[channels]);
    }

    /** Sets everything to 0. */
    public void clear() {
        Arrays.fill(base, 0f);
        Arrays.fill(tilt, 0f);
    }
}
