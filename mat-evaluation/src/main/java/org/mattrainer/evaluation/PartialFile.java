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
package org.mattrainer.evaluation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.files.Leftovers;
import org.mattrainer.internal.files.Sha256;

/**
 * A file with a part of an evaluation, from which an evaluation that was ended goes on. Its name ends with a hash of all
 * that the part depends on; a file of the same part with another hash is stale and is removed. A file that is damaged or
 * was altered is told and not used.
 *
 * <pre>
 * The format: SHA-256 of the hash in the name and of all that follows, the version of the content as an int, the content.
 * </pre>
 */
final class PartialFile {

    /** Reads the content of a file. */
    @FunctionalInterface
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static final Logger logger = Logger.getLogger(PartialFile.class.getName());
    private static final int CHECKSUM_BYTES = 32;
    private static final long MOST_BYTES = 1 << 28;

    private final Path folder;
    private final String prefix;
    private final String hash;
    private final String kind;
    private final int version;

    /**
     * A file that need not exist.
     *
     * @param folder where it is, which need not exist either
     * @param name what it holds, in any characters
     * @param hash of all that the content depends on, in hexadecimal digits
     * @param kind of the content, a plural, which the name ends with
     * @param version of the content's format
     */
    PartialFile(Path folder, String name, String hash, String kind, int version) {
        this.folder = folder;
        this.prefix = FileNames.unique(name) + ".";
        this.hash = hash;
        this.kind = kind;
        this.version = version;
    }

    Path path() {
        return folder.resolve(prefix + hash + "." + kind);
    }

    /** Reads the content, and removes stale files. Empty where there is no file, or one that cannot be used. */
    <T> Optional<T> load(Reader<T> reader) {
        Leftovers.remove(folder);
        removeStale();
        Path file = path();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(content(file)));
            int found = in.readInt();
            if (found != version) {
                throw new IOException("expected format " + version + ", found " + found);
            }
            return Optional.of(reader.read(in));
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof IOException io ? FileErrors.reason(io) : e.getMessage();
            logger.warning(file + ": not a file of " + kind + ", they are made again (" + reason + ")");
            return Optional.empty();
        }
    }

    private byte[] content(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= CHECKSUM_BYTES || size > MOST_BYTES) {
            throw new IOException("expected up to " + MOST_BYTES + " bytes, found " + size);
        }
        byte[] bytes = Files.readAllBytes(file);
        byte[] content = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
        if (!Arrays.equals(checksum(content), Arrays.copyOf(bytes, CHECKSUM_BYTES))) {
            throw new IOException("its checksum is wrong");
        }
        return content;
    }

    private void removeStale() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Path current = path();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> stale = files.filter(f -> !f.equals(current))
                    .filter(f -> f.getFileName().toString().matches(prefix + "[0-9a-f]+\\." + kind))
                    .toList();
            for (Path file : stale) {
                logger.info(file + ": removed, as it is of another model, other examples or settings");
                Files.delete(file);
            }
        } catch (IOException e) {
            logger.warning(folder + ": results of earlier evaluations stay there (" + FileErrors.reason(e) + ")");
        }
    }

    /** Replaces the content. Where it cannot be kept, that is told and the evaluation goes on. */
    void save(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(version);
            writer.write(out);
        } catch (IOException e) {
            throw new IllegalStateException("An array takes all bytes", e);
        }
        byte[] content = bytes.toByteArray();
        try {
            AtomicFiles.write(path(), output -> {
                output.write(checksum(content));
                output.write(content);
            });
        } catch (IOException e) {
            logger.warning(e.getMessage() + "; the evaluation goes on, but cannot be resumed from here");
        }
    }

    private byte[] checksum(byte[] content) {
        MessageDigest digest = Sha256.digest();
        digest.update(hash.getBytes(StandardCharsets.US_ASCII));
        return digest.digest(content);
    }
}
