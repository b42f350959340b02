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
package org.mattrainer.evaluation.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.fixture.ShortLivedJava;

/**
 * A user's own term, direction, preprocessing, augmentation, schedule, architecture, attack and loss of gradient attacks,
 * compiled against the jars and run, in a module of their own and on the class path.
 */
class ExtensionIT {

    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/extension");
    private static final String MAIN = "org.example.extension.Main";

    @TempDir
    private Path folder;

    private String jars;
    private String classes;

    @BeforeEach
    void findJars() {
        jars = ForkedJava.jars();
        classes = folder.resolve("classes").toString();
    }

    @Test
    void ownPartsWorkInAModule() throws Exception {
        compile(sources(), "--module-path", jars);
        run("-p", classes + File.pathSeparator + jars, "-m", "org.example.extension/" + MAIN);
    }

    @Test
    void ownPartsWorkOnTheClassPath() throws Exception {
        List<Path> sources = new ArrayList<>(sources());
        sources.removeIf(source -> source.endsWith("module-info.java"));
        compile(sources, "-cp", jars);
        run("-cp", classes + File.pathSeparator + jars, MAIN);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private void compile(List<Path> sources, String pathFlag, String path) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("--release", "17", "-proc:none", pathFlag, path, "-d", classes),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertTrue(compiled, messages::toString);
        }
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ShortLivedJava.OPTIONS);
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of(arguments));
        command.add(SOURCES.resolve("attacks.xml").toString());
        ForkedJava java = ForkedJava.run(Jdk.all().get(0), folder, command);
        assertEquals(0, java.exitCode(), java.output());
        assertEquals(2, java.count("Attacked by brighter at "), java.output());
        assertEquals(1, java.count("Attacked by PGD-3 label-logit+MARGIN L2 box at 0.1"), java.output());
        assertEquals(1, java.count("Attacked by APGD-3 label-logit L2 box at 0.1"), java.output());
        for (String part : List.of("LogitPenalty", "Brightness", "Halves", "UpsideDown", "Harmonic", "TwoLayers")) {
            assertTrue(java.output().contains("class-name=org.example.extension." + part), java.output());
        }
    }
}
