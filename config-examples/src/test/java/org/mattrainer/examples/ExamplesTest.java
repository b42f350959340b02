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
package org.mattrainer.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.evaluation.cli.TribuoTrain;

/** Every example is loaded and tried, with a small network and small images in place of MNIST. */
class ExamplesTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final String MNIST = "<property name=\"dataset\" value=\"MNIST\"/>";

    @TempDir
    private static Path copies;

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml") && !name.startsWith("base-") && !name.equals("pom.xml"))
                    .sorted()
                    .toList();
        }
    }

    /** Copies the examples, their sources reading files made here instead of MNIST. */
    @BeforeAll
    static void copyWithSmallImages() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }
        Path base = copies.resolve("base-mnist.xml");
        String text = Files.readString(base);
        assertEquals(3, text.split(MNIST, -1).length, "base-mnist.xml reads MNIST twice");
        String files = """
                <property name="featuresPath" value="%s/images"/><property name="outputPath" value="%s/labels"/>
                """.formatted(copies, copies);
        Files.writeString(base, text.replace(MNIST, files).replaceAll("<property name=\"part\" value=\"\\w+\"/>", ""));
        writeImages();
    }

    private static void writeImages() throws IOException {
        int count = 200;
        try (DataOutputStream images = new DataOutputStream(Files.newOutputStream(copies.resolve("images")));
                DataOutputStream labels = new DataOutputStream(Files.newOutputStream(copies.resolve("labels")))) {
            images.writeInt(0x803);
            images.writeInt(count);
            images.writeInt(28);
            images.writeInt(28);
            labels.writeInt(0x801);
            labels.writeInt(count);
            for (int i = 0; i < count; i++) {
                byte[] image = new byte[28 * 28];
                Arrays.fill(image, 28 * (2 * (i % 10) + 3), 28 * (2 * (i % 10) + 5), (byte) (100 + i % 7));
                images.write(image);
                labels.writeByte(i % 10);
            }
        }
    }

    private static String run(int expected, String... arguments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int code;
        try (PrintStream stream = new PrintStream(all, true, StandardCharsets.UTF_8)) {
            code = TribuoTrain.run(stream, stream, arguments);
        }
        String text = all.toString(StandardCharsets.UTF_8);
        assertEquals(expected, code, text);
        return text;
    }

    @Test
    void theExamplesOfTheIssueAreThere() throws IOException {
        assertEquals(
                List.of(
                        "adversarial-l2-mnist.xml",
                        "adversarial-linf-mnist.xml",
                        "baseline-mnist.xml",
                        "center-loss-mnist.xml",
                        "dropout-mnist.xml",
                        "mat-mnist-100-labels.xml",
                        "mat-mnist.xml",
                        "mat-quickstart.xml",
                        "rpt-mnist.xml",
                        "svm-mnist.xml",
                        "vat-mnist.xml"),
                examples());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleCanBeTried(String name) {
        List<String> arguments =
                new ArrayList<>(List.of("--dry-run", "-c", copies.resolve(name).toString()));
        arguments.add("-DmattrainerHome=" + EXAMPLES.getParent());
        if (!name.startsWith("svm")) {
            // Small networks and one epoch: this is about the configuration.
            String network = name.startsWith("dropout") ? "dropout-network" : "network";
            arguments.addAll(List.of("--@" + network + ".width", "2", "--@trainer.epochs", "1"));
        }
        if (name.startsWith("mat-quickstart")) {
            arguments.addAll(List.of("--@train.maxExamples", "200", "--@test.maxExamples", "200"));
        }
        String text = run(0, arguments.toArray(new String[0]));
        assertTrue(text.contains("Dry run "), text);
        assertTrue(text.contains("Run       " + name.replace(".xml", "") + "\n"), text);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void withoutMnistTheMessageSaysHowToGetIt(String name) {
        assumeFalse(name.startsWith("mat-quickstart"));
        assumeTrue(System.getenv("MAT_DATA_DIR") == null, "MNIST is there");
        String text = run(
                3,
                "--dry-run",
                "-q",
                "-DdataDir=" + copies.resolve("nowhere"),
                "-Dmattrainer.cacheDir=" + copies.resolve("nowhere"),
                "-c",
                EXAMPLES.resolve(name).toString());
        assertFalse(text.contains("\tat "), text);
        for (String word : List.of("train-images-idx3-ubyte", "nowhere", "--download", "MAT_DATA_DIR")) {
            assertTrue(text.contains(word), () -> "expected " + word + " in " + text);
        }
    }
}
