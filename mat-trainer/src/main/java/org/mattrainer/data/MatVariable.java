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

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/**
 * A numeric array of a MATLAB 5 file (.mat, as MATLAB's {@code save -v6} and {@code -v7} write it), opened at its first
 * value and read as a stream: nothing is allocated by sizes in the file, and arrays of any size can be read.
 *
 * <pre>
 * The format: a header of 128 bytes; elements, each with a tag (type and length in 4 bytes each, or both in the first 4
 * of 8 bytes when the content has at most 4), filled up to 8 bytes. An array is an element of type 14, inside one of
 * type 15 when it is compressed (zlib): flags, dimensions, name and values, each an element of its own.
 * See: MathWorks, "MAT-File Format", Level 5 MAT-Files.
 * </pre>
 */
final class MatVariable implements Closeable {

    /** Type of values stored as unsigned bytes. */
    static final int UNSIGNED_BYTES = 2;

    /** Type of values stored as 64-bit floating-point numbers. */
    static final int DOUBLES = 9;

    private static final int HEADER = 128;
    private static final int SIGNED_BYTES = 1;
    private static final int INTEGERS = 5;
    private static final int UNSIGNED_INTEGERS = 6;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int MOST_DIMENSIONS = 8;
    private static final int LONGEST_NAME = 64;

    private final Path path;
    private final String name;
    private final InputStream file;
    private InputStream stream;
    private ByteOrder order;
    private int[] dimensions;
    private int type;
    private int length;
    private boolean small;

    private MatVariable(Path path, String name) throws IOException {
        this.path = path;
        this.name = name;
        this.file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        this.stream = file;
    }

    /**
     * Finds an array.
     *
     * @param path the file
     * @param name name of the array
     * @return the array, to be read and closed
     * @throws DataFileException if the file is missing, damaged, of another format, or without the array
     */
    static MatVariable open(Path path, String name) {
        if (!Files.isRegularFile(path)) {
            throw new DataFileException(path, "a MATLAB file", Files.exists(path) ? "a folder" : "no such file");
        }
        try {
            MatVariable variable = new MatVariable(path, name);
            try {
                variable.readHeader();
                variable.seek();
                return variable;
            } catch (IOException | RuntimeException e) {
                variable.close();
                throw e;
            }
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    private static DataFileException damaged(Path path, IOException e) {
        String reason = e instanceof EOFException ? "the end of the file" : "'" + e.getMessage() + "'";
        DataFileException exception = new DataFileException(path, "a whole MATLAB 5 file", reason);
        exception.initCause(e);
        return exception;
    }

    private void readHeader() throws IOException {
        byte[] header = file.readNBytes(HEADER);
        String text = new String(header, StandardCharsets.ISO_8859_1);
        boolean little = text.endsWith("IM");
        boolean known = header.length == HEADER
                && (little || text.endsWith("MI"))
                && header[little ? 125 : 124] == 1
                && header[little ? 124 : 125] == 0;
        if (!known) {
            String start = text.substring(0, Math.min(text.length(), 20)).replaceAll("[^ -~]", ".");
            throw new DataFileException(path, "a MATLAB 5 file", "a file that starts with '" + start + "'");
        }
        order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** Goes from array to array, each of which the next skips, to the one of the right name. */
    private void seek() throws IOException {
        while (true) {
            stream = file;
            if (!readTag()) {
                throw new DataFileException(path, "an array named " + name, "no such array");
            }
            long whole = Integer.toUnsignedLong(length);
            Limited element = new Limited(file, type == MATRIX ? whole + (8 - whole % 8) % 8 : whole);
            if (type == COMPRESSED) {
                stream = new InflaterInputStream(element);
                requireTag(MATRIX, "an array");
            } else if (type == MATRIX) {
                stream = element;
            } else {
                throw new DataFileException(path, "an array", "an element of type " + type);
            }
            if (readArrayHeader()) {
                return;
            }
            element.skipRest();
        }
    }

    private boolean readArrayHeader() throws IOException {
        requireTag(UNSIGNED_INTEGERS, "flags of an array");
        readContent(8, 8);
        requireTag(INTEGERS, "dimensions of an array");
        ByteBuffer sizes = readContent(8, 4 * MOST_DIMENSIONS);
        dimensions = new int[sizes.remaining() / 4];
        sizes.asIntBuffer().get(dimensions);
        requireTag(SIGNED_BYTES, "name of an array");
        String found =
                StandardCharsets.ISO_8859_1.decode(readContent(0, LONGEST_NAME)).toString();
        if (!found.equals(name)) {
            return false;
        }
        if (!readTag()) {
            throw new EOFException();
        }
        return true;
    }

    private void requireTag(int expected, String what) throws IOException {
        if (!readTag()) {
            throw new EOFException();
        }
        if (type != expected) {
            throw new DataFileException(path, what + " (type " + expected + ")", "an element of type " + type);
        }
    }

    /** Reads type and length of the next element; false at the end of the file. */
    private boolean readTag() throws IOException {
        byte[] first = stream.readNBytes(4);
        if (first.length == 0) {
            return false;
        }
        int word = word(first);
        small = word >>> 16 != 0;
        type = small ? word & 0xffff : word;
        length = small ? word >>> 16 : word(stream.readNBytes(4));
        return true;
    }

    private int word(byte[] bytes) throws IOException {
        if (bytes.length < 4) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(order).getInt();
    }

    /** The content of an element whose length lies between bounds. */
    private ByteBuffer readContent(int shortest, int longest) throws IOException {
        if (length < shortest || length > longest || small && length > 4) {
            throw new DataFileException(
                    path, "an element of " + shortest + " to " + longest + " bytes", length + " bytes");
        }
        int padded = small ? 4 : (length + 7) / 8 * 8;
        byte[] content = stream.readNBytes(padded);
        if (content.length < padded) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(content, 0, length).slice().order(order);
    }

    /** The dimensions; the first runs fastest over the values. */
    int[] dimensions() {
        return dimensions.clone();
    }

    /** The dimensions as text, such as 32x32x3x10. */
    String shape() {
        return Arrays.toString(dimensions).replaceAll("[\\[\\] ]", "").replace(',', 'x');
    }

    /** How the values are stored. */
    int type() {
        return type;
    }

    /** Length of the values in bytes. */
    long length() {
        return Integer.toUnsignedLong(length);
    }

    /** Order of the bytes of a value. */
    ByteOrder order() {
        return order;
    }

    /** Fills an array with the next bytes of the values. */
    void read(byte[] target) {
        try {
            if (stream.readNBytes(target, 0, target.length) < target.length) {
                throw new EOFException();
            }
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
            file.close();
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    /** The bytes of one element. */
    private static final class Limited extends InputStream {

        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int value = left == 0 ? -1 : in.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int read = in.read(target, from, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        void skipRest() throws IOException {
            in.skipNBytes(left);
            left = 0;
        }
    }
}
