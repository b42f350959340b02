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
import java.util.logging.Logger;

/**
 * Sends what the driver writes into the folder of the results, checkpoints before all, to its file system every few seconds, so
 * that the training can be resumed should the driver be lost.
 */
final class FolderSending implements AutoCloseable {

    private static final Logger logger = Logger.getLogger(FolderSending.class.getName());
    private static final long MILLISECONDS = 2000;

    private final ResultFolder results;
    private final Thread sender;

    /** Begins; does nothing for a folder that all machines reach by its path. */
    FolderSending(ResultFolder results) {
        this.results = results;
        this.sender = new Thread(this::send, "folder-sending");
        sender.setDaemon(true);
        if (results.isCopied()) {
            sender.start();
        }
    }

    private void send() {
        while (true) {
            try {
                Thread.sleep(MILLISECONDS);
                results.push(results.local());
            } catch (InterruptedException e) {
                return;
            } catch (IOException | UncheckedIOException e) {
                // The file system may be there again in a moment; at the end it has to be.
                logger.warning(results + ": " + e.getMessage() + "; trying again");
            }
        }
    }

    /** Ends; what is left is sent when the folder of the results is closed. */
    @Override
    public void close() {
        sender.interrupt();
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
