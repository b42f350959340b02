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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.evaluation.command.ExitCode;

/** Small models of this project and of the host through {@code tribuo-evaluate}. */
class EvaluateRunTest {

    private static final String JOB = """
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
              <property name="outOfDistributionSource" value="foreign"/>
              <property name="mixtureFit" value="fit"/>
              <property name="gallery" value="side-by-side"/>
              <propertylist name="evaluators"><item>robustness</item></propertylist>
              <propertylist name="embeddings"><item>of-latent</item><item>of-pixels</item><item>of-hidden</item></propertylist>
            </component>
            <component name="fit" type="org.mattrainer.evaluation.MixtureFit">
              <property name="source" value="train"/>
            </component>
            <component name="step" type="org.mattrainer.evaluation.attack.FastGradientMethod">
              <propertylist name="radii"><item>0</item><item>0.5</item><item>1</item></propertylist>
            </component>
            <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
              <propertylist name="radii"><item>0.5</item><item>1</item></propertylist>
            </component>
            <component name="robustness" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>step</item><item>noise</item></propertylist>
              <property name="maxExamples" value="12"/>
              <property name="checkExamples" value="6"/>
            </component>
            <component name="side-by-side" type="org.mattrainer.evaluation.study.GalleryStudy">
              <propertylist name="attacks"><item>step</item><item>noise</item></propertylist>
              <property name="examples" value="3"/>
            </component>
            <component name="of-latent" type="org.mattrainer.evaluation.study.EmbeddingStudy">
              <property name="attack" value="step"/>
            </component>
            <component name="of-pixels" type="org.mattrainer.evaluation.study.EmbeddingStudy">
              <property name="layer" value="PIXELS"/><property name="projection" value="PCA"/>
            </component>
            <component name="of-hidden" type="org.mattrainer.evaluation.study.EmbeddingStudy">
              <property name="layer" value="HIDDEN"/><property name="projection" value="PCA"/>
            </component>
            <component name="foreign" type="org.mattrainer.data.IdxImageSource">
              <property name="featuresPath" value="${dataDir}/foreign-images.gz"/>
              <property name="outputPath" value="${dataDir}/foreign-labels.gz"/>
            </component>
            """;

    @TempDir
    private static Path folder;

    private static String config;
    private static JsonNode report;
    private static CommandRun run;

    @BeforeAll
    static void trainAndEvaluate() throws IOException {
        TinyImages.write(folder, "train", 60, 12);
        TinyImages.write(folder, "test", 30, 12);
        TinyImages.write(folder, "foreign", 9, 12);
        String networks = Configs.write(folder, "mat.xml", MatConfigs.COMPONENTS);
        String host = Configs.write(folder, "host.xml", Configs.COMPONENTS + Configs.JOB);
        CommandRun.of("-c", networks, "-q", "-d", folder.resolve("mat").toString())
                .succeeds();
        String other = folder.resolve("other").toString();
        CommandRun.of("-c", networks, "-q", "-d", other, "--@trainer.seed", "5").succeeds();
        CommandRun.of("-c", host, "-q", "-d", folder.resolve("host").toString()).succeeds();
        config = Configs.write(folder, "examine.xml", MatConfigs.COMPONENTS + JOB);
        run = CommandRun.evaluate("-c", config, "--model", models(), "-d", out().toString())
                .succeeds();
        report = new ObjectMapper().readTree(out().resolve("report.json").toFile());
    }

    private static Path out() {
        return folder.resolve("examined");
    }

    private static String models() {
        return folder.resolve("mat") + "," + folder.resolve("other/model.tribuo");
    }

    @Test
    void oneFolderHoldsEverything() {
        for (String file : List.of(
                "report.html",
                "report.json",
                "report.md",
                "tables.csv",
                "tables.tex",
                "config.xml",
                "model-card-mat.json",
                "model-card-other.json",
                "plots/reliability.png",
                "plots/reliability.svg",
                "plots/reliability.csv",
                "plots/confusion-mat.png",
                "plots/confusion-other.svg",
                "plots/embedding-mat-0.png",
                "plots/embedding-mat-1.svg",
                "plots/gallery-mat.png",
                "plots/neighbours-latent.svg",
                "plots/history-objective.png")) {
            assertTrue(Files.isRegularFile(out().resolve(file)), file);
        }
    }

    @Test
    void theModelsAreNamedByTheirFolders() {
        assertEquals("mat", report.get("models").get(0).get("name").asText());
        assertEquals("other", report.get("models").get(1).get("name").asText());
        assertTrue(run.out().startsWith("mat: test error "), run.out());
        assertTrue(run.out().contains("\nother: test error "), run.out());
    }

    @Test
    void theFiguresAreThoseOfTheTraining() throws IOException {
        JsonNode trained = new ObjectMapper()
                .readTree(folder.resolve("mat/evaluation.json").toFile());
        assertEquals(
                trained.get("test").get("error"), report.get("models").get(0).get("error"));
        assertEquals(
                trained.get("test").get("metrics"), report.get("models").get(0).get("metrics"));
    }

