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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.evaluation.cli.TribuoTrain;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.TrainJob;

/** Every example is loaded and tried, with a small network and a few small images in place of the data sets. */
class ExamplesTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final String MNIST = "<property name=\"dataset\" value=\"MNIST\"/>";

    /** The run of each study that is tried, the last one. */
    private static final Map<String, String> STUDY_RUNS = Map.of(
            "study-mnist.xml", " mat-seed-1",
            "study-robust.xml", " mart-fashion-seed-1",
            "study-few-labels-mnist.xml", " fixmatch-seed-1",
            "study-few-labels-cifar10.xml", " fixmatch-seed-1",
            "study-cifar10-networks.xml", " wide-resnet-mat-seed-1");

    /** The run of a job that is not called as its file is. */
    private static final Map<String, String> RUNS = Map.of("mnist-100-labels.xml", "mat-mnist-100-labels");

    @TempDir
    private static Path copies;

    /** The files, each with the name of a job behind it where it holds several. */
    static List<String> examples() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml") && !name.matches("base-.*|robustness.*|pom.xml"))
                    .sorted()
                    .flatMap(name -> jobs(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> jobs(String file) {
        ConfigurationManager manager =
                new ConfigurationManager(EXAMPLES.resolve(file).toString());
        List<String> jobs = named(manager, TrainJob.class);
        boolean one = jobs.size() == 1
                || manager.getGlobalProperties().get("job") != null
                || !named(manager, StudyJob.class).isEmpty()
                || !named(manager, SearchJob.class).isEmpty();
        return one ? List.of(file) : jobs.stream().map(job -> file + " " + job).toList();
    }

    private static List<String> named(ConfigurationManager manager, Class<?> type) {
        return manager.getComponentNames().stream()
                .filter(name -> manager.getConfigurationData(name)
                        .orElseThrow()
                        .getClassName()
                        .equals(type.getName()))
                .sorted()
                .toList();
    }

    /** The arguments that choose an example. */
    private static List<String> chosen(Path folder, String example) {
        String[] parts = example.split(" ");
        String file = folder.resolve(parts[0]).toString();
        return parts.length == 1 ? List.of("-c", file) : List.of("-c", file, "-i", parts[1]);
    }

    /** Copies the examples, their sources reading files made here instead of MNIST. */
    @BeforeAll
    static void copyWithSmallImages() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }
        readSmallImages("base-mnist.xml", MNIST);
        readSmallImages("study-robust.xml", MNIST.replace("MNIST", "FASHION_MNIST"));
        SmallImages.writeMnist(copies, 200);
        SmallImages.writeCifar10(copies, 20);
        SmallImages.writeSvhn(copies, 100);
        DrawnImages.write(copies.resolve("my-images"), 12, 1);
        DrawnImages.writeUnlabelled(copies.resolve("my-unlabelled-images"), 20, 2);
    }

    private static void readSmallImages(String file, String dataset) throws IOException {
        Path copy = copies.resolve(file);
        String text = Files.readString(copy);
        assertEquals(3, text.split(dataset, -1).length, file + " reads " + dataset + " twice");
        String files = """
                <property name="featuresPath" value="%s/images"/><property name="outputPath" value="%s/labels"/>
                """.formatted(copies, copies);
        Files.writeString(
                copy, text.replace(dataset, files).replaceAll("<property name=\"part\" value=\"\\w+\"/>", ""));
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
    void everyMethodIsAJobOfItsBenchmark() {
        Set<String> expected = new TreeSet<>(List.of(
                "mat-mnist.xml",
                "mat-quickstart.xml",
                "mnist-100-labels.xml",
                "my-csv.xml",
                "my-images.xml",
                "my-images-few-labels.xml",
                "search-mnist.xml",
                "study-cifar10-networks.xml",
                "study-few-labels-cifar10.xml",
                "study-few-labels-mnist.xml",
                "study-mnist.xml",
                "study-robust.xml"));
        for (String job : List.of(
                "adversarial-l2",
                "adversarial-linf",
                "baseline",
                "center-loss",
                "dropout",
                "mat",
                "noise",
                "rpt",
                "svm",
                "vat")) {
            expected.add("mnist.xml " + job);
        }
        for (String job : List.of(
                "baseline",
                "catgan",
                "discriminator-baseline",
                "feature-matching",
                "fixmatch",
                "gamma-ladder",
                "ladder",
                "ladder-baseline",
                "mat",
                "mean-teacher",
                "pi-model",
                "sdgm",
                "temporal-ensembling",
                "vat",
                "what-where")) {
            expected.add("mnist-100-labels-small.xml " + job);
        }
        for (String job : List.of("catgan", "feature-matching", "fixmatch", "mean-teacher", "temporal-ensembling")) {
            expected.add("cifar10-4000-labels-small.xml " + job);
        }
        for (String job : List.of("baseline", "rpt", "vat", "mat", "pi-model")) {
            for (String data : List.of("cifar10", "cifar10-4000-labels", "svhn-1000-labels")) {
                expected.add(data + ".xml " + job);
                expected.add(data + "-small.xml " + job);
            }
        }
        expected.addAll(List.of(
                "cifar10-4000-labels.xml gamma-ladder",
                "cifar10-4000-labels-small.xml gamma-ladder",
                "cifar10-4000-labels-small.xml what-where",
                "ladder-mnist.xml 100-labels",
                "ladder-mnist.xml all-labels"));
        assertEquals(expected, new TreeSet<>(examples()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleCanBeTried(String name) {
        List<String> arguments = new ArrayList<>(chosen(copies, name));
        arguments.add("--dry-run");
        arguments.add("-DmattrainerHome=" + EXAMPLES.getParent());
        arguments.add("-DdataDir=" + copies);
        arguments.addAll(small(name));
        String text = run(0, arguments.toArray(new String[0]));
        assertTrue(text.contains("Dry run "), text);
        String[] parts = name.replace(".xml", "").split(" ");
        String run = (parts.length == 1 ? RUNS.getOrDefault(name, parts[0]) : parts[1] + "-" + parts[0])
                + (name.startsWith("search") ? " trial-001" : STUDY_RUNS.getOrDefault(name, ""));
        assertTrue(text.contains("Run       " + run + "\n"), text);
    }

    @Test
    void theStudyHasAReducedVariantOfAllMethods() throws IOException {
        Path folder = copies.resolve("quick-study");
        String text = run(
                0,
                "-c",
                copies.resolve("study-mnist.xml").toString(),
                "-DdataDir=" + copies,
                "--quick",
                "-d",
                folder.toString(),
                "--@train.maxExamples",
                "60",
                "--@test.maxExamples",
                "20",
                "--@network.width",
                "2",
                "--@dropout-network.width",
                "2",
                "--@trainer.epochs",
                "1");
        assertTrue(text.contains("17 of 17 done"), text);
        String table = Files.readString(folder.resolve("study.md"));
        for (String method : List.of("SVM", "baseline", "dropout", "center loss", "RPT", "VAT", "MAT")) {
            assertTrue(table.contains("| " + method + " |"), table);
        }
    }

    @Test
    void entropyMinimisationIsAnOption() {
        String name = "cifar10-4000-labels-small.xml vat";
        List<String> arguments = new ArrayList<>(chosen(copies, name));
        arguments.add("-DdataDir=" + copies);
        arguments.addAll(small(name));
        arguments.addAll(List.of("--@trainer.terms", "cross-entropy,output-smoothness,entropy"));
        arguments.addAll(List.of("-d", copies.resolve("vat-with-entropy").toString()));
        String text = run(0, arguments.toArray(new String[0]));
        assertTrue(text.matches("(?s).* ce [\\d.]+  smooth [\\d.]+  entropy [\\d.]+\\s.*"), text);
    }

    /** Small networks and a short training: this is about the configuration. */
    private static List<String> small(String name) {
        if (name.endsWith(" svm")) {
            return List.of();
        }
        if (name.startsWith("study-cifar10")) {
            // Each network with side heads, of residual blocks, and with the terms of MAT.
            return List.of(
                    "--@study-cifar10-networks.methods",
                    "conv-large,dsn,wide-resnet-mat",
                    "--@conv-large-network.widthDivisor",
                    "128",
                    "--@dsn-network.widthDivisor",
                    "32",
                    "--@wide-resnet-network.depth",
                    "10",
                    "--@wide-resnet-network.widening",
                    "1",
                    "--@train.maxExamples",
                    "20",
                    "--@epochs",
                    "1");
        }
        List<String> arguments = new ArrayList<>();
        if (name.contains("-small.xml") && name.matches(".* (catgan|feature-matching|discriminator-baseline)")) {
            boolean colour = name.contains("cifar10");
            arguments.addAll(List.of("--@discriminator.layers", "N0.3-F-D2w-R-Z-N0.5-D*wg"));
            String generator = "D2n-Bp-Eb-X-D" + (colour ? 3072 : 784) + "wg-S";
            arguments.addAll(List.of("--@matching-term.generator", generator, "--@catgan-term.generator", generator));
            if (colour) {
                arguments.addAll(List.of("--@categories.layers", "C3x2s2n-B-L-G-Z-D*"));
            }
        }
        if (name.equals("study-mnist.xml")) {
            // Each method is an example of its own.
            arguments.addAll(List.of("--@study-mnist.methods", "baseline,svm,mat"));
        }
        if (name.equals("study-robust.xml")) {
            arguments.addAll(List.of("--@train.maxExamples", "40", "--@fashion-train.maxExamples", "40"));
            arguments.addAll(List.of("--@wide-network.width", "2", "--@trainer.epochs", "1"));
            return arguments;
        }
        if (name.startsWith("study-few-labels")) {
            String study = name.replace(".xml", "");
            arguments.addAll(List.of("--@" + study + ".methods", "baseline,fixmatch"));
        }
        if (name.contains("cifar10") || name.contains("svhn")) {
            arguments.addAll(List.of("--@network.widthDivisor", "128", "--@epochs", "1", "--@updatesPerEpoch", "1"));
            if (name.contains("cifar10")) {
                // Whitening needs more images than an image has values.
                arguments.addAll(List.of("--@preprocessing.steps", "centred"));
            }
            if (name.endsWith("gamma-ladder")) {
                arguments.addAll(List.of("--@gamma-network.layers", "N-C3x4n-Bp-N-Eb-G-Z-D*n-@p1-Bp-N-@z1-Eb"));
                String trainer = "--@gamma-ladder-trainer.";
                arguments.addAll(List.of(trainer + "updatesPerEpoch", "1", trainer + "epochs", "1"));
            }
            if (name.endsWith("what-where")) {
                arguments.addAll(List.of("--@what-where-network.layers", "C3x4-R-@m1-M2-@p1-F-Z-D*"));
            }
            if (name.matches(".* (mean-teacher|temporal-ensembling)")) {
                arguments.addAll(List.of("--@noisy-network.layers", "N0.15-C3x2s2n-B-L-G-Z-D*"));
            }
            if (name.contains("cifar10-4000") || name.contains("few-labels")) {
                arguments.addAll(List.of("--@few-labels.labelledPerClass", "2"));
            } else if (name.contains("svhn")) {
                arguments.addAll(List.of("--@few-labels.labelledCount", "90"));
            }
        } else if (name.startsWith("study-few-labels")) {
            arguments.addAll(List.of("--@narrow-network.layers", "C5x1n-B-P-M2-F-D2n-B-P-Z-D*"));
            arguments.addAll(List.of("--@trainer.updatesPerEpoch", "1", "--@trainer.epochs", "1"));
        } else if (name.contains("100-labels-small")) {
            arguments.addAll(List.of("--@what-where-network.layers", "C5x2-R-@m1-M2-@p1-C5x2-R-@m2-M2-@p2-F-Z-D*"));
            arguments.addAll(List.of("--@skip-network.units", "8", "--@skip-network.auxiliary", "3"));
            arguments.addAll(List.of("--@skip-term.units", "8", "--@skip-term.latentSize", "2"));
            arguments.addAll(List.of("--@noisy-network.layers", "N0.3-C5x1n-B-P-M2-F-D2n-B-P-Z-D*"));
            arguments.addAll(List.of("--@narrow-network.layers", "C5x1n-B-P-M2-F-D2n-B-P-Z-D*"));
            arguments.addAll(List.of("--@trainer.updatesPerEpoch", "1", "--@trainer.epochs", "1"));
        } else {
            String network = name.endsWith(" dropout")
                    ? "dropout-network"
                    : name.startsWith("mat-quickstart") ? "wide-network" : "network";
            arguments.addAll(List.of("--@" + network + ".width", "2", "--@trainer.epochs", "1"));
        }
        if (name.startsWith("ladder-mnist")) {
            arguments.addAll(List.of("--@ladder-network.units", "8,8,8,8,8"));
        } else if (name.contains("mnist") && name.contains("ladder")) {
            arguments.addAll(List.of("--@ladder-network.units", "8,8,8"));
        }
        if (name.startsWith("my-images")) {
            arguments.addAll(
                    List.of("--@imageFolder", copies.resolve("my-images").toString()));
        }
        if (name.startsWith("my-images-few")) {
            String unlabelled = copies.resolve("my-unlabelled-images").toString();
            arguments.addAll(List.of("--@unlabelledFolder", unlabelled));
        }
        if (name.startsWith("mat-quickstart")) {
            arguments.addAll(List.of("--@train.maxExamples", "200", "--@test.maxExamples", "200"));
            arguments.addAll(List.of("--@wide-network.width", "2"));
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void withoutTheDataTheMessageSaysHowToGetThem(String name) {
        assumeFalse(name.startsWith("mat-quickstart") || name.startsWith("my-csv"));
        assumeTrue(System.getenv("MAT_DATA_DIR") == null, "the data are there");
        List<String> arguments = new ArrayList<>(chosen(EXAMPLES, name));
        arguments.addAll(List.of(
                "--dry-run",
                "-q",
                "-DdataDir=" + copies.resolve("nowhere"),
                "-Dmattrainer.cacheDir=" + copies.resolve("nowhere")));
        String text = run(3, arguments.toArray(new String[0]));
        assertFalse(text.contains("\tat "), text);
        List<String> words = name.startsWith("my-images")
                ? List.of("my-images: expected a folder with one folder for each class, found nothing")
                : name.contains("cifar10")
                        ? List.of("CIFAR-10", "nowhere", "cifar-10-binary.tar.gz", "MAT_DATA_DIR")
                        : name.contains("svhn")
                                ? List.of("SVHN", "nowhere", "train_32x32.mat", "MAT_DATA_DIR")
                                : List.of("train-images-idx3-ubyte", "nowhere", "--download", "MAT_DATA_DIR");
        for (String word : words) {
            assertTrue(text.contains(word), () -> "expected " + word + " in " + text);
        }
    }
}
