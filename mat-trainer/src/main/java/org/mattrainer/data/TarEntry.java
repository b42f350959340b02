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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Finds a file in a tar archive.
 *
 * <pre>
 * The format: for each file a header block of 512 bytes (name in bytes 0 to 99, size in octal in 124 to 135, sum of the
 * block's bytes in octal in 148 to 155, type in 156), then its content, filled up to whole blocks; at the end blocks
 * of zeros.
 * See: POSIX.1-1988, ustar interchange format.
 * </pre>
 */
final class TarEntry {

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;

    /** The whole of CIFAR-10 is a third of this; an archive is unpacked anew for each of its files. */
    private static final long MOST_BEFORE = 1 << 29;

    private TarEntry() {}

    /** Whether a file, unpacked, begins as an archive does. */
    static boolean isArchive(Path path) {
        try (DataFileReader reader = new DataFileReader(path).withoutChecksums()) {
            byte[] header = new byte[BLOCK];
            return reader.read(header, 0, BLOCK) == BLOCK && isHeader(header);
        }
    }

    private static boolean isHeader(byte[] block) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
        }
        return sum == octal(block, CHECKSUM, 8);
    }

    /** The number in a field, -1 if there is none. */
    private static long octal(byte[] block, int from, int length) {
        String text = new String(block, from, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .trim();
        return text.matches("[0-7]{1,11}") ? Long.parseLong(text, 8) : -1;
    }

    /**
     * Goes to the first byte of a file.
     *
     * @param path the archive, for messages
     * @param reader reads the archive from its beginning
     * @param name name of the file without its folder
     * @return its length
     * @throws DataFileException if the archive does not hold the file, or is damaged before it
     */
    static long seek(Path path, DataFileReader reader, String name) {
        byte[] header = new byte[BLOCK];
        long passed = 0;
        while (true) {
            reader.readFully(header, 0, BLOCK, "the file " + name + " in the archive");
            if (!isHeader(header)) {
                boolean end = header[0] == 0;
                throw new DataFileException(
                        path, "the file " + name + " in the archive", end ? "no such file" : "a damaged header");
            }
            long size = octal(header, SIZE, 12);
            if (size < 0) {
                throw new DataFileException(path, "an archive of files below 8 GiB", "a file of unknown length");
            }
            boolean isFile = header[TYPE] == '0' || header[TYPE] == 0;
            if (isFile && name.equals(lastName(header))) {
                return size;
            }
            passed += BLOCK + size;
            if (passed > MOST_BEFORE) {
                throw new DataFileException(
                        path,
                        "the file " + name + " within the first " + MOST_BEFORE + " bytes of the archive",
                        passed + " bytes of other files");
            }
            reader.pass((size + BLOCK - 1) / BLOCK * BLOCK, "whole files in the archive");
        }
    }

    private static String lastName(byte[] header) {
        int length = 0;
        while (length < NAME_LENGTH && header[length] != 0) {
            length++;
        }
        String name = new String(header, 0, length, StandardCharsets.UTF_8);
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
