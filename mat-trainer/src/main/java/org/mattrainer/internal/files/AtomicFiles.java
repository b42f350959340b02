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
package org.mattrainer.internal.files;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Writes files that are either complete or not there, even when the machine loses power: a temporary file in the same
 * folder, forced to the disk, then a rename. The temporary file has a name that nobody can foresee and is made only if
 * there is nothing of that name, so that a link which somebody has planted is never followed. While it is written it is
 * locked; {@link Leftovers} knows by that which ones belong to nobody.
 */
public final class AtomicFiles {

    /** Windows does not rename a file that is open; elsewhere it stays locked until it has its name. */
    private static final boolean RENAMES_OPEN_FILES = File.separatorChar == '/';

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes everything.
         *
         * @param output receives the content; is closed by the caller
         * @throws IOException if that fails; the file then stays as it was
         */
        void writeTo(OutputStream output) throws IOException;
    }

    /** Looks at a file before it gets its name. */
    @FunctionalInterface
    public interface Check {
        /**
         * Throws if the file must not get its name.
         *
         * @param written the complete temporary file
         * @throws IOException if it is not as it should be
         */
        void accept(Path written) throws IOException;
    }

    private AtomicFiles() {}

    /**
     * Writes or replaces a file with the permissions of any new file; on failure an old file stays as it was. What is no
     * file, such as a device or a pipe, is written to instead of replaced.
     *
     * @param file the file; its folder is made when it is missing
     * @param content its content
     * @throws IOException if that is not possible; the message names the file and the reason
     */
    public static void write(Path file, Content content) throws IOException {
        write(file, Access.SHARED, content, written -> {});
    }

    /**
     * Writes or replaces a UTF-8 text with the permissions of any new file.
     *
     * @param file the file; its folder is made when it is missing
     * @param text its content
     * @throws IOException if that is not possible; the message names the file and the reason
     */
    public static void write(Path file, String text) throws IOException {
        write(file, output -> output.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes or replaces a file that only its owner may read and write, as are the folders that are made for it.
     *
     * @param file the file; its folder is made when it is missing
     * @param content its content
     * @param check looks at the file before it gets its name
     * @throws IOException if that is not possible; the message names the file and the reason
     */
    public static void writePrivate(Path file, Content content, Check check) throws IOException {
        write(file, Access.OWNER, content, check);
    }

    /**
     * Finds out before work begins whether its result can be written. Nothing is made.
     *
     * @param file the file
     * @throws IOException if it cannot be written now; the message names the file and the reason
     */
    public static void requireWritable(Path file) throws IOException {
        try {
            Path existing = file.toAbsolutePath();
            if (Files.isDirectory(existing)) {
                throw new IOException("a folder of that name is there");
            }
            // Says what exists() hides: a name that is too long, a file where a folder should be.
            for (Optional<IOException> missing = missing(existing); missing.isPresent(); missing = missing(existing)) {
                if (!(missing.get() instanceof NoSuchFileException)) {
                    throw missing.get();
                }
                existing = existing.getParent();
            }
            if (!Files.isWritable(existing)) {
                throw new IOException("permission denied in " + existing);
            }
            if (Files.isRegularFile(existing) && !existing.equals(file.toAbsolutePath())) {
                throw new IOException(existing + " is not a folder");
            }
        } catch (IOException e) {
            throw new IOException("Cannot write " + file + ": " + FileErrors.reason(e), e);
        }
    }

    private static Optional<IOException> missing(Path path) {
        try {
            path.getFileSystem().provider().checkAccess(path);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static void write(Path file, Access access, Content content, Check check) throws IOException {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
                try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
                    content.writeTo(output);
                }
            } else {
                replace(file, access, content, check);
            }
        } catch (IOException e) {
            throw new IOException("Cannot write " + file + ": " + FileErrors.reason(e), e);
        }
    }

    private static void replace(Path file, Access access, Content content, Check check) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        access.createFolders(folder);
        Path temporary = Files.createTempFile(folder, Leftovers.PREFIX, Leftovers.SUFFIX, access.ofFile(folder));
        try {
            // Not a file channel, which an interrupt of the thread would close.
            try (FileOutputStream output = new FileOutputStream(temporary.toFile());
                    FileLock lock = lock(output.getChannel())) {
                OutputStream buffered = new BufferedOutputStream(output);
                content.writeTo(buffered);
                buffered.flush();
                output.getFD().sync();
                check.accept(temporary);
                if (RENAMES_OPEN_FILES) {
                    move(temporary, file);
                }
            }
            if (!RENAMES_OPEN_FILES) {
                move(temporary, file);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(folder);
    }

    /** A lock that tells others that somebody is writing, null where the file system knows no locks. */
    private static FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (IOException e) {
            return null;
        }
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
}
