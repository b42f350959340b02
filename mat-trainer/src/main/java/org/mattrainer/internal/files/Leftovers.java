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

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Temporary files of processes that were killed while they wrote. */
public final class Leftovers {

    static final String PREFIX = ".mattrainer-";
    static final String SUFFIX = ".tmp";

    private Leftovers() {}

    /**
     * Removes the temporary files of {@link AtomicFiles} in a folder that nobody is writing. One that cannot be removed
     * does no harm and stays.
     *
     * @param folder the folder, which need not be there
     */
    public static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> temporary = files.filter(Leftovers::isTemporary).toList();
            for (Path file : temporary) {
                removeUnlessWritten(file);
            }
        } catch (IOException e) {
            return;
        }
    }

    private static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeUnlessWritten(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.delete(file);
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process is writing it.
            return;
        }
    }
}
