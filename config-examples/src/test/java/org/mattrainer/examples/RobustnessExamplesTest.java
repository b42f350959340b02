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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.cli.TribuoEvaluate;
import org.mattrainer.evaluation.cli.TribuoTrain;

/** The examinations of models run on a small network and small images in place of MNIST. */
class RobustnessExamplesTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TempDir
    private static Path copies;

    /** A command. */
    @FunctionalInterface
    private interface Command {
        int run(PrintStream out, PrintStream err, String... arguments);
    }

    /** Copies the examples, their sources reading files made here and their attacks a few steps long. */
    @BeforeAll
    static void copyAndTrain() throws IOException {
        String files = """
                <property name="featuresPath" value="%s/images"/><property name="outputPath" value="%s/labels"/>
                """.formatted(copies, copies);
        try (Stream<Path> examples = Files.list(EXAMPLES)) {
            for (Path file : examples.filter(f -> f.toString().endsWith(".xml")).toList()) {
                String text = Files.readString(file)
                        .replaceAll("<property name=\"dataset\" value=\"(FASHION_)?MNIST\"/>", files)
                        .replaceAll("<property name=\"part\" value=\"\\w+\"/>", "")
                        .replaceAll("name=\"steps\" value=\"\\d{2,}\"", "name=\"steps\" value=\"3\"")
                        .replace("name=\"restarts\" value=\"5\"", "name=\"restarts\" value=\"2\"")
                        .replace("name=\"queries\" value=\"5000\"", "name=\"queries\" value=\"20\"");
                Files.writeString(copies.resolve(file.getFileName()), text);
            }
        }
        SmallImages.writeMnist(copies, 100);
        run(
                TribuoTrain::run,
                "-q",
                "-c",
                copies.resolve("mat-mnist.xml").toString(),
                "-d",
                copies.resolve("model").toString(),
                "--@network.width",
                "2",
                "--@trainer.epochs",
                "1");
    }

    private static String run(Command command, String... arguments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(all, true, StandardCharsets.UTF_8)) {
            int code = command.run(stream, stream, arguments);
            assertEquals(0, code, all.toString(StandardCharsets.UTF_8));
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theSecondCommandOfTheReadmeRunsOnWhatTheFirstTrains() throws IOException {
        Path model = copies.resolve("runs/mat-quickstart");
        String home = "-DmattrainerHome=" + EXAMPLES.getParent();
        run(
                TribuoTrain::run,
                "-q",
                home,
                "-c",
                copies.resolve("mat-quickstart.xml").toString(),
                "-d",
                model.toString(),
                "--@train.maxExamples",
                "60",
                "--@test.maxExamples",
                "40",
                "--@wide-network.width",
                "2",
                "--@trainer.epochs",
                "1");
        Path out = copies.resolve("first-look");
        run(
                TribuoEvaluate::run,
                "-q",
                home,
                "-c",
                copies.resolve("robustness-quickstart.xml").toString(),
                "--model",
                model.toString(),
                "-d",
                out.toString(),
                "--@test.maxExamples",
                "40",
                "--@few-attacks.maxExamples",
                "4",
                "--@few-attacks.checkExamples",
                "2");
        assertTrue(Files.readString(out.resolve("report.html")).contains("ankle boot"), "classes have names");
    }

    @Test
    void modelsOfOwnImagesAreExamined() throws IOException {
        DrawnImages.write(copies.resolve("drawings"), 12, 1);
        Path model = copies.resolve("runs/my-images");
        String[] same = {"--@imageFolder", copies.resolve("drawings").toString(), "--@side", "12"};
        List<String> training = new ArrayList<>(List.of(same));
        training.addAll(List.of("-q", "-c", copies.resolve("my-images.xml").toString(), "-d", model.toString()));
        training.addAll(List.of("--@network.width", "2", "--@trainer.epochs", "1"));
        run(TribuoTrain::run, training.toArray(new String[0]));
        List<String> examination = new ArrayList<>(List.of(same));
        Path out = copies.resolve("my-report");
        String config = copies.resolve("robustness-my-images.xml").toString();
        examination.addAll(List.of("-q", "-c", config, "--model", model.toString(), "-d", out.toString()));
        examination.addAll(List.of("--@few-attacks.maxExamples", "4", "--@few-attacks.checkExamples", "2"));
        run(TribuoEvaluate::run, examination.toArray(new String[0]));
        assertTrue(Files.readString(out.resolve("report.html")).contains("square"), "the classes are the folders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"robustness", "robustness-full"})
    void theExaminationRuns(String name) throws IOException {
        Path out = copies.resolve(name);
        String evaluator = name.equals("robustness") ? "attacks" : "all-attacks";
        String text = run(
                TribuoEvaluate::run,
                "-q",
                "-c",
                copies.resolve(name + ".xml").toString(),
                "--model",
                copies.resolve("model").toString(),
                "-d",
                out.toString(),
                "--@" + evaluator + ".maxExamples",
                "4",
                "--@" + evaluator + ".checkExamples",
                "2",
                "--@standard-l2.steps",
                "2",
                "--@standard-l2.queries",
                "20",
                "--@standard-linf.steps",
                "2",
                "--@standard-linf.queries",
                "20",
                "--@nearest-l2.steps",
                "3",
                "--@nearest-linf.steps",
                "3",
                "--@latent-space.maxExamples",
                "20",
                "--@pixel-space.maxExamples",
                "20",
                "--@logit-neighbours.maxExamples",
                "20",
                "--@pixel-neighbours.maxExamples",
                "20");
        assertTrue(text.contains("model: test error "), text);
        for (String file : List.of("report.html", "report.json", "config.xml", "plots/gallery-model.png")) {
            assertTrue(Files.isRegularFile(out.resolve(file)), file);
        }
        assertTrue(
                Files.readString(out.resolve("report.html")).contains("robust accuracy, AutoAttack"), "the headline");
        int farthest = name.equals("robustness") ? 8 : 13;
        String figures = Files.readString(out.resolve("report.json"));
        assertTrue(figures.matches("(?s).*\"radius\"\\s*:\\s*" + farthest + "(\\.0)?\\b.*"), "the levels of the paper");
    }

    @Test
    void theCertificationRuns() throws IOException {
        Path out = copies.resolve("certified");
        run(
                TribuoEvaluate::run,
                "-q",
                "-c",
                copies.resolve("robustness-certified.xml").toString(),
                "--model",
                copies.resolve("model").toString(),
                "-d",
                out.toString(),
                "--@certificates.maxExamples",
                "3",
                "--@votes.samples",
                "20",
                "--@smoothed-descent.steps",
                "2");
        String report = Files.readString(out.resolve("report.html"));
        assertTrue(report.contains("certified, L2\u00A01.5") && report.contains("attacked, L2\u00A03"), report);
        assertTrue(Files.isRegularFile(out.resolve("plots/certified-model.png")));
    }
}
