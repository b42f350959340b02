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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.job.TrainJob;
import org.tribuo.DataSource;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/** What a run of a host's trainer leaves behind. */
class RunFolderTest {

    @TempDir
    private Path folder;

    private Path run;
    private String config;

    @BeforeEach
    void writeJob() throws IOException {
        config = Configs.smallJob(folder);
        run = folder.resolve("run");
    }

    private CommandRun train(String... more) {
        String[] arguments = Stream.concat(Stream.of("-c", config, "-d", run.toString()), Stream.of(more))
                .toArray(String[]::new);
        return CommandRun.of(arguments).succeeds();
    }

    private static Model<Label> load(Path file) throws IOException {
        return Model.deserializeFromFile(file).castModel(Label.class);
    }

    private static double[] weights(Path file) throws IOException {
        DenseMatrix weights = ((LinearSGDModel) load(file)).getWeightsCopy();
        return IntStream.range(0, weights.getDimension1Size())
                .mapToObj(row -> weights.getRow(row).toArray())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Test
    void theFilesAreThereAndComplete() throws IOException {
        CommandRun outcome = train();
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of("config.xml", "evaluation.json", "model-card.json", "model.tribuo", "report.html"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(3, load(run.resolve("model.tribuo")).getOutputIDInfo().size());
        assertTrue(outcome.out().startsWith("Test error "), outcome.out());
        assertTrue(outcome.out().contains("Confusion matrix"), outcome.out());
        assertTrue(outcome.err().contains(run.resolve("report.html").toString()), outcome.err());
    }

    @Test
    void theNumbersInTheFilesAreThoseOfTheEvaluation() throws IOException {
        CommandRun outcome = train();
        JsonNode json =
                new ObjectMapper().readTree(run.resolve("evaluation.json").toFile());
        assertEquals("small", json.get("name").asText());
        JsonNode test = json.get("test");
        assertEquals(30, test.get("examples").asInt());
        int right = 0;
        int all = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                all += test.get("confusion").get(i).get(j).asInt();
            }
            right += test.get("confusion").get(i).get(i).asInt();
        }
        assertEquals(30, all);
        assertEquals((30 - right) / 30.0, test.get("error").asDouble());
        for (JsonNode metric : test.get("metrics")) {
            if (metric.get("name").asText().equals("ACCURACY")
                    && metric.path("average").asText().equals("MICRO")) {
                assertEquals(right / 30.0, metric.get("value").asDouble(), 1e-15);
            }
        }
        String shown = String.format(Locale.ROOT, "Test error %.2f %%", 100 * (30 - right) / 30.0);
        assertTrue(outcome.out().startsWith(shown), shown + " in " + outcome.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "json", "pb", "pbtxt"})
    void theWrittenConfigurationTrainsTheSameModelAgain(String format) throws IOException {
        train("--config-format", format, "--@logistic.epochs", "2");
        double[] first = weights(run.resolve("model.tribuo"));
        Path again = folder.resolve("again");
        CommandRun.of("-c", run.resolve("config." + format).toString(), "-d", again.toString())
                .succeeds();
        assertArrayEquals(first, weights(again.resolve("model.tribuo")));
    }

