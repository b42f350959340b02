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
package org.mattrainer.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32C;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.CacheFolder;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.files.Leftovers;

/**
 * Keeps whitening matrices in the cache folder under the checksum of what they were computed from. A file that is
 * damaged or cannot be read or written costs a warning, never more.
 *
 * <pre>
 * The format: the matrix as 32-bit floats, big-endian, and the CRC-32C of these bytes as a 32-bit integer.
 * </pre>
 */
final class WhiteningCache {

    private static final Logger logger = Logger.getLogger(WhiteningCache.class.getName());

    private final Path folder;

    /** Null for no folder. */
    private WhiteningCache(Path folder) {
        this.folder = folder;
    }

    /** The cache of this process; it keeps nothing when there is no such folder. */
    static WhiteningCache standard() {
        return new WhiteningCache(CacheFolder.find().orElse(null));
    }

    private Path file(String key) {
        return folder.resolve("zca").resolve(key + ".bin");
    }

    /** The matrix of {@code size * size} values under a key, or null. */
    float[] load(String key, int size) {
        if (folder == null) {
            return null;
        }
        Path file = file(key);
        try {
            if (!Files.exists(file)) {
                return null;
            }
            long expected = (long) size * size * Float.BYTES + Integer.BYTES;
            if (Files.size(file) != expected) {
                throw new IOException("expected " + expected + " bytes, found " + Files.size(file));
            }
            ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
            float[] matrix = new float[size * size];
            content.asFloatBuffer().get(matrix);
            if (content.getInt(matrix.length * Float.BYTES) != checksum(content.array(), matrix.length)) {
                throw new IOException("expected another checksum");
            }
            logger.info(() -> "Using the ZCA whitening in " + file);
            return matrix;
        } catch (IOException e) {
            logger.log(Level.WARNING, "Not using " + file + ": " + FileErrors.reason(e));
            return null;
        }
    }

    private static int checksum(byte[] content, int floats) {
        CRC32C checksum = new CRC32C();
        checksum.update(content, 0, floats * Float.BYTES);
        return (int) checksum.getValue();
    }

    /** Keeps a matrix. */
    void save(String key, float[] matrix) {
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        Path file = file(key);
        ByteBuffer content = ByteBuffer.allocate(matrix.length * Float.BYTES + Integer.BYTES);
        content.asFloatBuffer().put(matrix);
        content.putInt(matrix.length * Float.BYTES, checksum(content.array(), matrix.length));
        try {
            AtomicFiles.writePrivate(file, output -> output.write(content.array()), written -> {});
            Leftovers.remove(file.getParent());
        } catch (IOException e) {
            logger.log(Level.WARNING, "Not keeping a ZCA whitening: " + e.getMessage());
        }
    }
}