    @Test
    void networksAreExaminedInside() {
        JsonNode mat = report.get("models").get(0);
        assertFalse(mat.get("mixture").get("fittedAfterwards").asBoolean());
        assertEquals(30, mat.get("mixture").get("readOutError").get("examples").asInt());
        List<String> layers = new ArrayList<>();
        mat.get("embeddings")
                .forEach(embedding -> layers.add(embedding.get("layer").asText()));
        assertEquals(
                List.of("latent", "latent", "latent", "pixels", "layer 6"), layers, "clean and of two radii first");
        assertEquals(9, mat.get("outOfDistribution").get("foreign").asInt());
        assertTrue(mat.get("outOfDistribution").get("likelihoodAuroc").isNumber());
    }

    @ParameterizedTest
    @CsvSource({
        "of-hidden.hiddenLayer, 10, expected a hiddenLayer below 10",
        "of-latent.radii, 1e9, Expected radii of at most",
        "side-by-side.radius, 1e9, Expected radii of at most",
    })
    void whatDoesNotFitIsRefusedBeforeTheWork(String property, String value, String found) {
        String refused = folder.resolve("refused").toString();
        String message = CommandRun.evaluate("-c", config, "--model", models(), "-d", refused, "--@" + property, value)
                .failsWith(ExitCode.USAGE);
        assertTrue(message.contains("model mat: ") && message.contains(found), message);
        assertFalse(Files.exists(Path.of(refused)));
    }

    @Test
    void aModelOfTheHostHasWhatEveryModelHas() throws IOException {
        Path folderOfHost = folder.resolve("of host");
        CommandRun.evaluate(
                        "-c",
                        config,
                        "-q",
                        "--model",
                        folder.resolve("host").toString(),
                        "-d",
                        folderOfHost.toString(),
                        "--@examine.evaluators",
                        "")
                .succeeds();
        JsonNode host = new ObjectMapper()
                .readTree(folderOfHost.resolve("report.json").toFile())
                .get("models")
                .get(0);
        assertTrue(host.get("calibration").get("expectedError").isNumber());
        assertFalse(host.has("mixture"));
        assertEquals(0, host.get("embeddings").size());
        assertTrue(host.get("outOfDistribution").get("likelihoodAuroc").isNull());
        assertTrue(Files.readString(folderOfHost.resolve("report.html")).contains("Confusion matrix"));
    }

    @Test
    void everyFigureOfTheRobustnessIsInTheDocument() {
        JsonNode robustness =
                report.get("models").get(0).get("evaluations").iterator().next();
        assertEquals(5, robustness.get("attacks").size());
        for (JsonNode attack : robustness.get("attacks")) {
            assertEquals(12, attack.get("robustAccuracy").get("examples").asInt());
            double share = attack.get("robustAccuracy").get("share").asDouble();
            assertTrue(attack.get("robustAccuracy").get("low").asDouble() <= share);
            assertEquals(
                    share,
                    metric(
                            robustness,
                            "ROBUST_ACCURACY[" + attack.get("attack").asText() + ",eps="
                                    + attack.get("radius").asDouble() + "]"));
        }
        assertEquals(10, robustness.get("checks").size());
    }

    private static double metric(JsonNode evaluation, String name) {
        for (JsonNode metric : evaluation.get("metrics")) {
            if (metric.get("name").asText().equals(name)) {
                return metric.get("value").asDouble();
            }
        }
        throw new AssertionError("no metric " + name);
    }

    @Test
    void everyPairOfModelsIsTested() {
        assertEquals(5, report.get("comparisons").size(), "clean, two radii above 0 of each attack");
        JsonNode comparison = report.get("comparisons").get(0);
        assertEquals("clean", comparison.get("subject").asText());
        assertEquals(30, comparison.get("examples").asInt());
        assertTrue(comparison.get("pValue").asDouble() <= 1);
    }

    @Test
    void theWrittenConfigurationRepeatsTheEvaluation() throws IOException {
        Path again = folder.resolve("again");
        CommandRun.evaluate("-c", out().resolve("config.xml").toString(), "-q", "-d", again.toString())
                .succeeds();
        JsonNode second =
                new ObjectMapper().readTree(again.resolve("report.json").toFile());
        assertEquals(
                report.get("models").get(0).get("metrics"),
                second.get("models").get(0).get("metrics"));
        assertEquals(
                report.get("models").get(0).get("embeddings"),
                second.get("models").get(0).get("embeddings"));
        assertEquals(
                report.get("models").get(0).get("evaluations"),
                second.get("models").get(0).get("evaluations"));
        assertEquals(report.get("comparisons"), second.get("comparisons"));
        assertEquals(
                Files.readString(out().resolve("plots/embedding-mat-1.svg")),
                Files.readString(again.resolve("plots/embedding-mat-1.svg")));
    }