    @Test
    void theWrittenConfigurationIsThatOfTheModelsProvenance() throws IOException {
        train("--@logistic.epochs", "2");
        ConfigurationManager written =
                ConfigFiles.open(List.of(run.resolve("config.xml").toString()), Map.of());
        Model<Label> model = load(run.resolve("model.tribuo"));
        requireEqual(
                ProvenanceUtil.extractConfiguration(((Trainer<?>) written.lookup("logistic")).getProvenance()),
                ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance()));
        requireEqual(
                ProvenanceUtil.extractConfiguration(((DataSource<?>) written.lookup("train")).getProvenance()),
                ProvenanceUtil.extractConfiguration(
                        model.getProvenance().getDatasetProvenance().getSourceProvenance()));
    }

    private static void requireEqual(List<ConfigurationData> expected, List<ConfigurationData> actual) {
        assertTrue(
                ConfigurationData.structuralEquals(
                        expected,
                        actual,
                        expected.get(0).getName(),
                        actual.get(0).getName()),
                expected + "\n" + actual);
    }

    @Test
    void theWrittenConfigurationKeepsDataDir() throws IOException {
        train();
        String text = Files.readString(run.resolve("config.xml"));
        assertTrue(text.contains("\"${dataDir}/train-images.gz\""), text);
        assertTrue(text.contains("name=\"dataDir\" value=\"" + folder + "\""), text);
    }

    @Test
    void flagsAreWorkedIntoTheWrittenConfiguration() throws IOException {
        String bare = Configs.write(folder, "bare.xml", Configs.COMPONENTS);
        CommandRun.of("-c", bare, "-t", "logistic", "-u", "train", "-v", "test", "-m", "2", "-d", run.toString())
                .succeeds();
        TrainJob job =
                (TrainJob) ConfigFiles.open(List.of(run.resolve("config.xml").toString()), Map.of())
                        .lookup("tribuo-train-job");
        assertEquals(2, job.minimumCount());
        assertEquals("bare", job.name().orElseThrow());
        assertTrue(job.testSource().isPresent());
    }

    @Test
    void theModelAndThePredictionsGoWhereAsked() throws IOException {
        Path model = folder.resolve("deep/model.bin");
        Path predictions = folder.resolve("predictions.csv");
        train("-f", model.toString(), "-o", predictions.toString());
        assertArrayEquals(weights(run.resolve("model.tribuo")), weights(model));
        List<String> lines = Files.readAllLines(predictions);
        assertEquals("Label,0,1,2", lines.get(0));
        assertEquals(31, lines.size());
        double sum = Stream.of(lines.get(1).split(","))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .sum();
        assertEquals(1, sum, 1e-6);
    }

    @Test
    void javaSerializationIsWrittenOnRequest() throws IOException {
        Path model = folder.resolve("model.ser");
        train("-f", model.toString(), "--model-format", "java");
        byte[] bytes = Files.readAllBytes(model);
        assertEquals((byte) 0xac, bytes[0]);
        assertEquals((byte) 0xed, bytes[1]);
    }

    @Test
    void modelsOfTheHostLeaveAsOnnx() throws IOException {
        Path model = folder.resolve("model.onnx");
        train("-f", model.toString(), "--model-format", "onnx");
        ModelProto proto = ModelProto.parseFrom(Files.readAllBytes(model));
        assertEquals("output", proto.getGraph().getOutput(0).getName());
    }

    @Test
    void aModelWithoutTheFormatCostsTheExportOnly() {
        Path model = folder.resolve("model.onnx");
        CommandRun outcome = CommandRun.of(
                "-c", config, "-d", run.toString(), "-f", model.toString(), "--model-format", "onnx_images");
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("--model-format ONNX_IMAGES: expected a model that is a"), outcome.err());
        assertFalse(Files.exists(model));
        assertTrue(Files.exists(run.resolve("report.html")));
    }

    @Test
    void quietLeavesTheEvaluationOnly() {
        CommandRun outcome = train("-q");
        assertEquals("", outcome.err());
        assertTrue(outcome.out().startsWith("Test error "), outcome.out());
    }

    @Test
    void aTransformerIsApplied() throws IOException {
        String scale = """
                <component name="unit" type="org.tribuo.transform.transformations.SimpleTransform">
                  <property name="op" value="mul"/><property name="operand" value="0.00392"/>
                </component>
                <component name="scaling" type="org.tribuo.transform.TransformationMap">
                  <propertylist name="globalTransformations"><item>unit</item></propertylist>
                </component>
                """;
        config = Configs.write(folder, "scaled.xml", Configs.COMPONENTS + scale + Configs.JOB);
        CommandRun outcome = train("--transformer", "scaling");
        // The host's trainer has no words of its own, and its address differs between runs.
        assertTrue(outcome.err().contains("Trainer   TransformTrainer\n"), outcome.err());
        String figures = Files.readString(run.resolve("evaluation.json"));
        assertTrue(figures.contains("\"TransformTrainer\""), figures);
        assertTrue(load(run.resolve("model.tribuo")).toString().contains("TransformTrainer"));
        Path again = folder.resolve("again");
        CommandRun.of("-c", run.resolve("config.xml").toString(), "-d", again.toString())
                .succeeds();
    }

    @Test
    void crossValidationSaysTheErrorOfEachFold() {
        CommandRun outcome = train("-x", "-n", "3");
        assertEquals(3, outcome.out().lines().filter(l -> l.startsWith("fold ")).count());
        assertTrue(outcome.out().contains("mean       error"), outcome.out());
        assertFalse(Files.exists(run));
    }

    @Test
    void aDryRunWritesNothing() {
        train("--dry-run");
        assertFalse(Files.exists(run));
    }

    @Test
    void namesOfComponentsSufficeWithoutAJob() throws IOException {
        config = Configs.write(folder, "names.xml", Configs.COMPONENTS);
        CommandRun outcome = train();
        assertTrue(outcome.out().startsWith("Test error "), outcome.out());
    }
}
