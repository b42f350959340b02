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
package org.mattrainer.internal.checkpoint;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.mattrainer.internal.bytes.Malformed;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.protos.CheckpointProto;
import org.mattrainer.training.DamagedCheckpointException;

/**
 * One checkpoint on the disk: eight letters, the length of what follows, its SHA-256, and a {@link CheckpointProto}.
 * The file is either complete or not there.
 */
final class CheckpointFile {

    private static final byte[] LETTERS = "MATCKPT1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 32;
    private static final int HEADER = LETTERS.length + Long.BYTES + HASH;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

    /** For all that is not the numbers of networks. */
    private static final int SPARE_BYTES = 1 << 24;

    private CheckpointFile() {}

    /**
     * Writes or replaces a checkpoint.
     *
     * @param file the file
     * @param checkpoint what to write
     * @param observer told of each stage
     * @throws IOException if it cannot be written, or is too large for one message
     */
    static void write(Path file, Checkpoint checkpoint, Consumer<WriteStage> observer) throws IOException {
        if (checkpoint.bytes() > MOST_BYTES - SPARE_BYTES) {
            throw new IOException("Cannot write " + file + ": expected a checkpoint of at most "
                    + (MOST_BYTES - SPARE_BYTES) + " bytes, found one of " + checkpoint.bytes());
        }
        byte[] payload = CheckpointEncoder.encode(checkpoint).toByteArray();
        AtomicFiles.write(file, output -> {
            output.write(header(payload));
            int half = payload.length / 2;
            output.write(payload, 0, half);
            observer.accept(WriteStage.HALF_WRITTEN);
            output.write(payload, half, payload.length - half);
            observer.accept(WriteStage.BEFORE_RENAME);
        });
        observer.accept(WriteStage.RENAMED);
    }

    private static byte[] header(byte[] payload) {
        return ByteBuffer.allocate(HEADER)
                .put(LETTERS)
                .putLong(payload.length)
                .put(Sha256.digest().digest(payload))
                .array();
    }

    /**
     * Reads a checkpoint.
     *
     * @throws DamagedCheckpointException if the file is cut off, altered or contradicts itself
     */
    static Checkpoint read(Path file) throws IOException {
        long size = Files.size(file);
        require(size > HEADER && size - HEADER <= MOST_BYTES, file, "expected a checkpoint, found " + size + " bytes");
        byte[] payload;
        try (InputStream input = Files.newInputStream(file)) {
            ByteBuffer header = ByteBuffer.wrap(input.readNBytes(HEADER));
            byte[] letters = new byte[LETTERS.length];
            header.get(letters);
            require(Arrays.equals(letters, LETTERS), file, "it does not begin as a checkpoint does");
            long length = header.getLong();
            require(
                    length == size - HEADER,
                    file,
                    "expected " + length + " bytes after the header, found " + (size - HEADER));
            byte[] hash = new byte[HASH];
            header.get(hash);
            payload = input.readNBytes((int) length);
            require(Arrays.equals(Sha256.digest().digest(payload), hash), file, "its checksum is wrong");
        }
        return decode(file, payload);
    }

    private static Checkpoint decode(Path file, byte[] payload) {
        try {
            return CheckpointDecoder.decode(CheckpointProto.parseFrom(payload));
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            throw damaged(file, Malformed.reason(e), e);
        }
    }

    private static void require(boolean condition, Path file, String message) {
        if (!condition) {
            throw damaged(file, message, null);
        }
    }

    private static DamagedCheckpointException damaged(Path file, String message, Exception cause) {
        return new DamagedCheckpointException("Checkpoint " + file + " is damaged: " + message, cause);
    }
}
