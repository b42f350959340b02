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

/**
 * What happens to each value between two linear layers, per channel: {@code y = act(u)}, {@code u = scale x + shift},
 * where {@code act} is a curve, or without one {@code act(u) = u} for u above 0 and {@code slope u} else. Bias, batch
 * normalisation and every rectifier are of this form. The arrays have one entry per channel of the pixel, padding
 * channels included, whose entries are 0.
 *
 * @param scale factor of x
 * @param shift added after scaling
 * @param slope factor of values that are not above 0; 1 for no activation; of no account with a curve
 * @param curve the activation, null for a rectifier
 */
public record Pointwise(float[] scale, float[] shift, float[] slope, Curve curve) {

    /**
     * A rectifier.
     *
     * @param scale factor of x
     * @param shift added after scaling
     * @param slope factor of values that are not above 0; 1 for no activation
     */
    public Pointwise(float[] scale, float[] shift, float[] slope) {
        this(scale, shift, slope, null);
    }

    /**
     * All zero.
     *
     * @param channels channels of a pixel, padding included
     */
    public Pointwise(int channels) {
        this(channels, null);
    }

    /**
     * All zero, with an activation.
     *
     * @param channels channels of a pixel, padding included
     * @param curve the activation, null for a rectifier
     */
    public Pointwise(int channels, Curve curve) {
        this(new float[channels], new float[channels], new float[channels], curve);
    }
}
