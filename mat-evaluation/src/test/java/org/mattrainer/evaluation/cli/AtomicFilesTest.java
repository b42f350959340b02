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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFiles.write(file, "one");
        AtomicFiles.write(file, "two \u00e4");
        assertEquals("two \u00e4", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void makesTheFolder() throws IOException {
        Path file = folder.resolve("deep/er/a.txt");
        AtomicFiles.write(file, "x");
        assertEquals("x", Files.readString(file));
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFiles.write(file, "old");
        IOException failure = new IOException("disk full");
        IOException named = assertThrows(
                IOException.class,
                () -> AtomicFiles.write(file, output -> {
                    output.write("half".getBytes(StandardCharsets.UTF_8));
                    throw failure;
                }));
        assertEquals("Cannot write " + file + ": disk full", named.getMessage());
        assertEquals(failure, named.getCause());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void aFailureOfANewFileLeavesNothing() throws IOException {
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFiles.write(folder.resolve("new"), output -> {
                    output.write(1);
                    throw new IllegalStateException();
                }));
        assertEquals(List.of(), names());
    }
}
