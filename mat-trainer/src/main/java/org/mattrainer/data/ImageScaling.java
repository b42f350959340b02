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
package org.mattrainer.data;

import java.awt.image.AreaAveragingScaleFilter;
import java.awt.image.FilteredImageSource;
import java.awt.image.MemoryImageSource;
import java.awt.image.PixelGrabber;
import java.util.Arrays;
import org.mattrainer.image.ImageShape;

/** Brings images to another size with the Java platform's scaling by area, which needs no window system. */
final class ImageScaling {

    private static final int OPAQUE = 0xff000000;

    private ImageScaling() {}

    /** A rectangle of an image. */
    private record Window(int top, int left, int height, int width) {

        /** The middle part of an image. */
        static Window centred(int height, int width, ImageShape whole) {
            return new Window((whole.height() - height) / 2, (whole.width() - width) / 2, height, width);
        }
    }

    /**
     * Scales an image.
     *
     * @param pixels bytes in CHW order, 1 or 3 channels
     * @param from their shape
     * @param to the shape asked for, of as many channels
     * @param how what happens where the proportions differ
     * @return the bytes in CHW order, the same array if the shapes are equal
     */
    static byte[] scale(byte[] pixels, ImageShape from, ImageShape to, Resize how) {
        if (from.equals(to)) {
            return pixels;
        }
        Window taken = new Window(0, 0, from.height(), from.width());
        Window filled = new Window(0, 0, to.height(), to.width());
        // Compares from.height / from.width with to.height / to.width.
        long rows = (long) from.height() * to.width();
        long columns = (long) from.width() * to.height();
        switch (how) {
            case SQUASH -> {}
            case CROP ->
                taken = rows > columns
                        ? Window.centred(rounded(columns, to.width()), from.width(), from)
                        : Window.centred(from.height(), rounded(rows, to.height()), from);
            case PAD ->
                filled = rows > columns
                        ? Window.centred(to.height(), rounded(columns, from.height()), to)
                        : Window.centred(rounded(rows, from.width()), to.width(), to);
        }
        int[] scaled = averages(packed(pixels, from, taken), taken, filled);
        byte[] result = new byte[to.size()];
        for (int y = 0; y < filled.height(); y++) {
            for (int x = 0; x < filled.width(); x++) {
                int position = (filled.top() + y) * to.width() + filled.left() + x;
                for (int c = 0; c < to.channels(); c++) {
                    result[c * to.area() + position] = (byte) (scaled[y * filled.width() + x] >> 8 * c);
                }
            }
        }
        return result;
    }

    /** A quotient, rounded, but at least one pixel. */
    private static int rounded(long dividend, int divisor) {
        return (int) Math.max(1, (dividend + divisor / 2) / divisor);
    }

    /** One int a pixel; which channel lies in which bits does not matter to the average. */
    private static int[] packed(byte[] pixels, ImageShape shape, Window window) {
        int[] packed = new int[window.height() * window.width()];
        Arrays.fill(packed, OPAQUE);
        for (int y = 0; y < window.height(); y++) {
            int row = (window.top() + y) * shape.width() + window.left();
            for (int x = 0; x < window.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    packed[y * window.width() + x] |= (pixels[c * shape.area() + row + x] & 0xff) << 8 * c;
                }
            }
        }
        return packed;
    }

    private static int[] averages(int[] packed, Window from, Window to) {
        int[] scaled = new int[to.height() * to.width()];
        MemoryImageSource source = new MemoryImageSource(from.width(), from.height(), packed, 0, from.width());
        PixelGrabber target = new PixelGrabber(
                new FilteredImageSource(source, new AreaAveragingScaleFilter(to.width(), to.height())),
                0,
                0,
                to.width(),
                to.height(),
                scaled,
                0,
                to.width());
        try {
            // A source in memory hands all pixels over before this returns, so there is nothing to wait for.
            target.startGrabbing();
            if (!target.grabPixels()) {
                throw new IllegalStateException("The platform's scaling gave up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an image is scaled", e);
        }
        return scaled;
    }
}
