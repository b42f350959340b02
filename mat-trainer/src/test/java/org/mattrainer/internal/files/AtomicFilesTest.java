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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    @Test
    void aPlantedLinkIsNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Path file = Files.createSymbolicLink(folder.resolve("a.txt"), victim);
        AtomicFiles.write(file, "mine");
        assertEquals("precious", Files.readString(victim));
        assertFalse(Files.isSymbolicLink(file));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void temporaryNamesCannotBeForeseen() throws IOException {
        Set<Path> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            AtomicFiles.writePrivate(folder.resolve("a"), output -> output.write(1), seen::add);
        }
        assertEquals(3, seen.size());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void privateFilesAndFoldersAreTheOwnersAndOthersFollowTheMask() throws IOException {
        Path file = folder.resolve("cache/deep/a");
        AtomicFiles.writePrivate(file, output -> output.write(1), written -> {});
        assertEquals("rw-------", permissions(file));
        assertEquals("rwx------", permissions(file.getParent()));
        assertEquals("rwx------", permissions(file.getParent().getParent()));
        Path usual = folder.resolve("b");
        AtomicFiles.write(usual, "");
        assertEquals(permissions(Files.createFile(folder.resolve("c"))), permissions(usual));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFileThatDoesNotPassTheCheckIsNotThere() throws IOException {
        IOException refused = assertThrows(
                IOException.class,
                () -> AtomicFiles.writePrivate(folder.resolve("a"), output -> output.write(7), written -> {
                    assertArrayEquals(new byte[] {7}, Files.readAllBytes(written));
                    throw new IOException("wrong sum");
                }));
        assertTrue(refused.getMessage().endsWith("wrong sum"));
        assertEquals(List.of(), names());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
        AtomicFiles.write(link, "gone");
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void longNamesCanBeWritten() throws IOException {
        Path file = folder.resolve("x".repeat(250));
        AtomicFiles.write(file, "x");
        assertEquals("x", Files.readString(file));
    }

    @Test
    void onlyWhatNobodyWritesIsALeftover() throws IOException {
        Path left = Files.writeString(folder.resolve(".mattrainer-1.tmp"), "half");
        Path others = Files.writeString(folder.resolve("notes.tmp"), "");
        Path link = Files.createSymbolicLink(folder.resolve(".mattrainer-2.tmp"), others);
        AtomicFiles.write(folder.resolve("a"), output -> {
            Leftovers.remove(folder);
            output.write(1);
        });
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(others) && Files.exists(link));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(folder.resolve("a")));
        Leftovers.remove(folder.resolve("nowhere"));
    }

    @Test
    void whatCannotBeWrittenIsKnownBefore() throws IOException {
        AtomicFiles.requireWritable(folder.resolve("new/folder/a"));
        AtomicFiles.requireWritable(Files.writeString(folder.resolve("old"), ""));
        Files.createDirectory(folder.resolve("b"));
        for (Path wrong : List.of(
                folder.resolve("b"),
                folder.resolve("old/a"),
                folder.resolve("old/c/a"),
                folder.resolve("x".repeat(300)))) {
            IOException e = assertThrows(IOException.class, () -> AtomicFiles.requireWritable(wrong));
            assertTrue(e.getMessage().startsWith("Cannot write " + wrong + ": "), e.getMessage());
        }
    }

    @Test
    void theCacheNeedsAHome() {
        assertEquals(Optional.of(Path.of("x")), CacheFolder.find("x", "?", null));
        assertEquals(Optional.of(Path.of("/home/a/.cache/mattrainer")), CacheFolder.find("", "/home/a", "/b"));
        assertEquals(Optional.of(Path.of("/b/.cache/mattrainer")), CacheFolder.find(null, "?", "/b"));
        assertEquals(Optional.empty(), CacheFolder.find(null, "?", null));
        assertEquals(Optional.empty(), CacheFolder.find(null, null, "here"));
    }
}
