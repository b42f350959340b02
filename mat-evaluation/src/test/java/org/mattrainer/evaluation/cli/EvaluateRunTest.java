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
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two small models, one of this project and one of the host, through {@code tribuo-evaluate}. */
class EvaluateRunTest {

    private static final String JOB = """
            <component name="examine" type="org.mattrainer.evaluation.cli.EvaluateJob">
              <property name="testSource" value="test"/>
              <property name="outOfDistributionSource" value="foreign"/>
              <property name="trainSource" value="train"/>
              <propertylist name="embeddings"><item>of-latent</item><item>of-pixels</item></propertylist>
            </component>
            <component name="of-latent" type="org.mattrainer.evaluation.study.EmbeddingStudy"/>
            <component name="of-pixels" type="org.mattrainer.evaluation.study.EmbeddingStudy">
              <property name="layer" value="PIXELS"/><property name="projection" value="PCA"/>
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
        return folder.resolve("mat") + "," + folder.resolve("host/model.tribuo");
    }

    @Test
    void oneFolderHoldsEverything() {
        for (String file : List.of(
                "report.html",
                "report.json",
                "config.xml",
                "model-card-mat.json",
                "model-card-host.json",
                "plots/reliability.png",
                "plots/reliability.svg",
                "plots/confusion-mat.png",
                "plots/confusion-host.svg",
                "plots/embedding-mat-0.png",
                "plots/embedding-mat-1.svg",
                "plots/history-objective.png")) {
            assertTrue(Files.isRegularFile(out().resolve(file)), file);
        }
    }

    @Test
    void theModelsAreNamedByTheirFolders() {
        assertEquals("mat", report.get("models").get(0).get("name").asText());
        assertEquals("host", report.get("models").get(1).get("name").asText());
        assertTrue(run.out().startsWith("mat: test error "), run.out());
        assertTrue(run.out().contains("\nhost: test error "), run.out());
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
    void whatOnlyNetworksHaveIsReportedOfNetworksOnly() {
        JsonNode mat = report.get("models").get(0);
        JsonNode host = report.get("models").get(1);
        assertFalse(mat.get("mixture").get("fittedAfterwards").asBoolean());
        assertEquals(30, mat.get("mixture").get("readOutError").get("examples").asInt());
        assertEquals(2, mat.get("embeddings").size());
        assertFalse(host.has("mixture"));
        assertEquals(0, host.get("embeddings").size());
        assertEquals(9, host.get("outOfDistribution").get("foreign").asInt());
        assertTrue(host.get("outOfDistribution").get("likelihoodAuroc").isNull());
        assertTrue(mat.get("outOfDistribution").get("likelihoodAuroc").isNumber());
    }

    @Test
    void everyPairOfModelsIsTested() {
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
}
