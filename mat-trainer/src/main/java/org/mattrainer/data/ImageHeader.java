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
import java.util.function.IntPredicate;

/** What the bytes of an image file say about it that the readers of the Java platform do not. */
final class ImageHeader {

    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int CMYK_COMPONENTS = 4;

    private ImageHeader() {}

    /** Whether a file is a JPEG. */
    static boolean isJpeg(byte[] file) {
        return file.length >= 2 && unsigned(file, 0) == MARKER && unsigned(file, 1) == 0xd8;
    }

    /** Whether a file is a JPEG of four components: cyan, magenta, yellow and black. */
    static boolean isCmykJpeg(byte[] file) {
        // A frame: 0xff, its kind, its length, precision, rows, columns, components.
        int frame = segment(file, at -> isFrame(unsigned(file, at + 1)));
        return frame >= 0 && unsigned(file, frame + 9) == CMYK_COMPONENTS;
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

    /** Rows and columns of the canvas of a GIF, or null for any other file. */
    static int[] gifCanvas(byte[] file) {
        boolean gif = file.length >= 10 && file[0] == 'G' && file[1] == 'I' && file[2] == 'F';
        return gif
                ? new int[] {unsigned(file, 8) | unsigned(file, 9) << 8, unsigned(file, 6) | unsigned(file, 7) << 8}
                : null;
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
