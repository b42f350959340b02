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
package org.mattrainer.training;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.mattrainer.protos.CheckpointProto;

/**
 * One checkpoint on the disk: eight letters, the length of what follows, its SHA-256, and a {@link CheckpointProto}.
 * The file is either complete or not there, even when the machine loses power.
 */
final class CheckpointFile {

    private static final byte[] LETTERS = "MATCKPT1".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 32;
    private static final int HEADER = LETTERS.length + Long.BYTES + HASH;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

    private CheckpointFile() {}

    /**
     * Writes or replaces a checkpoint.
     *
     * @param file the file; its folder exists
     * @param checkpoint what to write
     * @param observer told of each stage
     */
    static void write(Path file, Checkpoint checkpoint, Consumer<WriteStage> observer) throws IOException {
        byte[] payload = CheckpointEncoder.encode(checkpoint).toByteArray();
        Path temporary = temporary(file);
        try {
            write(temporary, payload, observer);
            observer.accept(WriteStage.BEFORE_RENAME);
            move(temporary, file);
        } catch (IOException e) {
            // Half a checkpoint on a full disk would keep everything else from being written.
            Files.deleteIfExists(temporary);
            throw e;
        }
        syncFolder(file.toAbsolutePath().getParent());
        observer.accept(WriteStage.RENAMED);
    }

    private static void write(Path temporary, byte[] payload, Consumer<WriteStage> observer) throws IOException {
        // Not a file channel: an interrupt of the thread would close it.
        try (FileOutputStream output = new FileOutputStream(temporary.toFile())) {
            output.write(header(payload));
            int half = payload.length / 2;
            output.write(payload, 0, half);
            observer.accept(WriteStage.HALF_WRITTEN);
            output.write(payload, half, payload.length - half);
            output.getFD().sync();
        }
    }

    /** The file that becomes a checkpoint once it is complete. */
    static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    private static byte[] header(byte[] payload) {
        return ByteBuffer.allocate(HEADER)
                .put(LETTERS)
                .putLong(payload.length)
                .put(RunIdentity.sha256().digest(payload))
                .array();
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the new name last. Where a folder cannot be opened, as on Windows, the file system sees to it. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
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
            require(Arrays.equals(RunIdentity.sha256().digest(payload), hash), file, "its checksum is wrong");
        }
        return decode(file, payload);
    }

    private static Checkpoint decode(Path file, byte[] payload) {
        try {
            return CheckpointDecoder.decode(CheckpointProto.parseFrom(payload));
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            throw damaged(file, e.getMessage(), e);
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
