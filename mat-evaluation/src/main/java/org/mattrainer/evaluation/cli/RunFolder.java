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
package org.mattrainer.evaluation.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a run.
 *
 * @param folder where they are
 */
record RunFolder(Path folder) {

    /** Makes the folder, and takes the history of an earlier run out of it. */
    void create() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.USAGE, "run folder " + folder + ": there is a file of that name", e);
        }
        Files.deleteIfExists(history());
    }

    Path model() {
        return folder.resolve("model.tribuo");
    }

    Path evaluation() {
        return folder.resolve("evaluation.json");
    }

    Path modelCard() {
        return folder.resolve("model-card.json");
    }

    Path report() {
        return folder.resolve("report.html");
    }

    Path history() {
        return folder.resolve("history.csv");
    }

    Path config(String extension) {
        return folder.resolve("config." + extension);
    }
}
