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

import java.util.Arrays;
import org.mattrainer.internal.kernel.Layout;

/** Copies images between the canonical order (channel, row, column) and a {@link Layout}. */
final class ImageTransfer {

    /**
     * Channels that go through an image together. The planes of an image of 32 x 32 pixels are so far apart that those of more
     * channels drive each other out of the first-level cache.
     */
    private static final int BAND = 8;

    private ImageTransfer() {}

    /** Channels that go through an image together: all of a single pixel, whose values lie side by side in both orders. */
    private static int band(Layout layout) {
        return layout.height() * layout.width() == 1 ? layout.channels() : BAND;
    }

    static void fromCanonical(float[] from, int fromStart, float[] to, int toStart, Layout layout) {
        int plane = layout.height() * layout.width();
        int band = band(layout);
        for (int first = 0; first < layout.channels(); first += band) {
            int channels = Math.min(band, layout.channels() - first);
            for (int row = 0; row < layout.height(); row++) {
                for (int column = 0; column < layout.width(); column++) {
                    int q = toStart + layout.offset(row, column) + first;
                    int p = fromStart + first * plane + row * layout.width() + column;
                    for (int c = 0; c < channels; c++, p += plane) {
                        to[q + c] = from[p];
                    }
                }
            }
        }
    }

    static void toCanonical(float[] from, int fromStart, Layout layout, float[] to, int toStart) {
        int plane = layout.height() * layout.width();
        int band = band(layout);
        for (int first = 0; first < layout.channels(); first += band) {
            int channels = Math.min(band, layout.channels() - first);
            for (int row = 0; row < layout.height(); row++) {
                for (int column = 0; column < layout.width(); column++) {
                    int q = fromStart + layout.offset(row, column) + first;
                    int p = toStart + first * plane + row * layout.width() + column;
                    for (int c = 0; c < channels; c++, p += plane) {
                        to[p] = from[q + c];
                    }
                }
            }
        }
    }

    /** Adds an image in canonical order. */
    static void addCanonical(float[] from, int fromStart, float[] to, int toStart, Layout layout) {
        int plane = layout.height() * layout.width();
        int band = band(layout);
        for (int first = 0; first < layout.channels(); first += band) {
            int channels = Math.min(band, layout.channels() - first);
            for (int row = 0; row < layout.height(); row++) {
                for (int column = 0; column < layout.width(); column++) {
                    int q = toStart + layout.offset(row, column) + first;
                    int p = fromStart + first * plane + row * layout.width() + column;
                    for (int c = 0; c < channels; c++, p += plane) {
                        to[q + c] += from[p];
                    }
                }
            }
        }
    }

    /** Copies images that lie behind one another into the beginning of an array of another layout. */
    static void copyImages(float[] from, int fromStart, Layout fromLayout, float[] to, Layout toLayout, int images) {
        for (int i = 0; i < images; i++) {
            int start = fromStart + i * fromLayout.imageStride();
            copyImage(from, start, fromLayout, to, i * toLayout.imageStride(), toLayout);
        }
    }

    /** Copies a compact image into a layout with a halo. */
    static void copyImage(float[] from, int fromStart, Layout fromLayout, float[] to, int toStart, Layout toLayout) {
        int length = fromLayout.width() * fromLayout.pixelStride();
        for (int row = 0; row < fromLayout.height(); row++) {
            System.arraycopy(
                    from, fromStart + fromLayout.offset(row, 0), to, toStart + toLayout.offset(row, 0), length);
        }
    }

    /** Sets all pixels to 0. */
    static void clear(float[] images, int start, Layout layout) {
        int length = layout.width() * layout.pixelStride();
        for (int row = 0; row < layout.height(); row++) {
            int from = start + layout.offset(row, 0);
            Arrays.fill(images, from, from + length, 0f);
        }
    }
}
