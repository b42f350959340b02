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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** What the bytes of an image file say about it that the readers of the Java platform do not. */
final class ImageHeader {

    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int ADOBE = 0xee;
    private static final int ADOBE_TRANSFORM = 15;

    private ImageHeader() {}

    /** Whether a file is a JPEG. */
    static boolean isJpeg(byte[] file) {
        return file.length >= 2 && unsigned(file, 0) == MARKER && unsigned(file, 1) == 0xd8;
    }

    /**
     * What a JPEG says about its colours.
     *
     * @param components number of values a pixel
     * @param adobeTransform how Adobe's programs changed them, -1 if nothing is said of that
     */
    record Jpeg(int components, int adobeTransform) {}

    /**
     * The canvas of a GIF.
     *
     * @param height rows
     * @param width columns
     * @param background red, green and blue of the pixels that no frame covers, black if nothing is said of that
     */
    record Gif(int height, int width, int background) {}

    /** The header of a JPEG; null for any other file. */
    static Jpeg jpeg(byte[] file) {
        // A frame: 0xff, its kind, its length, precision, rows, columns, components.
        int frame = segment(file, at -> isFrame(unsigned(file, at + 1)));
        if (frame < 0) {
            return null;
        }
        int adobe = segment(
                file,
                at -> unsigned(file, at + 1) == ADOBE
                        && at + ADOBE_TRANSFORM < file.length
                        && new String(file, at + 4, 5, StandardCharsets.ISO_8859_1).equals("Adobe"));
        return new Jpeg(unsigned(file, frame + 9), adobe < 0 ? -1 : unsigned(file, adobe + ADOBE_TRANSFORM));
    }

    private static boolean isFrame(int kind) {
        return kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
    }

    /**
     * Finds a segment of a JPEG in front of its picture.
     *
     * @param file any file
     * @param wanted looks at the segment that begins at a place, of which at least 10 bytes are there
     * @return where it begins, -1 if there is none
     */
    static int segment(byte[] file, IntPredicate wanted) {
        // A segment: 0xff, its kind, its length without these two bytes.
        int at = isJpeg(file) ? 2 : file.length;
        while (at + 9 < file.length && unsigned(file, at) == MARKER) {
            int kind = unsigned(file, at + 1);
            if (kind == MARKER) {
                at++;
                continue;
            }
            if (wanted.test(at)) {
                return at;
            }
            if (kind == START_OF_SCAN) {
                return -1;
            }
            at += 2 + (unsigned(file, at + 2) << 8 | unsigned(file, at + 3));
        }
        return -1;
    }

    /** Whether the header of a TIFF is at a place. */
    static boolean isTiff(byte[] file, int at) {
        return isLittleTiff(file, at)
                || file.length - at >= 8 && file[at] == 'M' && file[at + 1] == 'M' && file[at + 3] == 42;
    }

    private static boolean isLittleTiff(byte[] file, int at) {
        return file.length - at >= 8 && file[at] == 'I' && file[at + 1] == 'I' && file[at + 2] == 42;
    }

    /** The TIFF that begins at a place, in its order of bytes. */
    static ByteBuffer tiff(byte[] file, int at) {
        return ByteBuffer.wrap(file, at, file.length - at)
                .slice()
                .order(isLittleTiff(file, at) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** The header of a GIF; null for any other file. */
    static Gif gif(byte[] file) {
        if (file.length < 13 || file[0] != 'G' || file[1] != 'I' || file[2] != 'F') {
            return null;
        }
        // Columns, rows, flags (a table of 2^(n+1) colours of three bytes follows), background, aspect.
        boolean table = (file[10] & 0x80) != 0;
        int colour = unsigned(file, 11);
        int at = 13 + 3 * colour;
        boolean known = table && colour < 2 << (file[10] & 7) && at + 3 <= file.length;
        int background = known ? unsigned(file, at) << 16 | unsigned(file, at + 1) << 8 | unsigned(file, at + 2) : 0;
        return new Gif(
                unsigned(file, 8) | unsigned(file, 9) << 8, unsigned(file, 6) | unsigned(file, 7) << 8, background);
    }

    /** Whether a file is a TIFF with a second picture. */
    static boolean isTiffOfSeveralPages(byte[] file) {
        if (!isTiff(file, 0)) {
            return false;
        }
        // A directory: number of entries, entries of 12 bytes, place of the next directory.
        ByteBuffer buffer = tiff(file, 0);
        long directory = Integer.toUnsignedLong(buffer.getInt(4));
        if (directory > file.length - 2) {
            return false;
        }
        long next = directory + 2 + 12L * Short.toUnsignedInt(buffer.getShort((int) directory));
        return next <= file.length - 4 && buffer.getInt((int) next) != 0;
    }

    private static int unsigned(byte[] file, int at) {
        return file[at] & 0xff;
    }
}
