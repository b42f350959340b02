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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An IDX file of unsigned bytes whose header and length have been checked. Nothing of it is kept in memory.
 *
 * <pre>
 * The format, all numbers big-endian: two bytes 0, one byte for the type (8: unsigned bytes), one byte with the number
 * of dimensions, the dimensions as 32-bit integers, the values with the last dimension running fastest.
 * See: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
 * </pre>
 */
final class IdxFile {

    private static final int UNSIGNED_BYTES = 8;
    private static final int MOST_ITEMS = 1 << 26;
    private static final int MOST_VALUES_PER_ITEM = 1 << 20;

    private final Path path;
    private final int[] dimensions;
    private String fileHash;
    private String contentHash;

    private IdxFile(Path path, int[] dimensions) {
        this.path = path;
        this.dimensions = dimensions;
    }

    /**
     * Reads the header.
     *
     * @param path the file, gzipped or not
     * @param fewest fewest dimensions
     * @param most most dimensions
     * @return the file
     * @throws DataFileException if the header is not one of such a file
     */
    static IdxFile readHeader(Path path, int fewest, int most) {
        try (DataFileReader reader = new DataFileReader(path)) {
            return new IdxFile(path, readDimensions(path, reader.withoutChecksums(), fewest, most));
        }
    }

    private static int[] readDimensions(Path path, DataFileReader reader, int fewest, int most) {
        byte[] magic = new byte[4];
        int read = reader.read(magic, 0, 4);
        int found = magic[3];
        if (read < 4
                || magic[0] != 0
                || magic[1] != 0
                || magic[2] != UNSIGNED_BYTES
                || found < fewest
                || found > most) {
            String counts = fewest == most ? "0" + most : "0" + fewest + " to 0" + most;
            throw new DataFileException(
                    path, "an IDX file of unsigned bytes (first bytes 00 00 08 " + counts + ")", describe(magic, read));
        }
        byte[] header = new byte[4 * found];
        reader.readFully(header, 0, header.length, found + " dimensions of 4 bytes");
        int[] dimensions = new int[found];
        ByteBuffer.wrap(header).asIntBuffer().get(dimensions);
        checkDimensions(path, dimensions);
        return dimensions;
    }

    private static String describe(byte[] magic, int read) {
        if (read == 0) {
            return "an empty file";
        }
        String bytes = HexFormat.ofDelimiter(" ").formatHex(magic, 0, read);
        String text = new String(magic, 0, read, StandardCharsets.ISO_8859_1);
        boolean readable = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        return bytes + (readable ? " (the text '" + text + "')" : "");
    }

    private static void checkDimensions(Path path, int[] dimensions) {
        long values = 1;
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] < 1) {
                throw new DataFileException(path, "positive dimensions", Arrays.toString(dimensions));
            }
            if (i > 0) {
                values = values > MOST_VALUES_PER_ITEM ? values : values * dimensions[i];
            }
        }
        if (dimensions[0] > MOST_ITEMS || values > MOST_VALUES_PER_ITEM) {
            throw new DataFileException(
                    path,
                    "at most " + MOST_ITEMS + " items of at most " + MOST_VALUES_PER_ITEM + " values",
                    "dimensions " + Arrays.toString(dimensions));
        }
    }

    /**
     * Reads the whole file once, to see that it holds as many values as its header says and no more, and to work out
     * the checksums.
     *
     * @return this
     * @throws DataFileException if it does not
     */
    IdxFile checkPayload() {
        try (DataFileReader reader = new DataFileReader(path)) {
            readDimensions(path, reader, dimensions.length, dimensions.length);
            String what = (long) count() * itemSize() + " bytes of values (" + shape() + ")";
            reader.pass((long) count() * itemSize(), what);
            reader.requireEnd(what);
            contentHash = reader.contentHash();
            fileHash = reader.fileHash();
            return this;
        }
    }

    /** Opens the file at its first value. */
    DataFileReader openPayload() {
        DataFileReader reader = new DataFileReader(path).withoutChecksums();
        readDimensions(path, reader, dimensions.length, dimensions.length);
        return reader;
    }

    Path path() {
        return path;
    }

    /** First dimension: the number of images or labels. */
    int count() {
        return dimensions[0];
    }

    /** Product of the other dimensions: the number of values of one image, 1 for labels. */
    int itemSize() {
        int size = 1;
        for (int i = 1; i < dimensions.length; i++) {
            size *= dimensions[i];
        }
        return size;
    }

    /** Dimension i, from the last: 0 for the columns, 1 for the rows, 2 for the channels; 1 where there is none. */
    int dimensionFromLast(int i) {
        return dimensions.length - 1 - i > 0 ? dimensions[dimensions.length - 1 - i] : 1;
    }

    /** The dimensions as text, such as 60000x28x28. */
    String shape() {
        StringBuilder text = new StringBuilder();
        for (int dimension : dimensions) {
            text.append(text.length() == 0 ? "" : "x").append(dimension);
        }
        return text.toString();
    }

    /** SHA-256 of the file as it lies on the disk; known after {@link #checkPayload}. */
    String fileHash() {
        return fileHash;
    }

    /** SHA-256 of the unpacked content; known after {@link #checkPayload}. */
    String contentHash() {
        return contentHash;
    }
}
