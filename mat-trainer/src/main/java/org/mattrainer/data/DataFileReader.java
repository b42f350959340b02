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

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.files.Sha256;

/**
 * Reads a data file from front to back, unpacking gzip when its first bytes say so, and turns every failure into a
 * {@link DataFileException}. It never reads further than it is asked to, so a file that unpacks to more than its
 * header says costs no more than a good one.
 */
final class DataFileReader implements Closeable {

    private static final Logger logger = Logger.getLogger(DataFileReader.class.getName());
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final DigestInputStream file;
    private final DigestInputStream content;
    private long position;

    /**
     * Opens a file.
     *
     * @param path the file
     * @throws DataFileException if it is missing, a folder, or not readable
     */
    DataFileReader(Path path) {
        this.path = path;
        FileErrors.unreadable(path).ifPresent(reason -> {
            throw new DataFileException(path, "a data file", reason);
        });
        if (Files.isDirectory(path)) {
            throw new DataFileException(path, "a data file", "a folder");
        }
        try {
            file = new DigestInputStream(Files.newInputStream(path), Sha256.digest());
        } catch (IOException e) {
            throw damaged(e);
        }
        try {
            content = new DigestInputStream(unpack(file), Sha256.digest());
        } catch (IOException e) {
            closeQuietly();
            throw damaged(e);
        }
    }

    private void closeQuietly() {
        try {
            file.close();
        } catch (IOException e) {
            logger.log(Level.FINE, "Closing " + path, e);
        }
    }

    private static InputStream unpack(InputStream file) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(file, 2);
        byte[] magic = stream.readNBytes(2);
        stream.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
        return gzip ? new GzipInput(stream, BUFFER) : stream;
    }

    private DataFileException damaged(IOException e) {
        DataFileException exception = new DataFileException(
                path, "a readable file", "'" + FileErrors.reason(e) + "' after " + position + " bytes of content");
        exception.initCause(e);
        return exception;
    }

    /**
     * Leaves out the checksums, for reading a file again.
     *
     * @return this
     */
    DataFileReader withoutChecksums() {
        file.on(false);
        content.on(false);
        return this;
    }

    /** Fills as much of a part of an array as the file has bytes for, and returns how many that were. */
    int read(byte[] target, int from, int length) {
        try {
            int read = content.readNBytes(target, from, length);
            position += read;
            return read;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** Fills a part of an array; {@code what} describes these bytes in the message when there are not enough. */
    void readFully(byte[] target, int from, int length, String what) {
        int read = read(target, from, length);
        if (read < length) {
            throw new DataFileException(path, what, "the end of the file after " + position + " bytes");
        }
    }

    /** Reads bytes only to see that they are there and to add them to the checksums. */
    void pass(long length, String what) {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; left -= BUFFER) {
            readFully(buffer, 0, (int) Math.min(left, BUFFER), what);
        }
    }

    /** Checks that nothing follows. */
    void requireEnd(String what) {
        if (read(new byte[1], 0, 1) == 1) {
            throw new DataFileException(path, "nothing behind " + what, "more data");
        }
    }

    /**
     * The checksum of the file as it lies on the disk; reads what is left of it.
     *
     * @return SHA-256 in hexadecimal
     */
    String fileHash() {
        try {
            file.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw damaged(e);
        }
        return Sha256.hex(file.getMessageDigest());
    }

    /**
     * The checksum of the unpacked bytes that have been read.
     *
     * @return SHA-256 in hexadecimal
     */
    String contentHash() {
        return Sha256.hex(content.getMessageDigest());
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw damaged(e);
        }
    }
}
