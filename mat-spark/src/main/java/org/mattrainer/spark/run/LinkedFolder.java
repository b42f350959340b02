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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.Logger;

/**
 * A folder on an executor while a task works in it. What the task writes there, checkpoints before all, is sent to the file
 * system every few seconds, so that another executor can go on with the task.
 */
final class LinkedFolder implements AutoCloseable {

    private static final Logger logger = Logger.getLogger(LinkedFolder.class.getName());
    private static final long MILLISECONDS = 2000;

    private final FolderLink link;
    private final Path local;
    private final FolderMirror mirror;
    private final Thread watcher;
    private volatile boolean marked = true;
    private volatile boolean closed;

    /**
     * Begins to watch the mark.
     *
     * @param link where it is
     * @param local the folder here
     * @param mirror its copy elsewhere, null if there is none
     */
    LinkedFolder(FolderLink link, Path local, FolderMirror mirror) {
        this.link = link;
        this.local = local;
        this.mirror = mirror;
        this.watcher = new Thread(this::watch, "folder-" + link.inside());
        watcher.setDaemon(true);
        watcher.start();
    }

    /** The folder here. */
    Path local() {
        return local;
    }

    /** Whether the driver still wants the work. */
    boolean isWanted() {
        return marked;
    }

    private void watch() {
        while (!closed) {
            try {
                Thread.sleep(MILLISECONDS);
                marked = link.isMarked();
                if (mirror != null) {
                    mirror.push();
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | UncheckedIOException e) {
                // The file system may be there again in a moment; at the end it has to be.
                logger.warning(local + ": " + e.getMessage() + "; trying again");
            }
        }
    }

    /** Sends what is left. */
    @Override
    public void close() throws IOException {
        closed = true;
        watcher.interrupt();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (mirror != null) {
            mirror.push();
            TemporaryFolder.remove(local.getParent());
        }
    }
}
