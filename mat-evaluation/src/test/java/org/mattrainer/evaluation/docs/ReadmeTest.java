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
package org.mattrainer.evaluation.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.fixture.ShortLivedJava;

/** The README's library examples work as they stand, and what the documents link to exists. */
class ReadmeTest {

    private static final int EXAMPLES = 24;
    private static final int SIDE = 8;

    /** Each is a file of its own, with its imports: compiled as it stands and run on drawn images. */
    @Test
    void theLibraryExamplesCompileAndRun(@TempDir Path folder) throws Exception {
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        write(images, labels);
        List<String> names = new ArrayList<>();
        List<Path> sources = new ArrayList<>();
        for (String example : blocks("java")) {
            Matcher name = Pattern.compile("public class (\\w+)").matcher(example);
            assertTrue(name.find(), example);
            names.add(name.group(1));
            sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), example));
        }
        assertEquals(List.of("FirstModel", "FewLabels"), names);
        // One Java machine for both: what they write goes into its working directory.
        sources.add(Files.writeString(folder.resolve("Both.java"), """
                public class Both {
                    public static void main(String[] files) throws Exception {
                        FirstModel.main(files);
                        FewLabels.main(files);
                    }
                }
                """));
        compile(folder, sources);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(ShortLivedJava.COLLECTOR, "--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + folder));
        command.addAll(List.of("Both", images.toString(), labels.toString()));
        Process program = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), Files.readString(folder.resolve("err")));
        assertEquals("0\n0\n", printed);
        assertTrue(Files.size(folder.resolve("model.tribuo")) > 0);
    }

    private static void compile(Path folder, List<Path> sources) {
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "--release", "17", "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        boolean compiled = compiler.getTask(
                        messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                .call();
        assertTrue(compiled, messages::toString);
    }

    @Test
    void theMavenCoordinatesAreThoseOfTheModule() throws Exception {
        String pom = Files.readString(Documents.REPOSITORY.resolve("pom.xml"));
        String version =
                pom.replaceAll("(?s).*?<groupId>org.mattrainer</groupId>.*?<version>([^<]+)</version>.*", "$1");
        String dependency = blocks("xml").get(0);
        assertTrue(dependency.contains("<version>" + version + "</version>"), dependency);
        assertTrue(dependency.contains("<groupId>org.mattrainer</groupId>"), dependency);
        String module = Files.readString(Documents.REPOSITORY.resolve("mat-trainer/pom.xml"));
        assertTrue(module.contains("<artifactId>mat-trainer</artifactId>"));
        assertTrue(dependency.contains("<artifactId>mat-trainer</artifactId>"), dependency);
    }

    @Test
    void theTestCommandIsThatOfContinuousIntegration() throws IOException {
        String script = Files.readString(Documents.REPOSITORY.resolve(".ci/run"));
        assertTrue(
                blocks("sh").stream().flatMap(String::lines).anyMatch(script::contains),
                "a shell line of the README in .ci/run");
    }

    /** The blocks of the README in a language. */
    private static List<String> blocks(String language) throws IOException {
        Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Documents.REPOSITORY.resolve("README.md")));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    @Test
    void linksBetweenDocumentsLeadToFiles() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : Documents.all()) {
            Matcher link = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)").matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(Documents.REPOSITORY.relativize(document) + ": " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private static void write(Path images, Path labels) throws IOException {
        try (DataOutputStream image = new DataOutputStream(Files.newOutputStream(images));
                DataOutputStream label = new DataOutputStream(Files.newOutputStream(labels))) {
            image.writeInt(0x803);
            image.writeInt(EXAMPLES);
            image.writeInt(SIDE);
            image.writeInt(SIDE);
            label.writeInt(0x801);
            label.writeInt(EXAMPLES);
            for (int i = 0; i < EXAMPLES; i++) {
                label.writeByte(i % 2);
                byte[] pixels = new byte[SIDE * SIDE];
                Arrays.fill(pixels, i % 2 * 32, i % 2 * 32 + 32, (byte) (200 + i));
                image.write(pixels);
            }
        }
    }
}
