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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mattrainer.image.ImageShape;

/**
 * How a camera was held, as a file's metadata says it (EXIF, tag 0x0112): which turn or reflection shows the picture
 * upright.
 */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    HALF_TURN,
    UPSIDE_DOWN,
    TRANSPOSED,
    TURN_RIGHT,
    TRANSVERSED,
    TURN_LEFT;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int APPLICATION_1 = 0xe1;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG = "PNG".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_CHUNK = "eXIf".getBytes(StandardCharsets.US_ASCII);

    /** The orientation of a JPEG, PNG or TIFF file; upright where it says none, or none that there is. */
    static Orientation of(byte[] file) {
        int directory = ImageHeader.isTiff(file, 0) ? 0 : ImageHeader.isJpeg(file) ? inJpeg(file) : inPng(file);
        int value = directory < 0 ? 1 : tag(file, directory);
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** Where the TIFF header in the first EXIF segment is, or -1. */
    private static int inJpeg(byte[] file) {
        int at = ImageHeader.segment(file, i -> (file[i + 1] & 0xff) == APPLICATION_1 && startsWith(file, i + 4, EXIF));
        int header = at + 4 + EXIF.length;
        return at >= 0 && ImageHeader.isTiff(file, header) ? header : -1;
    }

    /** Where the TIFF header in a chunk, before or behind the picture, is, or -1. */
    private static int inPng(byte[] file) {
        if (!startsWith(file, 1, PNG)) {
            return -1;
        }
        // A chunk: length of its content, kind, content, checksum.
        long at = 8;
        while (at + 12 < file.length) {
            if (startsWith(file, (int) at + 4, PNG_CHUNK)) {
                return ImageHeader.isTiff(file, (int) at + 8) ? (int) at + 8 : -1;
            }
            at += 12 + Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt((int) at));
        }
        return -1;
    }

    /** The value of the tag in the first directory behind a TIFF header, 1 without one. */
    private static int tag(byte[] file, int header) {
        ByteBuffer tiff = ImageHeader.tiff(file, header);
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        // An entry: tag, type, number of values, the value itself where it has at most 4 bytes.
        long end = Math.min(directory + 2 + 12L * entries, tiff.limit() - 11);
        for (int at = (int) directory + 2; at < end; at += 12) {
            if (tiff.getShort(at) == TAG && tiff.getShort(at + 2) == SHORT) {
                return Short.toUnsignedInt(tiff.getShort(at + 8));
            }
        }
        return 1;
    }

    private static boolean startsWith(byte[] file, int at, byte[] text) {
        return at >= 0
                && at + text.length <= file.length
                && Arrays.equals(file, at, at + text.length, text, 0, text.length);
    }

    /** The shape of the picture when it is upright. */
    ImageShape upright(ImageShape stored) {
        return ordinal() < TRANSPOSED.ordinal()
                ? stored
                : new ImageShape(stored.channels(), stored.width(), stored.height());
    }

    /**
     * The picture upright.
     *
     * @param pixels as they are stored, in CHW order
     * @param stored their shape
     * @return the bytes of {@link #upright(ImageShape)} in CHW order, the same array if nothing is to be done
     */
    byte[] upright(byte[] pixels, ImageShape stored) {
        if (this == UPRIGHT) {
            return pixels;
        }
        ImageShape shape = upright(stored);
        byte[] turned = new byte[pixels.length];
        int bottom = stored.height() - 1;
        int right = stored.width() - 1;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int from = switch (this) {
                    case UPRIGHT -> y * stored.width() + x;
                    case MIRRORED -> y * stored.width() + right - x;
                    case HALF_TURN -> (bottom - y) * stored.width() + right - x;
                    case UPSIDE_DOWN -> (bottom - y) * stored.width() + x;
                    case TRANSPOSED -> x * stored.width() + y;
                    case TURN_RIGHT -> (bottom - x) * stored.width() + y;
                    case TRANSVERSED -> (bottom - x) * stored.width() + right - y;
                    case TURN_LEFT -> x * stored.width() + right - y;
                };
                for (int c = 0; c < shape.channels(); c++) {
                    turned[c * shape.area() + y * shape.width() + x] = pixels[c * shape.area() + from];
                }
            }
        }
        return turned;
    }
}
