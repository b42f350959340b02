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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * A folder of this machine and its copy on a file system of Hadoop. A file appears there under its name when it is
 * complete, and files are removed only after the new ones are there. Files with names that begin with a dot, and locks, are
 * of this machine alone.
 */
final class FolderMirror {

    private static final String UNFINISHED = "._copying_";

    private final Path local;
    private final FileSystem system;
    private final org.apache.hadoop.fs.Path remote;
    private final Map<String, Stamp> copied = new HashMap<>();

    /** What tells whether a file has changed. */
    private record Stamp(long size, long nanoseconds) {}

    /**
     * A pair of folders, neither of which need exist.
     *
     * @param local here
     * @param system the file system
     * @param remote there
     */
    FolderMirror(Path local, FileSystem system, org.apache.hadoop.fs.Path remote) {
        this.local = local;
        this.system = system;
        this.remote = remote;
    }

    private static boolean isShared(String name) {
        return !name.startsWith(".") && !name.endsWith(".lock");
    }

    /** Makes the local folder what the other one is. */
    synchronized void pull() throws IOException {
        Map<String, FileStatus> there = remoteFiles();
        for (Map.Entry<String, FileStatus> file : there.entrySet()) {
            Path target = local.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            try (InputStream in = system.open(file.getValue().getPath())) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        for (String name : localFiles().keySet()) {
            if (!there.containsKey(name)) {
                Files.delete(local.resolve(name));
            }
        }
        copied.clear();
        copied.putAll(localFiles());
    }

    /** Makes the other folder what the local one is. */
    synchronized void push() throws IOException {
        Map<String, Stamp> here = localFiles();
        for (Map.Entry<String, Stamp> file : here.entrySet()) {
            if (!file.getValue().equals(copied.get(file.getKey())) && copy(file.getKey())) {
                copied.put(file.getKey(), file.getValue());
            }
        }
        for (Map.Entry<String, FileStatus> file : remoteFiles().entrySet()) {
            if (!here.containsKey(file.getKey())) {
                system.delete(file.getValue().getPath(), false);
                copied.remove(file.getKey());
            }
        }
    }

    /** Copies a file there, unless it has gone in the meantime. */
    private boolean copy(String name) throws IOException {
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(remote, name);
        org.apache.hadoop.fs.Path unfinished =
                new org.apache.hadoop.fs.Path(target.getParent(), UNFINISHED + target.getName());
        try (InputStream in = Files.newInputStream(local.resolve(name));
                OutputStream out = system.create(unfinished, true)) {
            in.transferTo(out);
        } catch (NoSuchFileException e) {
            return false;
        }
        system.delete(target, false);
        if (!system.rename(unfinished, target)) {
            throw new IOException(target + ": cannot be made of " + unfinished.getName());
        }
        return true;
    }

    private Map<String, Stamp> localFiles() throws IOException {
        Map<String, Stamp> files = new TreeMap<>();
        if (!Files.isDirectory(local)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(local)) {
            for (Path file : all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                            && isShared(path.getFileName().toString()))
                    .toList()) {
                stamp(file)
                        .ifPresent(stamp ->
                                files.put(local.relativize(file).toString().replace('\\', '/'), stamp));
            }
        }
        return files;
    }

    /** Empty for a file that was removed since the folder was read. */
    private static Optional<Stamp> stamp(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(found.size(), found.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Map<String, FileStatus> remoteFiles() throws IOException {
        Map<String, FileStatus> files = new TreeMap<>();
        if (system.exists(remote)) {
            collect(remote, "", files);
        }
        return files;
    }

    private void collect(org.apache.hadoop.fs.Path folder, String prefix, Map<String, FileStatus> files)
            throws IOException {
        for (FileStatus status : system.listStatus(folder)) {
            String name = status.getPath().getName();
            if (status.isDirectory()) {
                collect(status.getPath(), prefix + name + "/", files);
            } else if (isShared(name)) {
                files.put(prefix + name, status);
            }
        }
    }
}
