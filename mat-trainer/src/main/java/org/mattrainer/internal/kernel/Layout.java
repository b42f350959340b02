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
 * How one image lies in a float array: NHWC with channels padded to {@code pixelStride}, inside a frame of zeros (the
 * halo) that is written once, when the array is made, and never again. Padding channels are zero, too.
 *
 * @param channels real channels, at least 1
 * @param height real rows
 * @param width real columns
 * @param pixelStride floats between neighbouring pixels, at least {@code channels}
 * @param before rows above and columns left of the image that hold zeros
 * @param after rows below and columns right of the image that hold zeros
 */
public record Layout(int channels, int height, int width, int pixelStride, int before, int after) {

    /** Channels of more than {@link #NARROW} are padded to a multiple of this, the widest vector. */
    public static final int CHANNEL_BLOCK = 16;

    /** Images of up to this many channels (grey, colour) are not padded. */
    public static final int NARROW = 4;

    /**
     * Checks that the values of an image can be counted.
     *
     * @throws ArithmeticException if an image takes 2^31 floats or more
     */
    public Layout {
        int row = Math.multiplyExact(Math.addExact(width, before + after), pixelStride);
        Math.multiplyExact(Math.addExact(height, before + after), row);
    }

    /**
     * The layout of an activation.
     *
     * @param channels real channels
     * @param height rows
     * @param width columns
     * @param before zero rows and columns above and left
     * @param after zero rows and columns below and right
     * @return a layout with padded channels, unless there are very few
     */
    public static Layout of(int channels, int height, int width, int before, int after) {
        int stride = channels <= NARROW ? channels : (channels + CHANNEL_BLOCK - 1) / CHANNEL_BLOCK * CHANNEL_BLOCK;
        return new Layout(channels, height, width, stride, before, after);
    }

    /**
     * Floats between rows.
     *
     * @return the stride
     */
    public int rowStride() {
        return (before + width + after) * pixelStride;
    }

    /**
     * Floats between images.
     *
     * @return the stride
     */
    public int imageStride() {
        return (before + height + after) * rowStride();
    }

    /**
     * Offset of a pixel in its image; -before and size + after - 1 are the outermost valid coordinates.
     *
     * @param y row
     * @param x column
     * @return offset of the pixel's channel 0 from the start of the image
     */
    public int offset(int y, int x) {
        return (before + y) * rowStride() + (before + x) * pixelStride;
    }
}
