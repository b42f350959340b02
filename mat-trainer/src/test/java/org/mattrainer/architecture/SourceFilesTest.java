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
package org.mattrainer.architecture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every source file of the repository, in all its modules, has to look like. */
class SourceFilesTest {

    private static final int LONGEST = 400;
    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private static List<Path> javaFiles;

    @BeforeAll
    static void findSources() throws IOException {
        javaFiles = new ArrayList<>();
        collectModules(REPOSITORY);
        assertTrue(javaFiles.size() > 20, "expected the sources under " + REPOSITORY);
    }

    /** Looks for modules where folders of modules are, and not below target, whose files come and go while tests run. */
    private static void collectModules(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("pom.xml"))) {
            return;
        }
        collect(folder.resolve("src"));
        List<Path> inside;
        try (Stream<Path> files = Files.list(folder)) {
            inside = files.filter(Files::isDirectory).toList();
        }
        for (Path module : inside) {
            collectModules(module);
        }
    }

    private static void collect(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(f -> f.toString().endsWith(".java")).forEach(javaFiles::add);
            }
        }
    }

    @Test
    void everyFileStartsWithTheLicenceHeader() throws IOException {
        List<String> header = headLines(javaFiles.get(0));
        assertTrue(header.get(3).contains("Apache License, Version 2.0"), "header: " + header);
        for (Path file : javaFiles) {
            assertEquals(header, headLines(file), "licence header of " + file);
        }
    }

    private static List<String> headLines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(15).toList();
        }
    }

    @Test
    void noFileIsLongerThan400Lines() {
        assertAll(javaFiles.stream().map(file -> () -> {
            int lines = Files.readAllLines(file).size();
            assertTrue(lines <= LONGEST, () -> file + " has " + lines + " lines, expected at most " + LONGEST);
        }));
    }

    @Test
    void everyPackageOfTheMainTreesIsDescribed() {
        List<Path> folders = javaFiles.stream()
                .filter(f -> f.toString().contains("src/main/java"))
                .filter(f -> !f.endsWith("module-info.java"))
                .map(Path::getParent)
                .distinct()
                .toList();
        List<String> undescribed = folders.stream()
                .filter(f -> !Files.exists(f.resolve("package-info.java")))
                .map(f -> REPOSITORY.relativize(f).toString())
                .collect(Collectors.toList());
        assertEquals(List.of(), undescribed, "packages without package-info.java");
    }
}
