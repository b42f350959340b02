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
package org.mattrainer.evaluation.run.evaluation;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.mattrainer.evaluation.report.EvaluationDocument;

/**
 * The files of an earlier evaluation of a folder, which its report names. Beside the next report they would be taken for
 * parts of it; what the report does not name is somebody's own.
 *
 * @param folder the folder
 * @param document the report
 */
record EarlierFiles(Path folder, Path document) {

    /** What an evaluation writes; a report that somebody has changed removes nothing else. */
    private static final Pattern REMOVABLE =
            Pattern.compile("plots/[^/\\\\]+\\.(csv|svg|png)|model-card-[^/\\\\]+\\.json");

    /** Removes those that the next report does not have. */
    void removeOthersThan(Collection<String> next) throws IOException {
        if (!Files.isRegularFile(document)) {
            return;
        }
        Set<String> earlier = new HashSet<>(EvaluationDocument.files(Files.readString(document)));
        earlier.removeAll(next);
        for (String name : earlier) {
            if (REMOVABLE.matcher(name).matches()) {
                remove(folder.resolve(name));
            }
        }
    }

    private static void remove(Path file) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(file);
            removeIfEmpty(file.getParent());
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            // A link to a folder, which is somebody's own, would be deleted whatever that folder holds.
            return;
        }
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            // Others are left.
            return;
        }
    }
}