    @Test
    void theModelCardHasTheHostsSchema() throws IOException {
        JsonNode card =
                new ObjectMapper().readTree(out().resolve("model-card-mat.json").toFile());
        assertEquals("MatModel", card.get("ModelDetails").get("model-type").asText());
        assertEquals("1.0", card.get("ModelDetails").get("schema-version").asText());
        assertTrue(card.get("ModelDetails").get("configured-parameters").has("architecture"), card.toString());
        assertEquals(60, card.get("TrainingDetails").get("training-set-size").asInt());
        assertEquals(
                20,
                card.get("TrainingDetails").get("outputs-distribution").get("0").asInt());
        assertEquals(30, card.get("TestingDetails").get("testing-set-size").asInt());
        assertTrue(card.get("TestingDetails").get("metrics").get("accuracy").isNumber());
        assertTrue(card.get("UsageDetails").isNull());
        assertTrue(Files.isRegularFile(folder.resolve("mat/model-card.json")), "the training writes one too");
    }

    /** Names that end alike, differ in what a file name cannot show, or hold a dot. */
    @Test
    void modelsWithAwkwardNamesShareNoFile() throws IOException {
        List<String> names =
                List.of("mat_a", "mat-a", "\u043c\u043e\u0434\u0435\u043b\u044c", "lr0.01", "x".repeat(250));
        List<String> paths = new ArrayList<>();
        for (String name : names) {
            Path model = Files.createDirectories(folder.resolve("models").resolve(name))
                    .resolve("model.tribuo");
            Files.copy(folder.resolve("mat/model.tribuo"), model);
            paths.add(model.getParent().toString());
        }
        Path report = folder.resolve("awkward");
        CommandRun.evaluate(
                        "-c",
                        config,
                        "--model",
                        String.join(",", paths),
                        "-d",
                        report.toString(),
                        "--@examine.embeddings",
                        "",
                        "--@robustness.maxExamples",
                        "2",
                        "--@robustness.checkExamples",
                        "0")
                .succeeds();
        JsonNode models = new ObjectMapper()
                .readTree(report.resolve("report.json").toFile())
                .get("models");
        for (int i = 0; i < names.size(); i++) {
            assertEquals(names.get(i), models.get(i).get("name").asText());
        }
        for (String kind : List.of("model-card-", "plots/confusion-", "plots/gallery-", "partial/")) {
            try (Stream<Path> files = Files.list(
                    report.resolve(kind).toString().endsWith("-")
                            ? report.resolve(kind).getParent()
                            : report.resolve(kind))) {
                String prefix = kind.substring(kind.lastIndexOf('/') + 1);
                assertEquals(
                        names.size(),
                        files.map(file -> file.getFileName().toString())
                                .filter(name -> name.startsWith(prefix) && !name.matches(".*\\.(svg|csv)"))
                                .count(),
                        kind);
            }
        }
    }

    @Test
    void anEmbeddingOfFourExamplesIsOneAndOfThreeIsLeftOut() throws IOException {
        for (int examples = 3; examples <= 4; examples++) {
            TinyImages.write(folder, "few", examples, 12);
            String few = Configs.write(folder, "few.xml", MatConfigs.COMPONENTS.replace("test-", "few-") + JOB);
            Path report = folder.resolve("few" + examples);
            CommandRun outcome = CommandRun.evaluate(
                            "-c",
                            few,
                            "--model",
                            folder.resolve("mat").toString(),
                            "-d",
                            report.toString(),
                            "--@of-pixels.projection",
                            "TSNE",
                            "--@examine.evaluators",
                            "")
                    .succeeds();
            assertEquals(
                    examples == 3, outcome.err().contains("left out: embedding: expected at least 4"), outcome.err());
            assertEquals(
                    examples == 3,
                    Files.readString(report.resolve("report.html")).contains("Left out"));
        }
    }

    @Test
    void aModelIsGivenOnceAndWhatCannotBeWrittenIsKnownBefore() throws IOException {
        String twice = folder.resolve("mat") + "," + folder.resolve("mat");
        String line = CommandRun.evaluate("-c", config, "--model", twice).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("given twice"), line);
        String otherwise = folder.resolve("mat") + "," + folder.resolve("mat/model.tribuo");
        line = CommandRun.evaluate("-c", config, "--model", otherwise).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("given twice, as " + folder.resolve("mat") + " before"), line);
        Path report = folder.resolve("occupied");
        Files.createDirectories(report.resolve("report.html"));
        CommandRun outcome = CommandRun.evaluate(
                "-c", config, "--model", folder.resolve("mat").toString(), "-d", report.toString());
        assertTrue(outcome.failsWith(ExitCode.RUN_FAILURE).contains("report.html: a folder of that name"));
        assertFalse(outcome.err().contains("predictions"), outcome.err());
    }

    @Test
    void aDamagedModelSaysWhatIsDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("mat/model.tribuo"));
        Path damaged = Files.write(folder.resolve("damaged.tribuo"), Arrays.copyOf(bytes, bytes.length - 5000));
        String line =
                CommandRun.evaluate("-c", config, "--model", damaged.toString()).failsWith(ExitCode.BAD_DATA);
        assertTrue(line.contains("truncated") || line.contains("ended unexpectedly"), line);
        Files.write(damaged, new byte[0]);
        String empty =
                CommandRun.evaluate("-c", config, "--model", damaged.toString()).failsWith(ExitCode.BAD_DATA);
        assertTrue(empty.endsWith("expected a Tribuo model, found an empty file"), empty);
    }
}
