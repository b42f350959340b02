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

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads files out of a tar archive from front to back: a file that comes before its turn stays in memory until then, so
 * that the archive is unpacked once.
 *
 * <pre>
 * The format: for each file a header block of 512 bytes (name in bytes 0 to 99, size in octal in 124 to 135, sum of the
 * block's bytes in octal in 148 to 155, type in 156), then its content, filled up to whole blocks; at the end blocks
 * of zeros.
 * See: POSIX.1-1988, ustar interchange format.
 * </pre>
 */
final class TarFiles implements Closeable {

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;

    private static final int CHUNK = 1 << 16;

    /** The whole of CIFAR-10 is a third of this. */
    private static final long MOST_BEFORE = 1 << 29;

    /** A little more than the five files of CIFAR-10's training images. */
    private static final long MOST_HELD = 160 << 20;

    private final Path path;
    private final Set<String> wanted;
    private final DataFileReader reader;
    private final Map<String, byte[]> passed = new HashMap<>();
    private long held;
    private long skipped;
    private long size;

    /**
     * Opens an archive.
     *
     * @param path the archive
     * @param wanted names of the files that will be asked for, without their folders
     * @throws DataFileException if it cannot be read
     */
    TarFiles(Path path, Set<String> wanted) {
        this.path = path;
        this.wanted = Set.copyOf(wanted);
        this.reader = new DataFileReader(path).withoutChecksums();
    }

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
     * The content of a file that the archive was opened for.
     *
     * @param name its name without its folder
     * @return its bytes
     * @throws DataFileException if the archive does not hold it, is damaged before it, or holds too much before it
     */
    byte[] content(String name) {
        byte[] found = passed.remove(name);
        if (found != null) {
            held -= found.length;
            return found;
        }
        while (true) {
            String next = nextHeader(name);
            if (next.equals(name)) {
                return file(next);
            }
            if (wanted.contains(next) && !passed.containsKey(next)) {
                byte[] early = file(next);
                held += early.length;
                passed.put(next, early);
            } else {
                skipped += BLOCK + size;
                if (skipped > MOST_BEFORE) {
                    throw new DataFileException(
                            path,
                            "the file " + name + " within the first " + MOST_BEFORE + " bytes of the archive",
                            skipped + " bytes of other files");
                }
                reader.pass(blocks(size), "whole files in the archive");
            }
        }
    }

    /** Reads the next header; returns the name of a file without its folder, nothing for what is no file. */
    private String nextHeader(String name) {
        byte[] header = new byte[BLOCK];
        reader.readFully(header, 0, BLOCK, "the file " + name + " in the archive");
        if (!isHeader(header)) {
            boolean end = header[0] == 0;
            throw new DataFileException(
                    path, "the file " + name + " in the archive", end ? "no such file" : "a damaged header");
        }
        size = octal(header, SIZE, 12);
        if (size < 0) {
            throw new DataFileException(path, "an archive of files below 8 GiB", "a file of unknown length");
        }
        boolean isFile = header[TYPE] == '0' || header[TYPE] == 0;
        return isFile ? lastName(header) : "";
    }

    /** Reads the file behind the last header. */
    private byte[] file(String name) {
        if (size > MOST_HELD - held) {
            throw new DataFileException(
                    path, "files of the data set of at most " + MOST_HELD + " bytes", (held + size) + " bytes");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[CHUNK];
        for (long left = size; left > 0; left -= CHUNK) {
            int length = (int) Math.min(left, CHUNK);
            reader.readFully(buffer, 0, length, "the whole file " + name + " in the archive");
            content.write(buffer, 0, length);
        }
        reader.read(buffer, 0, (int) (blocks(size) - size));
        return content.toByteArray();
    }

    private static long blocks(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    @Override
    public void close() {
        reader.close();
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
