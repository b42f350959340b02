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
package org.mattrainer.adversarial;

/** The lowest and the highest value of each pixel in the units fed to the network. Immutable. */
public final class InputBox {

    private final float[] lowest;
    private final float[] highest;

    /**
     * Makes a box.
     *
     * @param lowest lowest value of each pixel, [c, h, w]
     * @param highest highest value of each pixel, [c, h, w]; where it is below the lowest, as an inverting preprocessing
     *     makes it, the two change places
     * @throws IllegalArgumentException if the lengths differ
     */
    public InputBox(float[] lowest, float[] highest) {
        if (lowest.length != highest.length) {
            throw new IllegalArgumentException("Expected as many highest values as lowest ones, found " + highest.length
                    + " and " + lowest.length);
        }
        this.lowest = new float[lowest.length];
        this.highest = new float[lowest.length];
        for (int k = 0; k < lowest.length; k++) {
            this.lowest[k] = Math.min(lowest[k], highest[k]);
            this.highest[k] = Math.max(lowest[k], highest[k]);
        }
    }

    /**
     * Shortens the perturbations r of n examples x so that x + r is in the box, or no further outside than x, which
     * augmentations such as noise may have put there: to take it back into the box would be a perturbation of its own, of any
     * length.
     */
    void clip(float[] x, float[] r, int n) {
        int size = lowest.length;
        for (int i = 0; i < n * size; i++) {
            float least = Math.min(lowest[i % size], x[i]);
            float most = Math.max(highest[i % size], x[i]);
            r[i] = Math.max(least, Math.min(most, x[i] + r[i])) - x[i];
        }
    }
}
