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
package org.mattrainer.spark.run;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.internal.files.FileErrors;

/**
 * The folder of a command's results, as the driver sees it. It is a folder that driver and executors reach by the same path,
 * or one on a file system of Hadoop, of which driver and executors have copies while they work. A mark in it, which lasts as
 * long as the driver wants work to be done, tells an executor that it sees the same folder, and when to stop.
 */
public final class ResultFolder implements AutoCloseable {

    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):/.*");
    private static final String MARK = ".spark-";

    private final Path local;
    private final Optional<org.apache.hadoop.fs.Path> remote;
    private final Configuration hadoop;
    private final String mark = MARK + UUID.randomUUID();
    private FileChannel held;
    private boolean opened;

    private ResultFolder(Path local, Optional<org.apache.hadoop.fs.Path> remote, Configuration hadoop) {
        this.local = local;
        this.remote = remote;
        this.hadoop = hadoop;
    }

    /**
     * Whether a folder is given by a URI of another file system than that of this machine's paths.
     *
     * @param given a path, or a URI such as {@code hdfs://host/runs}
     * @return false for a path and for a URI that begins with {@code file:}
     */
    public static boolean isRemote(String given) {
        return SCHEME.matcher(given).matches()
                && !given.toLowerCase(Locale.ROOT).startsWith("file:");
    }

    /**
     * Finds out what a folder is.
     *
     * @param given a path, or a URI of {@code file:} or of another file system of Hadoop
     * @param hadoop settings of the file systems
     * @return the folder, which need not exist
     * @throws CommandException if the URI cannot be read or no copy can be made here
     */
    public static ResultFolder of(String given, Configuration hadoop) {
        try {
            if (!isRemote(given)) {
                Path path = given.toLowerCase(Locale.ROOT).startsWith("file:")
                        ? Path.of(new URI(given).getPath())
                        : Path.of(given);
                return new ResultFolder(path.toAbsolutePath().normalize(), Optional.empty(), hadoop);
            }
            org.apache.hadoop.fs.Path there = new org.apache.hadoop.fs.Path(given);
            // The last name is kept, as some files are called after the folder.
            Path copy = Files.createTempDirectory("mattrainer-").resolve(there.getName());
            return new ResultFolder(copy, Optional.of(there), hadoop);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE, "folder " + given + ": no copy can be made here: " + FileErrors.reason(e), e);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "folder " + given + ": not a path or URI: " + e.getMessage(), e);
        }
    }

    /**
     * The folder on this machine.
     *
     * @return an absolute path
     */
    public Path local() {
        return local;
    }

    /**
     * Whether the folder of this machine is a copy that is removed in the end.
     *
     * @return false for a folder that all machines reach by its path
     */
    public boolean isCopied() {
        return remote.isPresent();
    }

    /** As it was given, made absolute. */
    @Override
    public String toString() {
        return remote.map(Object::toString).orElse(local.toString());
    }

    /**
     * Fetches what is there, and sets the mark.
     *
     * @throws CommandException if the folder cannot be read or written
     */
    public void open() {
        try {
            Files.createDirectories(local);
            if (remote.isPresent()) {
                FileSystem system = remote.get().getFileSystem(hadoop);
                system.mkdirs(remote.get());
                mirror(local).pull();
                system.create(new org.apache.hadoop.fs.Path(remote.get(), mark), true)
                        .close();
            } else {
                removeOldMarks();
                held = FileChannel.open(local.resolve(mark), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                held.lock();
            }
            opened = true;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Removes what drivers left that were killed; one that lives holds a lock of its mark. */
    private void removeOldMarks() throws IOException {
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(local, MARK + "*")) {
            for (Path old : marks) {
                removeUnlessHeld(old);
            }
        }
    }

    private static void removeUnlessHeld(Path mark) throws IOException {
        try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(mark);
            }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // It is of this process, or its driver has just removed it.
            return;
        }
    }

    private CommandException failure(IOException e) {
        return new CommandException(
                ExitCode.RUN_FAILURE, "folder " + this + " cannot be used: " + FileErrors.reason(e), e);
    }

    /** Removes the mark: tasks that run save what they have and end, others do not begin. */
    void withdraw() {
        try {
            if (remote.isPresent()) {
                remote.get().getFileSystem(hadoop).delete(new org.apache.hadoop.fs.Path(remote.get(), mark), false);
            } else {
                Files.deleteIfExists(local.resolve(mark));
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What an executor needs to reach a folder within this one, or this one itself. */
    FolderLink link(Path folder) {
        String inside =
                local.relativize(folder.toAbsolutePath().normalize()).toString().replace('\\', '/');
        return new FolderLink(toString(), remote.isPresent(), inside, mark);
    }

    /** Sends what is in a folder within this one, or in this one itself, to where executors look for it. */
    void push(Path folder) throws IOException {
        if (remote.isPresent()) {
            mirror(folder).push();
        }
    }

    /** Fetches what executors have made in a folder within this one. */
    void pull(Path folder) throws IOException {
        if (remote.isPresent()) {
            mirror(folder).pull();
        }
    }

    private FolderMirror mirror(Path folder) throws IOException {
        String inside = local.relativize(folder).toString().replace('\\', '/');
        org.apache.hadoop.fs.Path there =
                inside.isEmpty() ? remote.orElseThrow() : new org.apache.hadoop.fs.Path(remote.orElseThrow(), inside);
        return new FolderMirror(folder, there.getFileSystem(hadoop), there);
    }

    private void release() {
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }

    /**
     * Sends everything to the file system, removes the mark and the copy.
     *
     * @throws CommandException if something cannot be written there
     */
    @Override
    public void close() {
        if (!opened) {
            return;
        }
        opened = false;
        withdraw();
        release();
        if (remote.isPresent()) {
            try {
                push(local);
                TemporaryFolder.remove(local.getParent());
            } catch (IOException e) {
                CommandException failure = failure(e);
                throw new CommandException(
                        failure.exitCode(), failure.getMessage() + "; the results are in " + local, e);
            }
        }
    }
}
